import AlertIcon from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import WindowIcon from '@tabler/icons-react/dist/esm/icons/IconExternalLink.mjs';
import AgainIcon from '@tabler/icons-react/dist/esm/icons/IconRefresh.mjs';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import styles from './frame.module.css';

interface FrameProps {
  /** The page of ours that holds the frame. */
  readonly page: string;
  /** Where the page in the frame is. */
  readonly address: string;
  readonly label: string;
  readonly framing: 'fine' | 'refused' | 'unreached';
  readonly onAgain: () => void;
}

const patience = 10_000;

/** A page of another system, with the way out of everything that can go wrong with it. [SP4] [SP6] */
export function PopFrame({ page, address, label, framing, onAgain }: FrameProps) {
  const t = useTranslations();
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<'loading' | 'slow' | 'there'>('loading');
  const { host } = new URL(address);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every try has its own patience
  useEffect(() => {
    const late = setTimeout(() => setState((now) => (now === 'loading' ? 'slow' : now)), patience);
    return () => clearTimeout(late);
  }, [tries]);
  const again = (): void => {
    setState('loading');
    setTries(tries + 1);
    onAgain();
  };
  if (framing === 'refused')
    return (
      <div className={styles.pop}>
        <Stuck address={address}>{t('pop.refused', { host })}</Stuck>
      </div>
    );
  return (
    <div className={styles.pop}>
      <p className={styles.bar}>
        <span className={styles.host} title={host}>
          {host}
        </span>
        <button
          type="button"
          className={styles.tool}
          aria-label={t('pop.again', { label })}
          title={t('pop.again', { label })}
          onClick={again}
        >
          <AgainIcon size={16} />
        </button>
        <a
          className={styles.tool}
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={t('pop.window', { label })}
          title={t('pop.window', { label })}
        >
          <WindowIcon size={16} />
        </a>
      </p>
      {state === 'slow' && (
        <Stuck address={address} onAgain={again}>
          {t('pop.slow', { host })}
        </Stuck>
      )}
      {framing === 'unreached' && state === 'there' && (
        <p className={styles.note} role="status">
          {t('pop.unreached', { host })}
        </p>
      )}
      <div className={styles.hold} aria-busy={state === 'loading'}>
        {state === 'loading' && <p className={styles.loading}>{t('pop.loading', { label })}</p>}
        <iframe
          key={tries}
          className={styles.frame}
          src={page}
          title={label}
          data-there={state === 'there'}
          onLoad={() => setState('there')}
        />
      </div>
    </div>
  );
}

interface StuckProps {
  readonly address: string;
  readonly onAgain?: () => void;
  readonly children: ReactNode;
}
/** What went wrong, and what can be done about it. */
export function Stuck({ address, onAgain, children }: StuckProps) {
  const t = useTranslations();
  return (
    <div className={styles.stuck} role="status">
      <AlertIcon size={18} aria-hidden="true" />
      <p>{children}</p>
      <a className={styles.open} href={address} target="_blank" rel="noopener noreferrer">
        {t('pop.open')}
      </a>
      {onAgain && (
        <button type="button" className={styles.open} onClick={onAgain}>
          {t('again')}
        </button>
      )}
    </div>
  );
}

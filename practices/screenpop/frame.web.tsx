import AlertIcon from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import WindowIcon from '@tabler/icons-react/dist/esm/icons/IconExternalLink.mjs';
import AgainIcon from '@tabler/icons-react/dist/esm/icons/IconRefresh.mjs';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import styles from './frame.module.css';
import { listenTo, type Taking } from './telling.web.ts';

interface FrameProps {
  /** The page of ours that holds the frame. */
  readonly page: string;
  /** Where the page in the frame is. */
  readonly address: string;
  readonly label: string;
  readonly framing: 'fine' | 'refused' | 'unreached';
  readonly onAgain: () => void;
  /** What is done with values that the page hands over; null: it may hand over none. [SP10] */
  readonly taking: Taking | null;
  /** What is said of them. */
  readonly children?: ReactNode;
}

const patience = 10_000;

/** A page of another system, with the way out of everything that can go wrong with it. [SP4] [SP6] */
export function PopFrame({ page, address, label, framing, onAgain, taking, children }: FrameProps) {
  const t = useTranslations();
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<'loading' | 'slow' | 'there'>('loading');
  const { host } = new URL(address);
  const frame = useTaking(taking, `${state} ${tries}`);
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
      {children}
      <div className={styles.hold} aria-busy={state === 'loading'}>
        {state === 'loading' && <p className={styles.loading}>{t('pop.loading', { label })}</p>}
        <iframe
          key={tries}
          ref={frame}
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

/** Listens to the page as long as it stands there; what is done with its values may change meanwhile. */
function useTaking(taking: Taking | null, drawn: string): React.RefObject<HTMLIFrameElement | null> {
  const frame = useRef<HTMLIFrameElement>(null);
  const now = useRef(taking);
  useEffect(() => {
    now.current = taking;
  });
  const takes = taking?.takes.join(' ') ?? '';
  useEffect(() => {
    if (!frame.current || !takes || !drawn.startsWith('there')) return;
    return listenTo(frame.current, {
      takes: takes.split(' '),
      loaded: () => now.current?.loaded(),
      take: async (values) => (await now.current?.take(values)) ?? {},
    });
  }, [takes, drawn]);
  return frame;
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

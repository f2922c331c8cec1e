import { errorLine } from '@patchbay/logs/logbook.ts';
import { Component, type ReactNode, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import styles from './broken.module.css';
import { brokenBy } from './broken.ts';
import { Button } from './button.web.tsx';
import { AlertIcon } from './icons.web.ts';
import { fetchAnew, later } from './later.web.tsx';
import { log } from './logging.web.ts';
import { Modal } from './modal.web.tsx';
import { Code } from './trouble.web.tsx';

const SendLogs = later(() => import('./sendLogs.web.tsx').then((file) => file.SendLogs));

/** The parts of the desktop that fail one by one. */
type Zone = 'desktop' | 'header' | 'notices' | 'list' | 'offers' | 'page' | 'conversation' | 'context' | 'part' | 'dialog';
interface BoundaryProps {
  readonly zone: Zone;
  /** How a dialog is closed that cannot be shown. */
  readonly onClose?: () => void;
  readonly children: ReactNode;
}
interface BoundaryState {
  readonly failed: { readonly error: unknown } | null;
  readonly tries: number;
}

/** What fails inside stays inside: in its place stands what happened, what to do, another try and a report; it is in the logs. [DT170] */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failed: null, tries: 0 };

  static getDerivedStateFromError(error: unknown): Pick<BoundaryState, 'failed'> {
    return { failed: { error } };
  }

  override componentDidCatch(error: unknown): void {
    log('error', `${this.props.zone}: ${errorLine(error)}`);
  }

  readonly again = (): void => {
    fetchAnew();
    this.setState(({ tries }) => ({ failed: null, tries: tries + 1 }));
  };

  override render(): ReactNode {
    const { zone, onClose, children } = this.props;
    const { failed, tries } = this.state;
    if (!failed) return children;
    const broken = <Failure zone={zone} error={failed.error} tries={tries} onAgain={this.again} />;
    return zone === 'dialog' ? <Closable onClose={onClose ?? this.again}>{broken}</Closable> : broken;
  }
}

interface FailureProps {
  readonly zone: Zone;
  readonly error: unknown;
  readonly tries: number;
  readonly onAgain: () => void;
}

/** What stands in the place of a part that has failed. */
function Failure({ zone, error, tries, onAgain }: FailureProps) {
  const t = useTranslations();
  const [reporting, setReporting] = useState(false);
  const { code, what, reload } = brokenBy(error, tries);
  const said = t(`broken.zone.${zone}`);
  return (
    <section className={styles.broken} data-at={zone} data-zone={zone} tabIndex={-1} aria-label={said}>
      <div className={styles.box} role="alert">
        <p className={styles.said}>
          <AlertIcon size={18} aria-hidden="true" />
          <strong>{said}</strong>
          <Code code={code} said={said} />
        </p>
        <p className={styles.do}>{t(`broken.${what}`)}</p>
        <p className={styles.buttons}>
          <Button kind="primary" onPress={onAgain}>
            {t('again')}
          </Button>
          {reload && <Button onPress={() => location.reload()}>{t('broken.reload')}</Button>}
          <Button onPress={() => setReporting(true)}>{t('broken.report')}</Button>
        </p>
      </div>
      {reporting && (
        <Suspense fallback={null}>
          <SendLogs about={`${code} ${said}`} onClose={() => setReporting(false)} />
        </Suspense>
      )}
    </section>
  );
}

function Closable({ onClose, children }: { readonly onClose: () => void; readonly children: ReactNode }) {
  const t = useTranslations();
  return (
    <Modal title={t('broken.zone.dialog')} onClose={onClose}>
      {children}
    </Modal>
  );
}

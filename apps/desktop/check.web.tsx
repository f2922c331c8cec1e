import type { Explained } from '@patchbay/help/help.ts';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import styles from './check.module.css';
import { type Check, checksOf, type Measured, told } from './checking.ts';
import { useLive } from './deskContext.web.tsx';
import { AlertIcon, CheckIcon, CloseIcon } from './icons.web.ts';
import { lastCheck, measure } from './measuring.web.ts';
import { Page } from './page.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { tryOn, tryOut, wakeSound } from './sound.web.ts';
import { devices } from './talking.web.ts';
import { Code } from './trouble.web.tsx';
import { useAsked } from './useAsked.web.ts';

const read = () => api.errors();
const icons = { pass: CheckIcon, warn: AlertIcon, fail: CloseIcon } as const;

/** Network, browser and computer, each with how it stands, why, and what to do. [DT76] */
export function SystemCheck() {
  const t = useTranslations();
  const live = useLive();
  const { language } = usePreferences();
  const help = useAsked(language, read);
  const checks = useSyncExternalStore(lastCheck.subscribe, lastCheck.get);
  const [running, setRunning] = useState(false);
  const [copied, setCopied] = useState(false);
  const run = useCallback(
    async (heard: Partial<Measured> = {}) => {
      setRunning(true);
      setCopied(false);
      lastCheck.set(checksOf({ ...(await measure(live)), ...heard }));
      setRunning(false);
    },
    [live],
  );
  useEffect(() => void run(), [run]);
  /** Only who sits there knows it; the rest is measured anew. */
  const unheard = (which: 'speaker' | 'ring'): void => {
    void measure(live).then((measured) =>
      lastCheck.set(checksOf({ ...measured, voice: measured.voice && { ...measured.voice, [which]: 'unheard' } })),
    );
  };
  const worst = checks && (['fail', 'warn', 'pass'] as const).find((is) => checks.some((one) => one.is === is));
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(told(checks ?? [], new Date()));
    setCopied(true);
  };
  return (
    <Page title={t('check.title')} lead={t('check.lead')}>
      <div className={styles.tools}>
        <Button kind="primary" busy={running} onPress={() => void run()}>
          {t('check.again')}
        </Button>
        {'clipboard' in navigator && (
          <Button why={checks ? null : t('check.running')} onPress={() => void copy()}>
            {t(copied ? 'check.copied' : 'check.copy')}
          </Button>
        )}
        <p className={styles.sum} role="status">
          {running ? t('check.running') : worst && t(`check.sum.${worst}`)}
        </p>
      </div>
      <ul className={styles.list} aria-busy={running}>
        {checks?.map((check) => (
          <Row key={check.id} check={check} help={help.is === 'ok' ? help.body.errors : []}>
            {check.id === 'sound' && <SoundTest play={playTone} onHeard={(heard) => void run(heard ? {} : { sound: 'unheard' })} />}
            {(check.id === 'speaker' || check.id === 'ring') && (
              <Loudspeaker which={check.id} onUnheard={unheard} onHeard={() => void run()} />
            )}
            {check.id === 'notices' && check.value === 'default' && <AskNotices onAnswered={() => void run()} />}
          </Row>
        ))}
      </ul>
    </Page>
  );
}

function Row({
  check,
  help,
  children,
}: {
  readonly check: Check;
  readonly help: readonly Explained[];
  readonly children: React.ReactNode;
}) {
  const t = useTranslations();
  const { id, is, code, value } = check;
  const Icon = icons[is];
  const about = help.find((one) => one.code === code);
  return (
    <li className={styles.row} data-is={is}>
      <span className={styles.icon}>
        <Icon size={18} aria-hidden="true" />
      </span>
      <div className={styles.body}>
        <h2 className={styles.head}>
          {t(`check.name.${id}`)} <span className={styles.word}>{t(`check.is.${is}`)}</span>
          {code && <Code code={code} said={t(`check.name.${id}`)} />}
        </h2>
        {typeof value === 'number' && <p className={styles.value}>{t(`check.value.${id}`, { n: value })}</p>}
        {id === 'version' && <p className={styles.value}>{t('check.build', { build: String(value) })}</p>}
        {id === 'browser' && value && <p className={styles.value}>{value}</p>}
        {about && (
          <p className={styles.why}>
            {about.cause} {about.remedy}
          </p>
        )}
        {children}
      </div>
    </li>
  );
}

/** A tone where voices are heard, or where it rings. [DT248] */
function Loudspeaker({
  which,
  onHeard,
  onUnheard,
}: {
  readonly which: 'speaker' | 'ring';
  readonly onHeard: () => void;
  readonly onUnheard: (which: 'speaker' | 'ring') => void;
}) {
  const play = (): void => void tryOn(devices()[which]).catch(() => onUnheard(which)); // it is not there any more
  return <SoundTest play={play} onHeard={(heard) => (heard ? onHeard() : onUnheard(which))} />;
}

const playTone = (): void => {
  wakeSound();
  tryOut('offer');
};
/** Only who sits there knows whether a tone was heard. */
function SoundTest({ play: sounds, onHeard }: { readonly play: () => void; readonly onHeard: (heard: boolean) => void }) {
  const t = useTranslations();
  const [played, setPlayed] = useState(false);
  const play = (): void => {
    sounds();
    setPlayed(true);
  };
  const say = (heard: boolean): void => {
    setPlayed(false);
    onHeard(heard);
  };
  return (
    <p className={styles.test}>
      <Button onPress={play}>{t('check.play')}</Button>
      {played && (
        <>
          <span>{t('check.heard')}</span>
          <Button onPress={() => say(true)}>{t('check.yes')}</Button>
          <Button onPress={() => say(false)}>{t('check.no')}</Button>
        </>
      )}
    </p>
  );
}

function AskNotices({ onAnswered }: { readonly onAnswered: () => void }) {
  const t = useTranslations();
  return (
    <p className={styles.test}>
      <Button onPress={() => void Notification.requestPermission().then(onAnswered)}>{t('check.allow')}</Button>
    </p>
  );
}

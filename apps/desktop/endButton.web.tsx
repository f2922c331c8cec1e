import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import styles from './button.module.css';
import { Button } from './button.web.tsx';
import { EndIcon, HangUpIcon } from './icons.web.ts';

const armedFor = 3000;

/** Ends the conversation at the second press; the first one only asks. [DT31] */
export function EndButton({
  onEnd,
  why,
  busy,
  children,
}: {
  readonly onEnd: () => void;
  readonly why: string | null;
  readonly busy: boolean;
  /** What it ends; left out: a chat. */
  readonly children?: string;
}) {
  const t = useTranslations();
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    if (!armed) return;
    const timer = setTimeout(() => setArmed(false), armedFor);
    return () => clearTimeout(timer);
  }, [armed]);
  const press = (): void => {
    setArmed(!armed);
    if (armed) onEnd();
  };
  return (
    <Button
      kind="danger"
      size="call"
      icon={children === undefined ? <EndIcon size={18} /> : <HangUpIcon size={18} />}
      keys={armed ? undefined : 'F9 F9'}
      onPress={press}
      why={why}
      busy={busy}
      className={armed ? styles.armed : undefined}
    >
      {armed ? t('panel.endAgain') : (children ?? t('panel.end'))}
    </Button>
  );
}

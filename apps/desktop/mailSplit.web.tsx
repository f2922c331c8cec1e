import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslations } from 'use-intl';
import styles from './mail.module.css';
import { prefer, usePreferences } from './preferences.web.ts';

const [least, most, step] = [20, 80, 5];
const within = (part: number): number => Math.round(Math.min(most, Math.max(least, part)));

/** The edge between what is read and what is written: dragged, or moved with the arrows, and remembered. [DT288] */
export function MailSplit() {
  const t = useTranslations();
  const { mailSplit } = usePreferences();
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowUp: mailSplit - step, ArrowDown: mailSplit + step, Home: least, End: most }[event.key];
    if (to === undefined) return;
    prefer({ mailSplit: within(to) });
    event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    const edge = event.currentTarget;
    const around = edge.parentElement?.getBoundingClientRect();
    if (!around) return;
    edge.setPointerCapture(event.pointerId);
    edge.onpointermove = ({ clientY }) => prefer({ mailSplit: within(((clientY - around.top) / around.height) * 100) });
    edge.onpointerup = () => {
      edge.onpointermove = null;
    };
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is moved has no element of its own
    <div
      role="separator"
      aria-orientation="horizontal"
      aria-label={t('mail.edge')}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={mailSplit}
      tabIndex={0}
      className={styles.edge}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    />
  );
}

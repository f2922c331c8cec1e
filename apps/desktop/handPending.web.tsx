import type { Chat } from '@patchbay/chat/chat.ts';
import { participationOf } from '@patchbay/interactions/interaction.ts';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import styles from './hand.module.css';
import { HandOverIcon } from './icons.web.ts';
import { Until } from './timer.web.tsx';

/** A colleague is asked to take the chat: who, how long, and the way back. */
export function HandPending({
  chat,
  nameOf,
  onCancel,
}: {
  readonly chat: Chat;
  readonly nameOf: (agent: string) => string;
  /** Null: somebody else asked. */
  readonly onCancel: (() => void) | null;
}) {
  const t = useTranslations();
  const { talk } = chat.work;
  if (talk.doing !== 'transferring') return null;
  const part = participationOf(chat, talk.to);
  return (
    <p className={styles.pending}>
      <HandOverIcon size={16} />
      <span>{t('hand.pending', { name: nameOf(talk.to) })}</span>
      {part?.stage === 'offered' && <Until at={part.until} />}
      {onCancel && <Button onPress={onCancel}>{t('hand.cancel')}</Button>}
    </p>
  );
}

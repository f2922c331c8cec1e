import type { Chat } from '@patchbay/chat/chat.ts';
import type { controls, Button as Named } from '@patchbay/chat/controls.ts';
import { ownerOf, participationOf } from '@patchbay/interactions/interaction.ts';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import type { Command } from './desk.ts';
import styles from './hand.module.css';
import { HandOverIcon, QueueIcon } from './icons.web.ts';
import { Until } from './timer.web.tsx';

interface HandPendingProps {
  readonly chat: Chat;
  readonly me: string;
  readonly buttons: ReturnType<typeof controls>;
  readonly nameOf: (agent: string) => string;
  readonly onAsk: (command: Command) => void;
}

/** Who else has to do with the chat: asked to take it, asked for advice, advising, or talking with the customer too. [DT42] */
export function HandPending(props: HandPendingProps) {
  return (
    <>
      <WithColleague {...props} />
      {props.chat.work.guests.length > 0 && <Together {...props} />}
    </>
  );
}

function WithColleague({ chat, me, buttons, nameOf, onAsk }: HandPendingProps) {
  const t = useTranslations();
  const { talk } = chat.work;
  const owner = ownerOf(chat);
  const door = (type: Named, label: string): ReactNode =>
    buttons[type].enabled && <Button onPress={() => onAsk({ type, interaction: chat.id })}>{label}</Button>;
  if (talk.doing === 'chatting') return null;
  if (talk.doing === 'consulting') {
    const name = nameOf(talk.with);
    return (
      <Strip
        icon={<QueueIcon size={16} />}
        text={talk.with === me ? t('hand.advising', { name: nameOf(owner ?? '') }) : t('hand.consulting', { name })}
      >
        {buttons.conference.enabled && <span data-conference>{door('conference', t('hand.conference'))}</span>}
        {door('completeTransfer', t('hand.complete', { name }))}
        {door('endConsult', t('hand.endConsult'))}
      </Strip>
    );
  }
  const part = participationOf(chat, talk.to);
  const asked = talk.doing === 'asking' ? 'hand.asking' : 'hand.pending';
  return (
    <Strip icon={<HandOverIcon size={16} />} text={t(asked, { name: nameOf(talk.to) })}>
      {part?.stage === 'offered' && <Until at={part.until} />}
      {talk.doing === 'asking' ? door('endConsult', t('hand.cancel')) : door('cancelTransfer', t('hand.cancel'))}
    </Strip>
  );
}

/** A conference: who is in it, and who can go. */
function Together({ chat, me, buttons, nameOf, onAsk }: HandPendingProps) {
  const t = useTranslations();
  const { guests } = chat.work;
  const owner = ownerOf(chat);
  const names = [...(owner ? [owner as string] : []), ...guests].map((agent) => (agent === me ? t('you') : nameOf(agent)));
  return (
    <Strip icon={<QueueIcon size={16} />} text={t('hand.together', { names: names.join(', ') })}>
      {owner === me &&
        guests.map((agent) => (
          <Button key={agent} onPress={() => onAsk({ type: 'drop', interaction: chat.id, agent })}>
            {t('hand.drop', { name: nameOf(agent) })}
          </Button>
        ))}
      {buttons.leave.enabled && <Button onPress={() => onAsk({ type: 'leave', interaction: chat.id })}>{t('hand.leave')}</Button>}
    </Strip>
  );
}

function Strip({ icon, text, children }: { readonly icon: ReactNode; readonly text: string; readonly children: ReactNode }) {
  return (
    <div className={styles.pending} role="status">
      {icon}
      <span>{text}</span>
      {children}
    </div>
  );
}

import { type Chat, isOver } from '@patchbay/chat/chat.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { isBusy } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';

/** Sends the customer the transcript of a chat that is over, where the queue has a mailbox for it and they gave an address. [DT333] */
export function MailTranscript({ chat }: { readonly chat: Chat }) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const { queues } = useCentre();
  const [sent, setSent] = useState(false);
  const to = chat.work.form['email'];
  if (!to || !isOver(chat) || !queues[chat.queue ?? '']?.transcript) return null;
  const send = async (): Promise<void> => setSent((await live.ask({ type: 'mailTranscript', interaction: chat.id }, chat.id)).is === 'ok');
  return (
    <>
      <Button onPress={() => void send()} busy={isBusy(desk, 'mailTranscript', chat.id)} why={sent ? t('transcript.sent', { to }) : null}>
        {t('transcript.send')}
      </Button>
      {sent && (
        <span className="unseen" role="status">
          {t('transcript.sent', { to })}
        </span>
      )}
    </>
  );
}

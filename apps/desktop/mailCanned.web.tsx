import { toldFor } from '@patchbay/canned/canned.ts';
import type { Known } from '@patchbay/canned/fill.ts';
import { CannedPicker } from '@patchbay/canned/picker.web.tsx';
import { textIn } from '@patchbay/configuration/text.ts';
import type { Email } from '@patchbay/email/email.ts';
import type { Caret } from '@patchbay/email/mailText.web.tsx';
import type { SentFile } from '@patchbay/files/file.ts';
import { useMemo } from 'react';
import { noteUsed, spokenIn, useCanned } from './canned.web.ts';
import { useCentre, useLive } from './deskContext.web.tsx';
import { useMailFacts } from './mailing.web.ts';
import { usePreferences } from './preferences.web.ts';

interface CannedProps {
  readonly mail: Email;
  readonly at: Caret;
  /** Takes the files of a response along. */
  readonly onFiles: (files: readonly SentFile[]) => void;
}
/** Canned responses in a mail, filled in with what is known of whoever wrote. [DT295] */
export function MailCanned({ mail, at, onFiles }: CannedProps) {
  const live = useLive();
  const { queues, canned: responses } = useCentre();
  const { language } = usePreferences();
  const { responses: own, uses } = useCanned();
  const facts = useMailFacts(mail);
  const canned = useMemo(
    () => toldFor([...responses, ...spokenIn(own, language)], mail.queue, language, uses),
    [responses, own, uses, mail.queue, language],
  );
  const from = facts?.mails.find(({ direction, speaker }) => direction === 'in' && speaker === 'contact')?.from;
  const known: Known = {
    customer: { name: from?.name ?? '', email: from?.address ?? '', phone: '' },
    agent: { name: live.me.nickname },
    queue: { label: textIn(queues[mail.queue ?? '']?.label ?? '', language) },
    form: {},
  };
  return (
    <CannedPicker
      canned={canned}
      known={known}
      language={language}
      onUsed={noteUsed}
      onFiles={({ files }) => onFiles(files)}
      onManage={() => live.go('canned')}
      {...at}
    />
  );
}

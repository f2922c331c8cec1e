import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { announce } from './announcer.web.ts';
import { Button } from './button.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { printPage } from './printing.web.ts';

interface PrintProps {
  readonly case: string;
  /** Only this one; left out: all of the case. */
  readonly mail?: string;
  /** What a screen reader adds to the word. */
  readonly more?: string;
}
/** Prints a mail, or all of a case, as they are read. [DT431] */
export function PrintButton({ case: of, mail, more }: PrintProps) {
  const t = useTranslations();
  const { language } = usePreferences();
  const [busy, setBusy] = useState(false);
  const print = async (): Promise<void> => {
    setBusy(true);
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const asked = new URLSearchParams({ language: language === 'de' ? 'de' : 'en', zone, ...(mail !== undefined && { mail }) });
    const done = await printPage(`/api/cases/${of}/print?${asked}`);
    setBusy(false);
    if (!done) announce.assertive({ kind: 'saved', text: t('mail.print.failed') }, String);
  };
  return (
    <Button kind="quiet" more={more} busy={busy} onPress={() => void print()}>
      {t(mail === undefined ? 'mail.print.all' : 'mail.print.one')}
    </Button>
  );
}

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { useCentre, useLive } from './deskContext.web.tsx';
import { picksOf } from './dispositions.ts';
import type { MailLists, MailRow } from './mailing.ts';
import styles from './mailList.module.css';
import { commonReasons, disposing } from './mailSorting.ts';
import type { AskRows } from './mailTable.web.tsx';
import { MenuButton } from './menuButton.web.tsx';
import { usePreferences } from './preferences.web.ts';

interface BulkProps {
  readonly list: keyof MailLists;
  readonly rows: readonly MailRow[];
  readonly ask: AskRows;
  readonly busy: boolean;
}

/** What is done with all that are chosen, without opening them: ended with a disposition, given back, given to somebody. [DT293] */
export function MailBulk({ list, rows, ask, busy }: BulkProps) {
  const t = useTranslations();
  const live = useLive();
  const { dispositions, colleagues } = useCentre();
  const { language } = usePreferences();
  const [told, setTold] = useState('');
  const all = live.me.may.includes('seeAllWork');
  const does = async (commands: Parameters<AskRows>[1]): Promise<void> => {
    const some = rows.length;
    const done = await ask(rows, commands);
    setTold(t('mails.done', { done: done.length, of: some }));
  };
  const picks = list === 'review' || list === 'outbox' ? [] : picksOf(commonReasons(rows), dispositions, language);
  const inBins = list === 'bins' || list === 'mine';
  const people = Object.entries(colleagues)
    .filter(([, { mails, disabled }]) => mails && !disabled)
    .map(([key, { name }]) => ({ key, text: name }));
  if (!rows.length)
    return (
      <p className={styles.bulk} role="status">
        {told}
      </p>
    );
  return (
    <div className={styles.bulk} role="toolbar" aria-label={t('mails.bulk')}>
      <b>{t('mails.chosen', { count: rows.length })}</b>
      {picks.map(({ key, label }) => (
        <Button key={key} busy={busy} onPress={() => void does((row) => [disposing(row, key)])}>
          {t(list === 'team' && dispositions[key]?.type === 'continue' ? 'mails.mark' : 'mails.end', { disposition: label })}
        </Button>
      ))}
      {inBins && (
        <Button busy={busy} onPress={() => void does(() => [all ? { type: 'move', to: null } : { type: 'return' }])}>
          {t('mail.return')}
        </Button>
      )}
      {all && inBins && people.length > 0 && (
        <MenuButton label={t('mails.give')} items={people} onChoose={(to) => void does(() => [{ type: 'move', to }])}>
          {t('mails.give')}
        </MenuButton>
      )}
      {all && list === 'team' && people.length > 0 && (
        <MenuButton label={t('mails.offer')} items={people} onChoose={(agent) => void does(() => [{ type: 'assign', agent }])}>
          {t('mails.offer')}
        </MenuButton>
      )}
    </div>
  );
}

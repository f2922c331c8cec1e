import { textIn } from '@patchbay/configuration/text.ts';
import type { Sorting } from '@patchbay/email/sorting.ts';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import styles from './mailboxes.module.css';
import { isEmptyRule, type MailboxesShown } from './mailboxes.ts';
import { Field, Words } from './mailboxFields.web.tsx';
import { usePreferences } from './preferences.web.ts';

interface Props {
  readonly rules: readonly Sorting[];
  readonly queues: MailboxesShown['queues'];
  readonly usual: string;
  readonly onChange: (rules: readonly Sorting[]) => void;
}

/** Which mail goes to which queue, by who wrote, to which address, and which words; the first rule that holds counts. [DT303] */
export function MailboxRules({ rules, queues, usual, onChange }: Props) {
  const t = useTranslations();
  const put = (n: number, more: Partial<Sorting>): void => onChange(rules.map((rule, at) => (at === n ? { ...rule, ...more } : rule)));
  const moved = (n: number, by: -1 | 1): readonly Sorting[] => {
    const next = [...rules];
    const [one] = next.splice(n, 1);
    if (one) next.splice(n + by, 0, one);
    return next;
  };
  return (
    <fieldset className={styles.group}>
      <legend>{t('mailboxes.rules')}</legend>
      <small>{t('mailboxes.rulesHint')}</small>
      {rules.map((rule, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no name but its place
        <div key={n} className={styles.group} role="group" aria-label={t('mailboxes.rule.label', { n: n + 1 })}>
          <div className={styles.two}>
            <Words
              label={t('mailboxes.rule.from')}
              hint={t('mailboxes.rule.fromHint')}
              value={rule.from}
              onChange={(from) => put(n, { from })}
            />
            <Words label={t('mailboxes.rule.to')} value={rule.to} onChange={(to) => put(n, { to })} />
            <Words
              label={t('mailboxes.rule.words')}
              hint={t('mailboxes.rule.wordsHint')}
              value={rule.words}
              onChange={(words) => put(n, { words })}
            />
            <Queue value={rule.queue} queues={queues} onChange={(queue) => put(n, { queue })} />
            <Field
              label={t('mailboxes.rule.priority')}
              type="number"
              hint={t('mailboxes.rule.priorityHint')}
              value={rule.priority === undefined ? '' : String(rule.priority)}
              onChange={(typed) => put(n, { priority: typed === '' ? undefined : Number(typed) })}
            />
          </div>
          {isEmptyRule(rule) && <small role="status">{t('mailboxes.rule.empty')}</small>}
          <div className={styles.trial}>
            {n > 0 && <Button onPress={() => onChange(moved(n, -1))}>{t('mailboxes.rule.up')}</Button>}
            {n < rules.length - 1 && <Button onPress={() => onChange(moved(n, 1))}>{t('mailboxes.rule.down')}</Button>}
            <Button kind="quiet" more={t('mailboxes.rule.label', { n: n + 1 })} onPress={() => onChange(rules.filter((_, at) => at !== n))}>
              {t('mailboxes.rule.remove')}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button onPress={() => onChange([...rules, { from: [], to: [], words: [], queue: usual }])}>{t('mailboxes.rule.add')}</Button>
      </div>
    </fieldset>
  );
}

interface QueueProps {
  readonly value: string;
  readonly queues: MailboxesShown['queues'];
  readonly onChange: (queue: string) => void;
}
function Queue({ value, queues, onChange }: QueueProps) {
  const t = useTranslations();
  const { language } = usePreferences();
  return (
    <label className={styles.field}>
      <span>{t('mailboxes.rule.queue')}</span>
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        {Object.entries(queues).map(([key, label]) => (
          <option key={key} value={key}>
            {textIn(label, language)}
          </option>
        ))}
      </select>
    </label>
  );
}

import { textIn } from '@patchbay/configuration/text.ts';
import { type Interaction, participationOf } from '@patchbay/interactions/interaction.ts';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { announce } from './announcer.web.ts';
import { api, newKey } from './api.web.ts';
import styles from './card.module.css';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { draftName } from './drafting.web.ts';
import { CopyButton, EditField } from './editField.web.tsx';
import { SecureIcon } from './icons.web.ts';
import part from './part.module.css';
import { Part } from './part.web.tsx';
import { usePreferences } from './preferences.web.ts';
import type { VariableLabel } from './session.ts';

/** The case data: what is known about the matter, edited where it stands; a secure value only shows itself for a moment. [CD2] [CD4] */
export function CaseData({ id, chat }: { readonly id: string; readonly chat: Interaction<unknown> }) {
  const t = useTranslations();
  const { queues } = useCentre();
  const live = useLive();
  const { redrawn } = useDesk();
  const labels = queues[chat.queue ?? '']?.variables ?? {};
  const declared = chat.policy.variables?.filter(({ key }) => labels[key]) ?? [];
  const stage = participationOf(chat, live.me.id as never)?.stage;
  const writes = stage === 'active' || stage === 'wrapUp';
  if (declared.length === 0) return null;
  return (
    <Part title={t('data.title')}>
      <div className={styles.fields}>
        {declared.map(({ key, editable }) => (
          <Datum
            key={`${key} ${redrawn[draftName(id, `data.${key}`)] ?? 0}`}
            id={id}
            chat={chat}
            name={key}
            variable={labels[key] as VariableLabel}
            writes={writes && editable}
            mine={writes}
          />
        ))}
      </div>
    </Part>
  );
}

interface DatumProps {
  readonly id: string;
  readonly chat: Interaction<unknown>;
  readonly name: string;
  readonly variable: VariableLabel;
  readonly writes: boolean;
  readonly mine: boolean;
}

function Datum({ id, chat, name, variable, writes, mine }: DatumProps) {
  const t = useTranslations();
  const { language } = usePreferences();
  const live = useLive();
  const { value: saved, rev, set } = chat.data?.[name] ?? { value: null, rev: 0, set: false };
  const value = saved ?? '';
  const label = textIn(variable.label, language);
  const begun = useRef<number | null>(null); // the revision that was there when writing began
  const save = (text: string) =>
    api.command({ type: 'saveData', interaction: id, variable: name, value: text, baseRev: begun.current ?? rev }, newKey());
  const choices = [
    { key: '', text: t('data.none') },
    ...Object.entries(variable.choices).map(([key, text]) => ({ key, text: textIn(text, language) })),
  ];
  const draft = `data.${name}` as const;
  const begin = (text: string | null): void => {
    begun.current = text === null ? null : (begun.current ?? rev);
  };
  const kept = {
    read: (): string | null => {
      const [, base, text = null] = /^(\d+):([\s\S]*)$/.exec(live.drafts.read(id, draft)?.text ?? '') ?? [];
      if (base !== undefined) begun.current = Number(base);
      return text;
    },
    write: (text: string | null): void => {
      begin(text);
      live.drafts.write(id, draft, { text: text === null ? '' : `${begun.current}:${text}`, caret: 0, at: Date.now() });
    },
  };
  if (variable.secure)
    return <SecureDatum id={id} name={name} label={label} set={set} writes={writes} mine={mine} rev={rev} onSave={save} onWrite={begin} />;
  if (!writes)
    return (
      <div className={part.fact}>
        <span className={part.none}>{label}</span>
        <span>{value === '' ? t('data.none') : variable.choices[value] ? textIn(variable.choices[value], language) : value}</span>
      </div>
    );
  return (
    <EditField
      label={label}
      value={value}
      kind={variable.type === 'date' ? 'date' : variable.type === 'number' ? 'number' : 'text'}
      {...(variable.type === 'choice' && { choices })}
      max={256}
      onSave={save}
      kept={kept}
      copy
    />
  );
}

interface SecureProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly set: boolean;
  readonly writes: boolean;
  readonly mine: boolean;
  readonly rev: number;
  readonly onSave: (text: string) => ReturnType<typeof api.command>;
  /** Nothing of it is kept in this browser. */
  readonly onWrite: (text: string | null) => void;
}

function SecureDatum({ id, name, label, set, writes, mine, rev, onSave, onWrite }: SecureProps) {
  const t = useTranslations();
  const [shown, setShown] = useState<string | null>(null);
  const [problem, setProblem] = useState(false);
  const [editing, setEditing] = useState(false);
  useEffect(() => {
    if (shown === null) return;
    const hide = setTimeout(() => setShown(null), shownMs);
    return () => clearTimeout(hide);
  }, [shown]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is another value
  useEffect(() => setShown(null), [rev]);
  const reveal = async (): Promise<void> => {
    const answer = await api.reveal(id, name);
    setProblem(answer.is !== 'ok');
    if (answer.is !== 'ok') return;
    setShown(answer.body.value);
    announce.polite({ kind: 'saved', text: t('data.shown', { name: label }) }, String);
  };
  const save = async (text: string): ReturnType<typeof api.command> => {
    const answer = await onSave(text);
    if (answer.is === 'ok') setEditing(false);
    return answer;
  };
  return (
    <>
      <div className={styles.secure}>
        <span className={part.none}>
          <SecureIcon size={14} role="img" aria-label={t('data.secure')} /> {label}
        </span>
        <span className={styles.secret}>{shown ?? (set ? '••••••' : t('data.none'))}</span>
        {shown !== null && <CopyButton label={label} value={shown} />}
        <span className={styles.choices}>
          {set && mine && shown === null && (
            <button type="button" className={styles.small} onClick={() => void reveal()}>
              {t('data.reveal')}
              <span className="unseen"> {label}</span>
            </button>
          )}
          {writes && !editing && (
            <button type="button" className={styles.small} onClick={() => setEditing(true)}>
              {t('data.change')}
              <span className="unseen"> {label}</span>
            </button>
          )}
        </span>
      </div>
      {problem && (
        <p className={styles.problem} role="alert">
          {t('data.notShown')}
        </p>
      )}
      {editing && (
        <EditField label={t('data.newValue')} value="" max={256} hidden onSave={save} kept={{ read: () => null, write: onWrite }} />
      )}
    </>
  );
}

/** A secure value stays on the screen so long. */
const shownMs = 5000;

import { type Text, textIn } from '@patchbay/configuration/text.ts';
import { participationOf } from '@patchbay/interactions/interaction.ts';
import { type FormEvent, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { announce } from './announcer.web.ts';
import { api, newKey } from './api.web.ts';
import { Button } from './button.web.tsx';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { type Filling, missing, textOf, unsaved, without, written } from './filling.ts';
import styles from './popForm.module.css';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import type { FormOfPop, VariableLabel } from './session.ts';
import { Trouble } from './trouble.web.tsx';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly form: FormOfPop;
}
/** Somebody else saved first: what I wrote, and what is said of it. */
interface Clash {
  readonly problem: Problem;
  readonly mine: string;
}

/** A form beside an interaction: its fields are case data, saved together; the first save of each wins. [SP8] [SP9] */
export function PopForm({ id, label, form }: Props) {
  const t = useTranslations();
  const { language } = usePreferences();
  const live = useLive();
  const { queues } = useCentre();
  const chat = useDesk().mirror.chats[id]?.state;
  const [page, setPage] = useState(0);
  const [filling, setFilling] = useState<Filling>({});
  const [clashes, setClashes] = useState<Readonly<Record<string, Clash>>>({});
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const names = useId();
  if (!chat) return null;
  const data = chat.data ?? {};
  const labels = queues[chat.queue ?? '']?.variables ?? {};
  const stage = participationOf(chat, live.me.id as never)?.stage;
  const writes = stage === 'active' || stage === 'wrapUp';
  const here = form.pages[page];
  const empty = missing(form, filling, data);
  const left = unsaved(form, filling);

  const go = (to: number): void => {
    setPage(to);
    requestAnimationFrame(() => heading.current?.focus());
  };
  const write = (key: string, text: string): void => {
    setFilling((now) => written(now, data, key, text));
    setProblem(null);
  };
  const look = (key: string): void => {
    const at = form.pages.findIndex(({ fields }) => fields.some(({ variable }) => variable === key));
    if (at !== page) go(at);
    else document.getElementById(`${names}-${key}`)?.focus();
  };
  /** One after the other; what cannot be saved stays where it was written. Answers what has to be looked at first; null: nothing. */
  const saveAll = async (keys: readonly string[]): Promise<string | null> => {
    let first: string | null = null;
    for (const key of keys) {
      const mine = filling[key];
      if (!mine) continue;
      const command = { type: 'saveData', interaction: id, variable: key, value: mine.text.trim(), baseRev: mine.rev };
      const answer = await api.command(command, newKey());
      if (answer.is === 'unreached' || (answer.is === 'refused' && !('value' in answer.with))) {
        setProblem(problemOf(answer));
        return first ?? key;
      }
      if (answer.is === 'refused') {
        first ??= key;
        setClashes((all) => ({ ...all, [key]: { problem: problemOf(answer), mine: mine.text } }));
      }
      setFilling((now) => (now[key] === mine ? without(now, key) : now)); // what was written meanwhile stays
    }
    return first;
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    setBusy(true);
    setProblem(null);
    const stuck = await saveAll(left);
    setBusy(false);
    if (stuck === null && left.length > 0) announce.polite({ kind: 'saved', text: t('form.saved') }, String);
    const first = stuck ?? empty[0]?.key;
    if (first) look(first);
  };
  const forget = (key: string): void => setClashes(({ [key]: _, ...others }) => others);

  return (
    <form className={styles.form} aria-label={label} noValidate onSubmit={(event) => void save(event)}>
      <h3 ref={heading} tabIndex={-1} className={styles.title}>
        {here?.title ? textIn(here.title, language) : label}
        {form.pages.length > 1 && <small>{t('form.page', { n: page + 1, of: form.pages.length })}</small>}
      </h3>
      {here?.text && <p className={styles.text}>{textIn(here.text as Text, language)}</p>}
      {!writes && <p className={styles.text}>{t(stage === 'offered' ? 'form.later' : 'form.onlyRead')}</p>}
      {here?.fields.map(({ variable: key, required, hint }) => {
        const variable = labels[key];
        if (!variable) return null;
        const clash = clashes[key];
        const lacks = tried && empty.some((one) => one.key === key);
        const fieldId = `${names}-${key}`;
        return (
          <div key={key} className={styles.field}>
            <label htmlFor={fieldId}>
              {textIn(variable.label, language)}
              {required && <span className={styles.mark}> {t('form.required')}</span>}
            </label>
            <Input
              id={fieldId}
              variable={variable}
              value={textOf(filling, data, key)}
              required={required}
              wrong={lacks}
              about={`${fieldId}-about`}
              off={!writes || !variable.editable || busy}
              onWrite={(text) => write(key, text)}
            />
            <p id={`${fieldId}-about`} className={lacks ? styles.wrong : styles.hint}>
              {lacks ? t('form.fillIn') : hint && textIn(hint, language)}
            </p>
            {clash && (
              <div className={styles.clash} role="alert">
                <Trouble problem={clash.problem} />
                <q>{clash.mine}</q>
                <Button
                  onPress={() => {
                    write(key, clash.mine);
                    forget(key);
                  }}
                >
                  {t('form.useMine')}
                </Button>
                <Button onPress={() => forget(key)}>{t('edit.forget')}</Button>
              </div>
            )}
          </div>
        );
      })}
      {problem && (
        <p className={styles.clash} role="alert">
          <Trouble problem={problem} />
        </p>
      )}
      <div className={styles.foot}>
        {form.pages.length > 1 && (
          <>
            <Button why={page === 0 ? t('form.first') : null} onPress={() => go(page - 1)}>
              {t('form.back')}
            </Button>
            <Button why={page === form.pages.length - 1 ? t('form.last') : null} onPress={() => go(page + 1)}>
              {t('form.next')}
            </Button>
          </>
        )}
        {writes && (
          <button type="submit" className={styles.save} aria-disabled={busy || left.length === 0}>
            {t('edit.save')}
          </button>
        )}
        <span className={styles.state} role="status">
          {left.length > 0 ? t('form.unsaved', { n: left.length }) : tried && !busy && Object.keys(clashes).length === 0 && t('form.saved')}{' '}
          {writes && empty.length > 0 && t('form.missing', { n: empty.length })}
        </span>
      </div>
    </form>
  );
}

interface InputProps {
  readonly id: string;
  readonly variable: VariableLabel;
  readonly value: string;
  readonly required: boolean;
  readonly wrong: boolean;
  readonly about: string;
  readonly off: boolean;
  readonly onWrite: (text: string) => void;
}
/** What fits the kind of the variable. */
function Input({ id, variable: { type, choices }, value, required, wrong, about, off, onWrite }: InputProps) {
  const t = useTranslations();
  const { language } = usePreferences();
  const same = { id, value, 'aria-required': required, 'aria-invalid': wrong, 'aria-describedby': about, className: styles.input };
  if (type === 'choice')
    return (
      <select {...same} disabled={off} onChange={(event) => onWrite(event.target.value)}>
        <option value="">{t('data.none')}</option>
        {Object.entries(choices).map(([key, text]) => (
          <option key={key} value={key}>
            {textIn(text, language)}
          </option>
        ))}
      </select>
    );
  return (
    <input
      {...same}
      type={type === 'date' ? 'date' : 'text'}
      inputMode={type === 'number' ? 'decimal' : undefined}
      autoComplete="off"
      dir="auto"
      maxLength={256}
      readOnly={off}
      onChange={(event) => onWrite(event.target.value)}
    />
  );
}

import { textIn } from '@patchbay/configuration/text.ts';
import { participationOf } from '@patchbay/interactions/interaction.ts';
import { PopFrame } from '@patchbay/screenpop/frame.web.tsx';
import type { Fate } from '@patchbay/screenpop/telling.ts';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, newKey } from './api.web.ts';
import { Button } from './button.web.tsx';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import styles from './popForm.module.css';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import type { PageOfPop } from './session.ts';
import { Trouble } from './trouble.web.tsx';

interface Props {
  readonly id: string;
  readonly page: string;
  readonly label: string;
  readonly pop: PageOfPop;
  readonly onAgain: () => void;
}
/** What a page wanted to save, and why it is not. */
interface Unsaved {
  readonly problem: Problem;
  readonly text: string;
  /** The revision that is there now. */
  readonly rev: number;
}
/** A value as the page may know it. */
interface Base {
  readonly rev: number;
  readonly value: string;
}

/** A page of another system, and what it hands over: saved as case data, the first save wins. [SP10] */
export function PopPage({ id, page, label, pop, onAgain }: Props) {
  const t = useTranslations();
  const { language } = usePreferences();
  const live = useLive();
  const { queues } = useCentre();
  const chat = useDesk().mirror.chats[id]?.state;
  const [saved, setSaved] = useState<readonly string[]>([]);
  const [unsaved, setUnsaved] = useState<Readonly<Record<string, Unsaved>>>({});
  const now = useRef(chat);
  useEffect(() => {
    now.current = chat;
  });
  /** What was there when the page was loaded, or what it has made of it. */
  const base = useRef<Readonly<Record<string, Base>>>({});
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const thereOf = (key: string): Base => ({ rev: now.current?.data?.[key]?.rev ?? 0, value: now.current?.data?.[key]?.value ?? '' });
  const nameOf = (key: string): string => {
    const variable = queues[chat?.queue ?? '']?.variables[key];
    return variable ? textIn(variable.label, language) : key;
  };
  const forget = (key: string): void => setUnsaved(({ [key]: _, ...others }) => others);
  const stage = chat && participationOf(chat, live.me.id as never)?.stage;

  const save = async (key: string, text: string, baseRev: number): Promise<Fate> => {
    const answer = await api.command({ type: 'saveData', interaction: id, variable: key, value: text, baseRev }, newKey());
    if (answer.is === 'ok') {
      base.current = { ...base.current, [key]: { rev: baseRev + 1, value: text } };
      forget(key);
      setSaved((all) => [...all.filter((one) => one !== key), key]);
      return 'saved';
    }
    const first = answer.is === 'refused' && 'value' in answer.with ? Number(answer.with['rev']) : null;
    setUnsaved((all) => ({ ...all, [key]: { problem: problemOf(answer), text, rev: first ?? baseRev } }));
    if (answer.is === 'unreached') return 'failed';
    return first === null ? 'refused' : 'changed';
  };
  const saveNew = async (key: string, typed: string): Promise<Fate> => {
    const text = typed.trim();
    const [there, known] = [thereOf(key), base.current[key] ?? thereOf(key)];
    const newest = there.rev > known.rev ? there : known; // what it has saved itself may not have come back yet
    return newest.value === text ? 'same' : save(key, text, known.rev);
  };
  const taking = {
    takes: pop.takes,
    loaded: () => {
      base.current = Object.fromEntries(pop.takes.map((key) => [key, thereOf(key)]));
    },
    async take(values: Readonly<Record<string, string>>) {
      const fates: Record<string, Fate> = {};
      const mine = stage === 'active' || stage === 'wrapUp';
      turn.current = turn.current.then(async () => {
        for (const [key, text] of Object.entries(values)) fates[key] = mine ? await saveNew(key, text) : 'refused';
      });
      await turn.current;
      return fates;
    },
  };
  return (
    <PopFrame
      page={page}
      address={pop.address}
      label={label}
      framing={pop.framing}
      onAgain={onAgain}
      taking={pop.takes.length ? taking : null}
    >
      <div className={styles.told}>
        <p className={styles.state} role="status">
          {saved.length > 0 && t('pop.saved', { names: saved.map(nameOf).join(', ') })}
        </p>
        {Object.entries(unsaved).map(([key, { problem, text, rev }]) => (
          <div key={key} className={styles.clash} role="alert">
            <Trouble problem={problem} />
            <span>{t('pop.wanted', { name: nameOf(key) })}</span>
            <q>{text}</q>
            <Button more={nameOf(key)} onPress={() => void save(key, text, rev)}>
              {t('pop.take')}
            </Button>
            <Button more={nameOf(key)} onPress={() => forget(key)}>
              {t('edit.forget')}
            </Button>
          </div>
        ))}
      </div>
    </PopFrame>
  );
}

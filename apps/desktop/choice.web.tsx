import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import styles from './page.module.css';
import type { Preferences, Switchable } from './preferences.ts';
import { prefer, usePreferences } from './preferences.web.ts';

type Named = { [N in keyof Preferences]: Preferences[N] extends string ? N : never }[keyof Preferences];
type Numbered = { [N in keyof Preferences]: Preferences[N] extends number ? N : never }[keyof Preferences];

/** One of a few, side by side; arrows move between them. */
export function Choice<N extends Named>({
  of: name,
  values,
  hint = false,
  onChosen,
}: {
  readonly of: N;
  readonly values: readonly Preferences[N][];
  readonly hint?: boolean;
  readonly onChosen?: () => void;
}) {
  const t = useTranslations();
  const of: string = name;
  const now = usePreferences()[name];
  const id = useId();
  return (
    <div role="radiogroup" className={styles.setting} aria-labelledby={`${id}t`} aria-describedby={hint ? id : undefined}>
      <span id={`${id}t`} className={styles.label}>
        {t(`settings.${of}.title`)}
      </span>
      <div className={styles.choices}>
        {values.map((value) => (
          <label key={value} className={styles.choice}>
            <input
              type="radio"
              name={`${id}${of}`}
              checked={now === value}
              onChange={() => {
                prefer({ [of]: value });
                onChosen?.();
              }}
            />
            <span lang={of === 'language' ? value : undefined}>{t(`settings.${of}.${value as string}`)}</span>
          </label>
        ))}
      </div>
      {hint && (
        <p id={id} className={styles.hint}>
          {t(`settings.${of}.hint`)}
        </p>
      )}
    </div>
  );
}

/** On or off; `ask` may still say no, for instance the browser. */
export function OnOff({ of, ask }: { readonly of: Switchable; readonly ask?: (wanted: boolean) => Promise<boolean> }) {
  const t = useTranslations();
  const now = usePreferences()[of];
  const id = useId();
  const [refused, setRefused] = useState(false);
  const choose = async (wanted: boolean): Promise<void> => {
    const got = ask ? await ask(wanted) : wanted;
    setRefused(wanted && !got);
    prefer({ [of]: got });
  };
  return (
    <div className={styles.setting}>
      <label className={styles.switch}>
        <input
          type="checkbox"
          role="switch"
          checked={now}
          aria-describedby={id}
          onChange={(event) => void choose(event.currentTarget.checked)}
        />
        <span className={styles.label}>{t(`settings.${of}.title`)}</span>
      </label>
      <p id={id} className={styles.hint} role={refused ? 'alert' : undefined}>
        {t(refused ? `settings.${of}.refused` : `settings.${of}.hint`)}
      </p>
    </div>
  );
}

/** A number between two, with its value beside it. */
export function Slider({
  of,
  from,
  to,
  step,
  unit,
}: {
  readonly of: Numbered;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly unit: string;
}) {
  const t = useTranslations();
  const now = usePreferences()[of];
  const id = useId();
  return (
    <div className={styles.setting}>
      <label className={styles.label} htmlFor={id}>
        {t(`settings.${of}.title`)}
      </label>
      <div className={styles.slide}>
        <input
          id={id}
          type="range"
          min={from}
          max={to}
          step={step}
          value={now}
          aria-valuetext={`${now} ${unit}`}
          onChange={(event) => prefer({ [of]: Number(event.currentTarget.value) })}
        />
        <output htmlFor={id} className="number">
          {now} {unit}
        </output>
      </div>
    </div>
  );
}

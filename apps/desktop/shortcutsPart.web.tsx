import { type KeyboardEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { announce } from './announcer.web.ts';
import { Button } from './button.web.tsx';
import { OnOff } from './choice.web.tsx';
import { type CommandId, commandIds, commands, drawn, keymapOf, type Objection, objection } from './keymap.ts';
import styles from './page.module.css';
import { prefer, readPreferences, usePreferences } from './preferences.web.ts';
import { isText, strokeOf } from './shortcuts.ts';
import { pressOf } from './useShortcuts.web.ts';

/** Every command with its keys: to change them, to take them away, or to switch all off. [DT63] */
export function ShortcutsPart() {
  const t = useTranslations();
  const { keys } = usePreferences();
  const [recording, setRecording] = useState<CommandId | null>(null);
  const [problem, setProblem] = useState<{ readonly id: CommandId; readonly why: Objection } | null>(null);
  const map = keymapOf(keys);
  const give = (id: CommandId, wish: string | null): void => {
    const { [id]: _, ...rest } = readPreferences().keys;
    prefer({ keys: wish === null ? rest : { ...rest, [id]: wish } });
    setRecording(null);
    setProblem(null);
  };
  const record = (id: CommandId, strokes: string): void => {
    const wish = 'twice' in commands[id] ? `${strokes} ${strokes}` : strokes;
    const why = objection(id, wish, map);
    setProblem(why && { id, why });
    if (why) return setRecording(null);
    give(id, wish);
    announce.polite({ kind: 'saved', text: `${t(`key.${id}`)}: ${drawn(wish)}` }, String);
  };
  return (
    <>
      <OnOff of="shortcuts" />
      <ul className={styles.commands}>
        {commandIds.map((id) => (
          <li key={id} className={styles.command}>
            <span className={styles.label}>{t(`key.${id}`)}</span>
            {recording === id ? (
              <Recorder onRecorded={(strokes) => record(id, strokes)} onCancel={() => setRecording(null)} />
            ) : (
              <kbd>{map[id] ? drawn(map[id]) : t('settings.noKeys')}</kbd>
            )}
            <span className={styles.acts}>
              <Button kind="quiet" onPress={() => setRecording(id)} more={t(`key.${id}`)}>
                {t('settings.change')}
              </Button>
              {map[id] && (
                <Button kind="quiet" onPress={() => give(id, '')} more={t(`key.${id}`)}>
                  {t('settings.remove')}
                </Button>
              )}
              {id in keys && (
                <Button kind="quiet" onPress={() => give(id, null)} more={t(`key.${id}`)}>
                  {t('settings.default')}
                </Button>
              )}
            </span>
            {problem?.id === id && (
              <p className={styles.wrong} role="alert">
                {problem.why.is === 'taken'
                  ? t('settings.objection.taken', { command: t(`key.${problem.why.by}`) })
                  : t(`settings.objection.${problem.why.is}`)}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Hears the next stroke; after the palette's own keys or G, two. Escape gives up. */
function Recorder({ onRecorded, onCancel }: { readonly onRecorded: (strokes: string) => void; readonly onCancel: () => void }) {
  const t = useTranslations();
  const [first, setFirst] = useState('');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') return onCancel();
    event.preventDefault();
    event.stopPropagation();
    const press = pressOf(event.nativeEvent);
    const stroke = isText(press) ? (press.altKey ? `Alt+${press.key}` : null) : strokeOf(press);
    if (!stroke) return;
    if (stroke === 'Escape') return onCancel();
    if (!first && (stroke === 'Ctrl+K' || stroke === 'g')) setFirst(stroke);
    else onRecorded(first ? `${first} ${stroke}` : stroke);
  };
  return (
    <input
      data-overlay="dialog"
      className={styles.recorder}
      // biome-ignore lint/a11y/noAutofocus: the agent has just asked to press the new keys here
      autoFocus
      readOnly
      aria-label={t('settings.press')}
      value={first ? `${drawn(first)} …` : t('settings.press')}
      onKeyDown={onKeyDown}
      onBlur={onCancel}
    />
  );
}

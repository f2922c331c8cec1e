import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslations } from 'use-intl';
import { found } from './finding.ts';
import { SearchIcon } from './icons.web.ts';
import { drawn, keymapOf } from './keymap.ts';
import styles from './palette.module.css';
import { usePreferences } from './preferences.web.ts';
import { chord, isText } from './shortcuts.ts';
import type { CarryOut } from './useCommands.web.ts';
import { type Entry, useEntries, useFurther } from './useEntries.web.ts';
import { useReadOnce } from './useReadOnce.web.ts';
import { pressOf } from './useShortcuts.web.ts';

/** Everything one can do or go to, found by typing; it shows the keys beside each command. [DT64] */
export function Palette({ carryOut, onClose }: { readonly carryOut: CarryOut; readonly onClose: () => void }) {
  const t = useTranslations();
  const id = useId();
  const { keys } = usePreferences();
  const map = useMemo(() => keymapOf(keys), [keys]);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const entries = useReadOnce(useEntries(carryOut)); // nothing moves while one reads
  const further = useFurther(query);
  const hits = useMemo(() => found(entries, query), [entries, query]);
  const shown = useMemo(() => [...hits, ...further], [hits, further]);
  const current = shown[Math.min(at, shown.length - 1)];

  const run = (entry: Entry | undefined): void => {
    if (!entry) return;
    onClose();
    requestAnimationFrame(() => entry.run()); // after the dialog has given the focus back
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const press = pressOf(event.nativeEvent);
    if (isText(press)) return;
    const meant = query ? null : chord(press, map);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (meant) {
      onClose();
      requestAnimationFrame(() => carryOut(meant));
    } else if (step) setAt(Math.min(shown.length - 1, Math.max(0, Math.min(at, shown.length - 1) + step)));
    else if (event.key === 'Enter') run(current);
    else return;
    event.preventDefault();
  };
  return (
    <ModalOverlay className={styles.overlay ?? ''} isDismissable isOpen onOpenChange={(open) => open || onClose()} data-overlay="dialog">
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''} aria-label={t('palette.title')}>
          <div className={styles.search}>
            <SearchIcon size={18} />
            <input
              role="combobox"
              aria-expanded="true"
              aria-controls={`${id}list`}
              aria-activedescendant={current && `${id}${current.id}`}
              aria-autocomplete="list"
              aria-label={t('palette.title')}
              placeholder={t('palette.placeholder')}
              // biome-ignore lint/a11y/noAutofocus: the agent has opened it to type
              autoFocus
              spellCheck={false}
              value={query}
              onChange={(event) => {
                setQuery(event.target.value);
                setAt(0);
              }}
              onKeyDown={onKeyDown}
            />
            <kbd>Esc</kbd>
          </div>
          {!hits.length && <p className={styles.none}>{t('palette.none', { query })}</p>}
          <ul id={`${id}list`} role="listbox" aria-label={t('palette.results')} className={styles.list}>
            {shown.map((entry, n) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
              <li
                key={entry.id}
                id={`${id}${entry.id}`}
                role="option"
                aria-selected={entry === current}
                ref={entry === current ? (e) => e?.scrollIntoView({ block: 'nearest' }) : undefined}
                className={styles.entry}
                onPointerMove={() => setAt(n)}
                onClick={() => run(entry)}
              >
                <span className={styles.label}>{entry.label}</span>
                <span className={styles.kind}>{entry.kind}</span>
                {entry.keys && <kbd>{drawn(entry.keys)}</kbd>}
              </li>
            ))}
          </ul>
          <p className="unseen" role="status">
            {t('palette.count', { count: hits.length })}
          </p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

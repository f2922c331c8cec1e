import { type KeyboardEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import styles from './context.module.css';

/** A tab of the context. */
export interface ContextTab {
  readonly key: string;
  readonly label: string;
  readonly count?: string | undefined;
  /** Nobody has looked at it yet. */
  readonly fresh: boolean;
}
interface TabsProps {
  readonly tabs: readonly ContextTab[];
  readonly top: string;
  readonly onChoose: (key: string) => void;
}

/** The tabs of the context: arrows go along them. */
export function ContextTabs({ tabs, top, onChoose }: TabsProps) {
  const t = useTranslations();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ key }) => key === top);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (!next) return;
    event.preventDefault();
    onChoose(next.key);
    list.current?.querySelector<HTMLElement>(`#tab-${CSS.escape(next.key)}`)?.focus();
  };
  return (
    <div ref={list} className={styles.tabs} role="tablist" aria-label={t('zone.context')}>
      {tabs.map(({ key, label, count, fresh }) => (
        <button
          key={key}
          id={`tab-${key}`}
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={key === top}
          aria-controls={`context-${key}`}
          tabIndex={key === top ? 0 : -1}
          data-fresh={fresh}
          onClick={() => onChoose(key)}
          onKeyDown={onKeyDown}
        >
          {label}
          {count && <small>{count}</small>}
          {fresh && <span className="unseen"> ({t('context.fresh')})</span>}
        </button>
      ))}
    </div>
  );
}

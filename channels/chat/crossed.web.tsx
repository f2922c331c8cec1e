import AlertIcon from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { crossing, justMs, nthOf } from './crossing.ts';
import styles from './panel.module.css';
import type { ChatPanelProps } from './panel-props.web.ts';
import type { SaidLine } from './transcript.ts';

/** What the agent is asked before a text is sent that crosses what others have written. */
interface Crossing {
  /** What others wrote meanwhile; empty: nothing is asked. */
  readonly asked: readonly SaidLine[];
  /** Whether it has to be asked first; the second time the same is sent. */
  readonly asks: () => boolean;
  readonly seen: () => number;
  /** Whether there is something to be sent: a text, or files. */
  readonly holds: (something: boolean) => void;
  /** It was read, and the text goes on. */
  readonly goOn: () => void;
}

/** Remembers how much was read when the answer was begun; what was there before was begun before all. [DT182] */
export function useCrossing(isDraft: boolean, { lines, seen }: Pick<ChatPanelProps, 'lines'> & { readonly seen: () => number }): Crossing {
  const begun = useRef<number | null>(isDraft ? 0 : null);
  const [asked, setAsked] = useState<readonly SaidLine[]>([]);
  const read = useRef(0);
  const came = useRef(new Map<number, number>());
  useLayoutEffect(() => {
    const known = Math.max(0, ...came.current.keys());
    for (const line of lines)
      if (line.is === 'said' && line.nth !== undefined && !came.current.has(line.nth))
        came.current.set(line.nth, known > 0 && line.nth > known ? Date.now() : 0); // what was read in first, and what is older, is not new
  }, [lines]);
  const just = (nth: number): boolean => Date.now() - (came.current.get(nth) ?? 0) < justMs;
  return {
    asked,
    asks() {
      const found = crossing(lines, { begun: Math.max(begun.current ?? seen(), read.current), seen: Math.max(seen(), read.current), just });
      if (!found.length) return false;
      read.current = nthOf(lines);
      setAsked(found);
      return true;
    },
    seen: () => Math.max(seen(), read.current),
    holds(something) {
      if (something) begun.current ??= seen();
      else {
        begun.current = null;
        setAsked([]);
      }
    },
    goOn: () => setAsked([]),
  };
}

/** What was written meanwhile, at the field, with what can be done; nothing of the own text is lost. [DT182] */
export function Crossed({
  asked,
  customer,
  nameOf,
  onSend,
  goOn,
}: Pick<Crossing, 'asked' | 'goOn'> & Pick<ChatPanelProps, 'customer' | 'nameOf'> & { readonly onSend: () => void }) {
  const t = useTranslations();
  const last = asked.at(-1);
  if (!last) return null;
  const name = last.from === 'customer' ? customer : nameOf(last.agent ?? '');
  return (
    <div className={styles.crossed} role="alert">
      <AlertIcon size={16} aria-hidden="true" />
      <p>
        <b>{t('chat.crossed', { name, count: asked.length })}</b> <q dir="auto">{last.text || last.file?.name}</q>
      </p>
      <span>
        <button type="button" onClick={onSend}>
          {t('chat.sendAnyway')}
        </button>
        <button type="button" onClick={goOn}>
          {t('chat.goOn')}
        </button>
      </span>
    </div>
  );
}

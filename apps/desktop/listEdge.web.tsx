import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslations } from 'use-intl';
import { prefer, usePreferences } from './preferences.web.ts';
import styles from './workList.module.css';

const [least, most, step] = [220, 400, 10];
const within = (width: number): number => Math.round(Math.min(most, Math.max(least, width)));

/** The edge of the list: dragged, or moved with the arrows; Enter makes the list narrow or wide. [DT67] */
export function ListEdge() {
  const t = useTranslations();
  const { listWidth, listNarrow } = usePreferences();
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowLeft: listWidth - step, ArrowRight: listWidth + step, Home: least, End: most }[event.key];
    if (event.key === 'Enter') prefer({ listNarrow: !listNarrow });
    else if (to !== undefined) prefer({ listWidth: within(to), listNarrow: false });
    else return;
    event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    const begin = event.clientX - listWidth;
    const edge = event.currentTarget;
    edge.setPointerCapture(event.pointerId);
    edge.onpointermove = ({ clientX }) => prefer({ listWidth: within(clientX - begin), listNarrow: false });
    edge.onpointerup = () => {
      edge.onpointermove = null;
    };
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is moved has no element of its own
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t('list.edge')}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={listWidth}
      tabIndex={0}
      className={styles.edge}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    />
  );
}

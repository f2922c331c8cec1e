/** @jsxImportSource preact */
import type { ComponentChildren, VNode } from 'preact';

interface LogProps {
  readonly label: string;
  /** Changes whenever something is added, and says how much of it is of the other side. */
  readonly size: string;
  readonly fromOthers: number;
  /** The last thing is the customer's own: they want to see it. */
  readonly isMine: boolean;
  readonly open: boolean;
  unreadText(n: number): string;
  readonly children: ComponentChildren;
}
/** Draws the one log of a page. */
export type Log = (props: LogProps) => VNode;

const near = 80;

/** A list that stays at its end, unless the customer has scrolled up to read: then it says how much is new below. */
export function logOf(redraw: () => void): Log {
  let box: HTMLElement | null = null;
  let atEnd = true;
  let below = 0;
  let last: LogProps | null = null;
  const toEnd = () => {
    if (box) box.scrollTop = box.scrollHeight;
  };
  const watch = new ResizeObserver(() => atEnd && toEnd());

  /** After each drawing. */
  const drawn = (now: HTMLElement | null, props: LogProps) => {
    if (!now) return;
    const before = now === box ? last : null;
    last = props;
    if (!before) {
      [box, atEnd, below] = [now, true, 0];
      watch.disconnect();
      watch.observe(now);
      return toEnd();
    }
    if (props.size === before.size && props.open === before.open) return;
    if (atEnd || props.isMine || props.open !== before.open) toEnd();
    else if (props.fromOthers > before.fromOthers) {
      below += props.fromOthers - before.fromOthers;
      queueMicrotask(redraw);
    }
  };
  const scrolled = () => {
    if (!box?.clientHeight) return;
    atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < near;
    if (!atEnd || !below) return;
    below = 0;
    redraw();
  };

  return (props) => (
    <div class="middle">
      <div
        class="log"
        ref={(now) => drawn(now, props)}
        role="log"
        aria-live="off"
        aria-label={props.label}
        tabIndex={0}
        onScroll={scrolled}
      >
        {props.children}
      </div>
      {below > 0 && (
        <button class="below" onClick={toEnd}>
          ↓ {props.unreadText(below)}
        </button>
      )}
    </div>
  );
}

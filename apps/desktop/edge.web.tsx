import type { KeyboardEvent, PointerEvent } from 'react';
import styles from './edge.module.css';

interface EdgeProps {
  /** Where it stands. */
  readonly of: 'list' | 'context' | 'mail';
  readonly label: string;
  /** How the line itself runs: between what stands side by side it is vertical. */
  readonly runs: 'vertical' | 'horizontal';
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** Whether it grows to the right and down, or against it. */
  readonly grows?: 1 | -1;
  /** How much one pixel is, in the room the edge stands in. */
  readonly perPixel?: (room: DOMRect) => number;
  readonly onMove: (value: number) => void;
  /** A double click: as the desktop has it. */
  readonly onReset: () => void;
  readonly onEnter?: () => void;
}

/** The edge between two parts: dragged, or moved with the arrows, Home and End; a double click puts it back. [DT350] */
export function Edge({ of, label, runs, value, least, most, step, grows = 1, perPixel = () => 1, onMove, onReset, onEnter }: EdgeProps) {
  const move = (to: number): void => onMove(Math.round(Math.min(most, Math.max(least, to))));
  const onKeyDown = (event: KeyboardEvent): void => {
    const [less, more] = runs === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const to = { [less]: value - step * grows, [more]: value + step * grows, Home: least, End: most }[event.key];
    if (event.key === 'Enter' && onEnter) onEnter();
    else if (to !== undefined) move(to);
    else return;
    event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    const edge = event.currentTarget;
    const room = edge.parentElement?.getBoundingClientRect();
    if (!room) return;
    const at = ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): number =>
      runs === 'vertical' ? clientX : clientY;
    const [from, unit] = [at(event), perPixel(room) * grows];
    edge.setPointerCapture(event.pointerId);
    edge.onpointermove = (moved) => moved.buttons && move(value + (at(moved) - from) * unit);
    edge.onlostpointercapture = () => {
      edge.onpointermove = null;
    };
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is moved has no element of its own
    <div
      role="separator"
      aria-orientation={runs}
      aria-label={label}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={value}
      tabIndex={0}
      className={`${styles.edge} ${styles[of]}`}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onDoubleClick={onReset}
    />
  );
}

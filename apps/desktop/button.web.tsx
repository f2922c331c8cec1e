import { type ReactNode, useId } from 'react';
import styles from './button.module.css';

/** What a button needs to be drawn. */
export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly size?: 'normal' | 'call';
  readonly icon?: ReactNode;
  readonly keys?: string | undefined;
  /** Why it does not work now; it stays focusable so that everybody can learn why. [DT24] */
  readonly why?: string | null;
  readonly busy?: boolean;
  /** What it opens is open. */
  readonly expanded?: boolean | undefined;
  /** It takes back what was done last: the key for that presses it. [DT353] */
  readonly undoes?: boolean;
  /** As wide as there is room. */
  readonly wide?: boolean;
  /** What a screen reader adds to the word. */
  readonly more?: string | undefined;
  readonly className?: string | undefined;
}

/** A plain button: icon, word, key. Disabled by a reason, never silently. */
export function Button({
  children,
  onPress,
  kind = 'plain',
  size = 'normal',
  icon,
  keys,
  why = null,
  busy = false,
  expanded,
  undoes = false,
  wide = false,
  more,
  className,
}: ButtonProps) {
  const id = useId();
  const off = why !== null || busy;
  return (
    <span className={`${styles.around} ${className ?? ''}`} data-wide={wide || undefined}>
      <button
        type="button"
        className={styles.button}
        data-kind={kind}
        data-size={size}
        data-undo={undoes || undefined}
        aria-disabled={off}
        aria-busy={busy || undefined}
        aria-expanded={expanded}
        aria-keyshortcuts={keys}
        aria-describedby={why === null ? undefined : id}
        onClick={() => off || onPress()}
      >
        {busy ? <span className={styles.spinner} /> : icon}
        <span>
          {children}
          {more && <span className="unseen"> {more}</span>}
        </span>
        {keys && <kbd aria-hidden="true">{keys}</kbd>}
      </button>
      {why !== null && (
        <span id={id} role="tooltip" className={styles.tip}>
          {why}
        </span>
      )}
    </span>
  );
}

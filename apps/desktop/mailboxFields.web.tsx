import styles from './mailboxes.module.css';
import { typedWords, wordsIn } from './mailboxes.ts';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly type?: 'text' | 'email' | 'url' | 'password' | 'number';
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}
/** One line of a form. */
export function Field({ label, value, hint, type = 'text', placeholder, onChange }: FieldProps) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <input
        type={type}
        value={value}
        placeholder={placeholder}
        autoComplete={type === 'password' ? 'new-password' : 'off'}
        autoCapitalize="off"
        spellCheck={false}
        onChange={({ target }) => onChange(target.value)}
      />
      {hint && <small>{hint}</small>}
    </label>
  );
}

interface WordsProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}
/** Several words in one line, apart by commas; taken when the line is left. */
export function Words({ label, hint, value, onChange }: WordsProps) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <input
        key={typedWords(value)} // what is discarded goes out of it, too
        defaultValue={typedWords(value)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onBlur={({ target }) => target.value !== target.defaultValue && onChange(wordsIn(target.value))}
      />
      {hint && <small>{hint}</small>}
    </label>
  );
}

import { useTranslations } from 'use-intl';
import { telephoneKeys } from './calling.ts';
import styles from './keypad.module.css';

/** The keys of a telephone. */
export function Keypad({ onPress, off = false }: { readonly onPress: (key: string) => void; readonly off?: boolean }) {
  const t = useTranslations();
  return (
    <div className={styles.pad} role="group" aria-label={t('call.keypad')}>
      {telephoneKeys.map(([key, letters]) => (
        <button key={key} type="button" className={styles.key} aria-disabled={off} onClick={() => off || onPress(key)}>
          {key} {letters && <small>{letters}</small>}
        </button>
      ))}
    </div>
  );
}

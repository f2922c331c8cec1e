import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import styles from './call.module.css';
import { keysIn } from './calling.ts';
import { useLive } from './deskContext.web.tsx';
import { Keypad } from './keypad.web.tsx';

const shownFor = 2000;

/** Keys pressed for whoever is on the line, by mouse or keyboard while it is open; what was pressed is hidden after two seconds. [DT233] */
export function CallKeys({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useTranslations();
  const live = useLive();
  const [pressed, setPressed] = useState('');
  const [plain, setPlain] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every key begins the time anew
  useEffect(() => {
    if (!plain) return;
    const timer = setTimeout(() => setPlain(false), shownFor);
    return () => clearTimeout(timer);
  }, [pressed]);

  const press = (digits: string): void => {
    if (!digits) return;
    setPressed((before) => (before + digits).slice(-32));
    setPlain(true);
    void live.ask({ type: 'sendDigits', interaction: id, digits }, id);
  };
  const typed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') return onClose();
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-9*#]$/.test(event.key)) return;
    event.preventDefault();
    press(event.key);
  };
  const pasted = (event: ClipboardEvent): void => {
    event.preventDefault();
    press(keysIn(event.clipboardData.getData('text')));
  };
  return (
    <section className={styles.keys} aria-label={t('call.keypad')}>
      <input
        ref={field}
        className={styles.pressed}
        aria-label={t('call.sent')}
        aria-describedby="call-keys-hint"
        readOnly
        value={plain ? pressed : '•'.repeat(pressed.length)}
        onKeyDown={typed}
        onPaste={pasted}
      />
      <Keypad onPress={press} />
      <p id="call-keys-hint" className={styles.hint}>
        {t('call.keysHint')}
      </p>
    </section>
  );
}

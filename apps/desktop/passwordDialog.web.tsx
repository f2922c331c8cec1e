import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { announce } from './announcer.web.ts';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { useLive } from './deskContext.web.tsx';
import styles from './modal.module.css';
import { Modal } from './modal.web.tsx';
import { type Problem, problemOf } from './problem.ts';
import { Trouble } from './trouble.web.tsx';

/** Changes my password; the server says whether it is good enough. */
export function PasswordDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations();
  const { me } = useLive();
  const [failed, setFailed] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const [old, next, again] = ['old', 'next', 'again'].map((name) => String(fields.get(name) ?? '')) as [string, string, string];
    if (next !== again) return setFailed({ text: t('password.different'), code: null });
    setSending(true);
    const answer = await api.changePassword(old, next);
    setSending(false);
    if (answer.is === 'refused' && answer.key === 'signIn.badCredentials')
      return setFailed({ text: t('password.wrong'), code: answer.code });
    if (answer.is !== 'ok') return setFailed(problemOf(answer));
    announce.polite({ kind: 'saved', text: t('password.changed') }, String);
    onClose();
  };
  return (
    <Modal title={t('password.title')} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <input type="text" name="username" autoComplete="username" value={me.name} readOnly hidden />
        {(['old', 'next', 'again'] as const).map((name) => (
          <label key={name} className={styles.field}>
            {t(`password.${name}`)}
            <input name={name} type="password" required autoComplete={name === 'old' ? 'current-password' : 'new-password'} />
          </label>
        ))}
        {failed && (
          <p className={styles.failed} role="alert">
            <Trouble problem={failed} />
          </p>
        )}
        <div className={styles.buttons}>
          <Button kind="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <SubmitButton busy={sending} word={t('password.change')} />
        </div>
      </form>
    </Modal>
  );
}

function SubmitButton({ busy, word }: { readonly busy: boolean; readonly word: string }) {
  return (
    <button type="submit" className={styles.submit} aria-disabled={busy}>
      {word}
    </button>
  );
}

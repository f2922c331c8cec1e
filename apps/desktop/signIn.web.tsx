import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { AlertIcon, EyeIcon, EyeOffIcon } from './icons.web.ts';
import { Mark } from './mark.web.tsx';
import { prefer, usePreferences } from './preferences.web.ts';
import type { Ended, Me } from './session.ts';
import styles from './signIn.module.css';
import { type Failure, failureOf, known } from './signingIn.ts';
import { Trouble } from './trouble.web.tsx';

const remembered = 'patchbay.tenant';
type Listed = { readonly key: string; readonly name: string } | null;

/** The page where one signs in. `why` says how the last session ended. */
export function SignIn({ why, onSignedIn }: { readonly why: Ended | null; readonly onSignedIn: (me: Me) => void }) {
  const t = useTranslations();
  const { language } = usePreferences();
  const [only, setOnly] = useState<Listed>(null);
  const [asked, setAsked] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [sending, setSending] = useState(false);
  const [shown, setShown] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  /** The only centre there is; whoever is faster than that answer waits for it. */
  const listed = useRef<Promise<Listed> | null>(null);

  useEffect(() => {
    document.title = t('signIn.title');
    listed.current = api.tenants().then((answer) => {
      const one = answer.is === 'ok' ? (answer.body.tenants[0] ?? null) : null;
      setOnly(one);
      setAsked(true);
      return one;
    });
  }, [t]);

  const send = async (force: boolean): Promise<void> => {
    if (!form.current || sending) return;
    const fields = new FormData(form.current);
    const text = (name: string): string => String(fields.get(name) ?? '').trim();
    setSending(true);
    const tenant = (await listed.current)?.key ?? text('tenant');
    const answer = await api.signIn({ tenant, login: text('username'), password: String(fields.get('password') ?? ''), force });
    setSending(false);
    if (answer.is === 'ok') {
      localStorage.setItem(remembered, tenant);
      onSignedIn(answer.body.me);
    } else setFailure(failureOf(answer));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(false);
  };

  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <div className={styles.brand}>
          <Mark size={36} />
          <div>
            <h1 className={styles.title}>{only?.name ?? 'Patchbay'}</h1>
            <p className={styles.subtitle}>{t('signIn.subtitle')}</p>
          </div>
        </div>
        {why !== null && failure === null && (
          <p className={styles.ended} role="status">
            {t(`ended.${known(why.why) ?? 'other'}`, why.named)}
          </p>
        )}
        <form ref={form} onSubmit={submit} className={styles.form} aria-busy={sending}>
          {asked && !only && (
            <Field name="tenant" label={t('signIn.tenant')} autoComplete="organization" initial={localStorage.getItem(remembered) ?? ''} />
          )}
          <Field name="username" label={t('signIn.login')} autoComplete="username" initial="" focused />
          <div className={styles.password}>
            <Field
              name="password"
              label={t('signIn.password')}
              autoComplete="current-password"
              type={shown ? 'text' : 'password'}
              initial=""
            />
            <button
              type="button"
              className={styles.show}
              aria-pressed={shown}
              aria-label={t('signIn.showPassword')}
              title={shown ? t('signIn.hidePassword') : t('signIn.showPassword')}
              onClick={() => setShown(!shown)}
            >
              {shown ? <EyeOffIcon size={18} /> : <EyeIcon size={18} />}
            </button>
          </div>
          {failure && (
            <div className={styles.failure} role="alert">
              <AlertIcon size={18} />
              <div>
                <p>
                  <Trouble
                    problem={{
                      text: failure.text ?? t(`signIn.failed.${failure.is}`, { seconds: failure.seconds ?? 60 }),
                      code: failure.code,
                    }}
                  />
                </p>
                {failure.is === 'alreadySignedIn' && (
                  <Button onPress={() => void send(true)} busy={sending} className={styles.here}>
                    {t('signIn.here')}
                  </Button>
                )}
              </div>
            </div>
          )}
          <button type="submit" className={styles.submit} aria-disabled={sending}>
            {sending ? t('signIn.sending') : t('signIn.submit')}
          </button>
        </form>
      </div>
      <footer className={styles.foot}>
        {(['en', 'de'] as const).map((l) => (
          <button
            key={l}
            type="button"
            lang={l}
            aria-pressed={language === l}
            className={styles.language}
            onClick={() => prefer({ language: l })}
          >
            {t(`language.${l}`)}
          </button>
        ))}
      </footer>
    </main>
  );
}

function Field(props: {
  readonly name: string;
  readonly label: string;
  readonly autoComplete: string;
  readonly initial: string;
  readonly type?: string;
  readonly focused?: boolean;
}) {
  return (
    <label className={styles.field}>
      <span className={styles.label}>{props.label}</span>
      <input
        className={styles.input}
        name={props.name}
        type={props.type ?? 'text'}
        autoComplete={props.autoComplete}
        defaultValue={props.initial}
        autoCapitalize="none"
        spellCheck={false}
        required
        // biome-ignore lint/a11y/noAutofocus: signing in is all one can do here
        autoFocus={props.focused ?? false}
      />
    </label>
  );
}

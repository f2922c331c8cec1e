import { textIn } from '@patchbay/configuration/text.ts';
import { useTranslations } from 'use-intl';
import styles from './mailboxes.module.css';
import { type MailboxesShown, type MailboxIs, type MailServer, type SecretName, serverOf, withTls } from './mailboxes.ts';
import { Field, Words } from './mailboxFields.web.tsx';
import { MailboxRules } from './mailboxRules.web.tsx';
import { usePreferences } from './preferences.web.ts';

interface Props {
  readonly id: string;
  readonly draft: MailboxIs;
  readonly kept: readonly SecretName[];
  readonly queues: MailboxesShown['queues'];
  readonly onChange: (change: Partial<MailboxIs>) => void;
}

/** Everything a mailbox is: its addresses, servers, how to sign in, what happens to its mails, and where they go. [DT303] */
export function MailboxForm({ id, draft, kept, queues, onChange }: Props) {
  const t = useTranslations();
  const { language } = usePreferences();
  return (
    <div className={styles.form}>
      <fieldset className={styles.group}>
        <legend>{t('mailboxes.who')}</legend>
        <div className={styles.two}>
          <Field label={t('mailboxes.address')} value={draft.address} type="email" onChange={(address) => onChange({ address })} />
          <Field label={t('mailboxes.name')} value={draft.name} hint={t('mailboxes.nameHint')} onChange={(name) => onChange({ name })} />
          <Words
            label={t('mailboxes.aliases')}
            hint={t('mailboxes.aliasesHint')}
            value={draft.aliases}
            onChange={(aliases) => onChange({ aliases })}
          />
          <label className={styles.field}>
            <span>{t('mailboxes.queue')}</span>
            <select value={draft.queue} onChange={({ target }) => onChange({ queue: target.value })}>
              {Object.entries(queues).map(([key, label]) => (
                <option key={key} value={key}>
                  {textIn(label, language)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <label className={styles.check}>
          <input type="checkbox" checked={draft.disabled} onChange={({ target }) => onChange({ disabled: target.checked })} />
          {t('mailboxes.disabled')}
        </label>
      </fieldset>
      <fieldset className={styles.group}>
        <legend>{t('mailboxes.servers')}</legend>
        <label className={styles.field}>
          <span>{t('mailboxes.where')}</span>
          <select
            value={draft.imap ? 'own' : 'trial'}
            onChange={({ target }) =>
              onChange(
                target.value === 'own' ? { imap: serverOf('imap', draft), smtp: serverOf('smtp', draft) } : { imap: null, smtp: null },
              )
            }
          >
            <option value="own">{t('mailboxes.wheres.own')}</option>
            <option value="trial">{t('mailboxes.wheres.trial')}</option>
          </select>
        </label>
        {draft.imap && <Server kind="imap" server={draft.imap} onChange={(imap) => onChange({ imap })} />}
        {draft.smtp && <Server kind="smtp" server={draft.smtp} onChange={(smtp) => onChange({ smtp })} />}
      </fieldset>
      {draft.imap && <SignIn id={id} draft={draft} kept={kept} onChange={onChange} />}
      <Handling draft={draft} onChange={onChange} />
      <MailboxRules rules={draft.rules} queues={queues} usual={draft.queue} onChange={(rules) => onChange({ rules })} />
    </div>
  );
}

interface ServerProps {
  readonly kind: 'imap' | 'smtp';
  readonly server: MailServer;
  readonly onChange: (server: MailServer) => void;
}
function Server({ kind, server, onChange }: ServerProps) {
  const t = useTranslations();
  return (
    <div className={styles.two} role="group" aria-label={t(`mailboxes.${kind}`)}>
      <Field label={t(`mailboxes.${kind}`)} value={server.host} onChange={(host) => onChange({ ...server, host: host.trim() })} />
      <Field
        label={t('mailboxes.port')}
        type="number"
        value={String(server.port)}
        onChange={(port) => onChange({ ...server, port: Number(port) })}
      />
      <label className={styles.field}>
        <span>{t('mailboxes.tls')}</span>
        <select value={server.tls} onChange={({ target }) => onChange(withTls(kind, server, target.value as MailServer['tls']))}>
          {(['tls', 'starttls', 'none'] as const).map((tls) => (
            <option key={tls} value={tls}>
              {t(`mailboxes.tlsIs.${tls}`)}
            </option>
          ))}
        </select>
      </label>
      <Field
        label={t('mailboxes.user')}
        value={server.user ?? ''}
        placeholder={t('mailboxes.userIs')}
        onChange={(user) => onChange({ ...server, user })}
      />
    </div>
  );
}

type SignInProps = Pick<Props, 'id' | 'draft' | 'kept' | 'onChange'>;
/** A password, or tokens. What is kept is never shown: an empty field leaves it as it is. */
function SignIn({ id, draft, kept, onChange }: SignInProps) {
  const t = useTranslations();
  const { oauth } = draft;
  const secret = (name: SecretName) => (
    <Field
      key={`${id} ${name}`}
      label={t(`mailboxes.secret.${name}`)}
      type="password"
      value={draft[name] ?? ''}
      placeholder={t(kept.includes(name) ? 'mailboxes.kept' : 'mailboxes.notKept')}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
  return (
    <fieldset className={styles.group}>
      <legend>{t('mailboxes.signIn')}</legend>
      <label className={styles.field}>
        <span>{t('mailboxes.how')}</span>
        <select
          value={oauth ? 'oauth' : 'password'}
          onChange={({ target }) => onChange({ oauth: target.value === 'oauth' ? { tokenUrl: '', clientId: '', scope: null } : null })}
        >
          <option value="password">{t('mailboxes.hows.password')}</option>
          <option value="oauth">{t('mailboxes.hows.oauth')}</option>
        </select>
      </label>
      <div className={styles.two}>
        {oauth ? (
          <>
            <Field
              label={t('mailboxes.tokenUrl')}
              type="url"
              value={oauth.tokenUrl}
              onChange={(tokenUrl) => onChange({ oauth: { ...oauth, tokenUrl: tokenUrl.trim() } })}
            />
            <Field
              label={t('mailboxes.clientId')}
              value={oauth.clientId}
              onChange={(clientId) => onChange({ oauth: { ...oauth, clientId: clientId.trim() } })}
            />
            <Field
              label={t('mailboxes.scope')}
              value={oauth.scope ?? ''}
              onChange={(scope) => onChange({ oauth: { ...oauth, scope: scope || null } })}
            />
            {secret('clientSecret')}
            {secret('refreshToken')}
          </>
        ) : (
          secret('password')
        )}
      </div>
    </fieldset>
  );
}

/** Which mails are fetched, and what happens to them there. */
function Handling({ draft, onChange }: Pick<Props, 'draft' | 'onChange'>) {
  const t = useTranslations();
  const { handled, sent, plus } = draft;
  const how = typeof handled === 'string' ? handled : 'move';
  return (
    <fieldset className={styles.group}>
      <legend>{t('mailboxes.mails')}</legend>
      <div className={styles.two}>
        <Words
          label={t('mailboxes.folders')}
          hint={t('mailboxes.foldersHint')}
          value={draft.folders}
          onChange={(folders) => onChange({ folders })}
        />
        <label className={styles.field}>
          <span>{t('mailboxes.first')}</span>
          <select value={draft.first} onChange={({ target }) => onChange({ first: target.value as MailboxIs['first'] })}>
            {(['unseen', 'all', 'new'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`mailboxes.firsts.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label className={styles.field}>
          <span>{t('mailboxes.handled')}</span>
          <select
            value={how}
            onChange={({ target }) => onChange({ handled: target.value === 'move' ? { move: 'Done' } : (target.value as 'keep' | 'seen') })}
          >
            {(['keep', 'seen', 'move'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`mailboxes.handledIs.${one}`)}
              </option>
            ))}
          </select>
        </label>
        {typeof handled !== 'string' && (
          <Field label={t('mailboxes.moveTo')} value={handled.move} onChange={(move) => onChange({ handled: { move } })} />
        )}
        <label className={styles.field}>
          <span>{t('mailboxes.sent')}</span>
          <select
            value={sent === null ? 'none' : 'folder'}
            onChange={({ target }) => onChange({ sent: target.value === 'none' ? null : 'Sent' })}
          >
            {(['none', 'folder'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`mailboxes.sentIs.${one}`)}
              </option>
            ))}
          </select>
          <small>{t('mailboxes.sentHint')}</small>
        </label>
        {sent !== null && <Field label={t('mailboxes.sentTo')} value={sent} onChange={(to) => onChange({ sent: to })} />}
        <label className={styles.field}>
          <span>{t('mailboxes.plus')}</span>
          <select
            value={String(plus)}
            onChange={({ target }) => onChange({ plus: target.value === 'null' ? null : target.value === 'true' })}
          >
            {(['null', 'true', 'false'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`mailboxes.plusIs.${one}`)}
              </option>
            ))}
          </select>
          <small>{t('mailboxes.plusHint')}</small>
        </label>
      </div>
    </fieldset>
  );
}

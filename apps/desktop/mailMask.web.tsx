import { type ReactNode, useCallback, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { announce } from './announcer.web.ts';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { AlertIcon } from './icons.web.ts';
import { Listing } from './listing.web.tsx';
import type { MailShown } from './mailing.ts';
import styles from './mailMask.module.css';
import { type MaskPreview, type MaskWanted, type ToMask, withText } from './masking.ts';
import modal from './modal.module.css';
import { Modal } from './modal.web.tsx';
import { type Problem, problemOf } from './problem.ts';
import { Trouble } from './trouble.web.tsx';
import { useFresh } from './useFresh.web.ts';

interface Props {
  readonly mail: MailShown;
  /** What was selected in the mail when it was opened. */
  readonly selected: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}
/** Masks what must not be kept: chosen in the text, shown once more, and then gone for good. [DT302] */
export function MailMask({ mail, selected, onDone, onClose }: Props) {
  const t = useTranslations();
  const ask = useCallback(() => api.mailToMask(mail.id), [mail.id]);
  const read = useFresh(ask, null, { once: true });
  const [wanted, setWanted] = useState<MaskWanted>({ mail: mail.id, texts: withText([], selected), files: [], pictures: false });
  const [preview, setPreview] = useState<MaskPreview | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const look = async (): Promise<void> => {
    setBusy(true);
    const answer = await api.previewMask(wanted);
    setBusy(false);
    setProblem(answer.is === 'ok' ? null : problemOf(answer));
    if (answer.is === 'ok') setPreview(answer.body);
  };
  const mask = async (): Promise<void> => {
    setBusy(true);
    const answer = await api.mask(wanted);
    setBusy(false);
    if (answer.is !== 'ok') return setProblem(problemOf(answer));
    announce.polite({ kind: 'saved', text: t('mask.done') }, String);
    onDone();
  };
  const trouble = problem && (
    <div className={modal.failed} role="alert">
      <Trouble problem={problem} />
    </div>
  );
  if (preview)
    return (
      <Modal title={t('mask.sure')} onClose={onClose} wide>
        <div className={modal.form}>
          <Shown preview={preview} wanted={wanted} mail={mail} />
          {trouble}
          <div className={modal.buttons}>
            <Button kind="quiet" onPress={() => setPreview(null)}>
              {t('mask.back')}
            </Button>
            <Button kind="danger" busy={busy} onPress={() => void mask()}>
              {t('mask.do')}
            </Button>
          </div>
        </div>
      </Modal>
    );
  const nothing = wanted.texts.length + wanted.files.length === 0 && !wanted.pictures;
  return (
    <Modal title={t('mask.title')} onClose={onClose} wide>
      <div className={modal.form}>
        <p>{t('mask.lead')}</p>
        <Listing read={read} count={() => 1} empty="">
          {(body) => <Choose mail={mail} of={body} wanted={wanted} onChange={setWanted} />}
        </Listing>
        {trouble}
        <div className={modal.buttons}>
          <Button kind="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button kind="primary" busy={busy} why={nothing ? t('mask.nothing') : null} onPress={() => void look()}>
            {t('mask.look')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

interface ChooseProps {
  readonly mail: MailShown;
  readonly of: ToMask;
  readonly wanted: MaskWanted;
  readonly onChange: (next: MaskWanted) => void;
}
/** What is found in the text, what is selected in it, and what goes of its files. */
function Choose({ mail, of, wanted, onChange }: ChooseProps) {
  const t = useTranslations();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [hint, setHint] = useState(false);
  const text = [of.subject, '', of.text].join('\n');
  const toggle = <T,>(all: readonly T[], one: T, on: boolean): readonly T[] => (on ? [...all, one] : all.filter((other) => other !== one));
  const select = (): void => {
    const { selectionStart = 0, selectionEnd = 0, value = '' } = field.current ?? {};
    const texts = withText(wanted.texts, value.slice(selectionStart, selectionEnd));
    setHint(texts === wanted.texts);
    onChange({ ...wanted, texts });
  };
  return (
    <div className={modal.form}>
      {of.suggestions.length > 0 && (
        <fieldset className={styles.part}>
          <legend>{t('mask.found')}</legend>
          {of.suggestions.map((one) => (
            <label key={one.text} className={styles.choice}>
              <input
                type="checkbox"
                checked={wanted.texts.includes(one.text)}
                onChange={({ target }) => onChange({ ...wanted, texts: toggle(wanted.texts, one.text, target.checked) })}
              />
              <span>
                {t(`mask.is.${one.is}`)}: {one.text}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <div className={styles.part}>
        <label className={styles.label} htmlFor={id}>
          {t('mask.text')}
        </label>
        <textarea ref={field} id={id} className={styles.text} readOnly value={text} spellCheck={false} onSelect={() => setHint(false)} />
        <div className={styles.row}>
          <Button onPress={select}>{t('mask.select')}</Button>
          {hint && <span role="alert">{t('mask.tooShort')}</span>}
        </div>
      </div>
      {wanted.texts.length > 0 && (
        <div className={styles.part}>
          <p className={styles.label}>{t('mask.chosen')}</p>
          <ul className={styles.list}>
            {wanted.texts.map((one) => (
              <li key={one}>
                <span className={styles.chosen}>{one}</span>
                <Button kind="quiet" more={one} onPress={() => onChange({ ...wanted, texts: toggle(wanted.texts, one, false) })}>
                  {t('mask.leave')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {(mail.files.length > 0 || of.pictures) && (
        <fieldset className={styles.part}>
          <legend>{t('mask.files')}</legend>
          {mail.files.map((file) => (
            <label key={file.id} className={styles.choice}>
              <input
                type="checkbox"
                checked={wanted.files.includes(file.id)}
                onChange={({ target }) => onChange({ ...wanted, files: toggle(wanted.files, file.id, target.checked) })}
              />
              <span>{file.name}</span>
            </label>
          ))}
          {of.pictures && (
            <label className={styles.choice}>
              <input
                type="checkbox"
                checked={wanted.pictures}
                onChange={({ target }) => onChange({ ...wanted, pictures: target.checked })}
              />
              <span>{t('mask.pictures')}</span>
            </label>
          )}
        </fieldset>
      )}
    </div>
  );
}

/** What would be masked, and everything that somebody should know before. */
function Shown({ preview, wanted, mail }: { readonly preview: MaskPreview; readonly wanted: MaskWanted; readonly mail: MailShown }) {
  const t = useTranslations();
  const chosen = mail.files.filter(({ id }) => wanted.files.includes(id) && !preview.files.some((file) => file.id === id));
  const going = [...chosen, ...preview.files].map(({ name }) => name);
  return (
    <>
      <p>{t('mask.places', { places: preview.places, mails: preview.mails })}</p>
      {preview.around.length > 0 && (
        <ul className={styles.list} aria-label={t('mask.aroundLabel')}>
          {preview.around.map((one, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: places of one text, which may be alike
            <li key={n} className={styles.around}>
              {one}
            </li>
          ))}
        </ul>
      )}
      {going.length > 0 && <p>{t('mask.going', { names: going.join(', ') })}</p>}
      {wanted.pictures && <p>{t('mask.picturesGo')}</p>}
      {preview.unseen.length > 0 && <Warning>{t('mask.unseen', { names: preview.unseen.map(({ name }) => name).join(', ') })}</Warning>}
      {preview.stays && <Warning>{t('mask.stays')}</Warning>}
      <Warning>{t('mask.forGood')}</Warning>
    </>
  );
}
const Warning = ({ children }: { readonly children: ReactNode }) => (
  <p className={styles.warning}>
    <AlertIcon size={16} aria-hidden="true" />
    <span>{children}</span>
  </p>
);

import { Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { announce } from './announcer.web.ts';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { useLive } from './deskContext.web.tsx';
import { later } from './later.web.tsx';
import styles from './mail.module.css';
import type { MailShown } from './mailing.ts';

const MailOriginal = later(() => import('./mailOriginal.web.tsx').then((file) => file.MailOriginal));
const MailMask = later(() => import('./mailMask.web.tsx').then((file) => file.MailMask));

/** What can be done with one mail beside answering it. */
export function MailTools({ mail, onChanged }: { readonly mail: MailShown; readonly onChanged: () => void }) {
  const t = useTranslations();
  const { me } = useLive();
  const [original, setOriginal] = useState(false);
  const [masking, setMasking] = useState<string | null>(null);
  return (
    <>
      <Button kind="quiet" onPress={() => setOriginal(true)}>
        {t('original.open')}
      </Button>
      {original && (
        <Suspense>
          <MailOriginal mail={mail} onClose={() => setOriginal(false)} />
        </Suspense>
      )}
      {me.may.includes('mask') && (
        <Button kind="quiet" onPress={() => setMasking(selectedNow())}>
          {t('mask.open')}
        </Button>
      )}
      {masking !== null && (
        <Suspense>
          <MailMask
            mail={mail}
            selected={masking}
            onClose={() => setMasking(null)}
            onDone={() => {
              setMasking(null);
              onChanged();
            }}
          />
        </Suspense>
      )}
    </>
  );
}

interface HeldProps {
  readonly mail: MailShown;
  readonly shown: boolean;
  readonly onShow: (show: boolean) => void;
  readonly onChanged: () => void;
}
/** Remote pictures: held back until they are asked for, of this mail or of whoever wrote it. [DT304] */
export function HeldPictures({ mail, shown, onShow, onChanged }: HeldProps) {
  const t = useTranslations();
  const [busy, setBusy] = useState(false);
  const always = async (show: boolean): Promise<void> => {
    setBusy(true);
    const answer = await api.showPictures(mail.id, show);
    setBusy(false);
    if (answer.is !== 'ok') return announce.assertive({ kind: 'saved', text: t('pictures.notKept') }, String);
    onShow(show);
    onChanged();
  };
  return (
    <div className={styles.tools}>
      <span className={styles.held}>{shown ? t('pictures.shown') : t('mail.remote', { count: mail.remote })}</span>
      {!shown && (
        <Button kind="quiet" onPress={() => onShow(true)}>
          {t('pictures.show')}
        </Button>
      )}
      {mail.from && mail.direction === 'in' && (
        <Button kind="quiet" busy={busy} onPress={() => void always(!mail.pictures)}>
          {t(mail.pictures ? 'pictures.never' : 'pictures.always', { address: mail.from.address })}
        </Button>
      )}
    </div>
  );
}

/** What is selected on the page, or in the frame of a mail. */
function selectedNow(): string {
  const frames = [...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument?.getSelection()?.toString() ?? '');
  return [document.getSelection()?.toString() ?? '', ...frames].find((one) => one.trim()) ?? '';
}

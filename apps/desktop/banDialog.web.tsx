import type { Chat } from '@patchbay/chat/chat.ts';
import { isOver } from '@patchbay/chat/chat.ts';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { lengths } from './banning.ts';
import { Button } from './button.web.tsx';
import { isBusy } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { Modal } from './modal.web.tsx';
import { type Problem, problemOf } from './problem.ts';
import styles from './setState.module.css';
import { Trouble } from './trouble.web.tsx';

/** Asks why, for how long and by what a customer is to be kept out, before they are. [DT80] */
export function BanDialog({ chat, name, onClose }: { readonly chat: Chat; readonly name: string; readonly onClose: () => void }) {
  const t = useTranslations();
  const live = useLive();
  const desk = useDesk();
  const { bans } = useCentre();
  const [reason, setReason] = useState('');
  const [days, setDays] = useState(bans.usualDays);
  const [addresses, setAddresses] = useState(chat.work.verified === true);
  const [missing, setMissing] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const given = [chat.work.form.email, chat.work.form.phone].filter(Boolean).join(', ');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    setRefused(null);
    const answer = await live.ask({ type: 'ban', interaction: chat.id, reason: reason.trim(), days, addresses }, chat.id);
    if (answer.is === 'ok') return onClose();
    setRefused(problemOf(answer));
  };
  return (
    <Modal title={t('ban.title', { name })} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {refused && (
          <p role="alert" className={styles.refused}>
            <Trouble problem={refused} />
          </p>
        )}
        <p>{t(isOver(chat) ? 'ban.leadOver' : 'ban.lead', { name })}</p>
        <label className={styles.field}>
          <span>{t('ban.reason')}</span>
          <input
            value={reason}
            maxLength={500}
            aria-invalid={missing}
            aria-describedby="ban-why"
            onChange={({ target }) => setReason(target.value)}
          />
          <small id="ban-why" data-missing={missing}>
            {t(missing ? 'ban.reasonMissing' : 'ban.reasonHint')}
          </small>
        </label>
        <label className={styles.field}>
          <span>{t('ban.length')}</span>
          <select value={days} onChange={({ target }) => setDays(Number(target.value))}>
            {lengths(bans).map((n) => (
              <option key={n} value={n}>
                {t('ban.days', { n })}
              </option>
            ))}
          </select>
        </label>
        <fieldset className={styles.choices}>
          <legend>{t('ban.who')}</legend>
          <label>
            <input type="checkbox" checked disabled />
            {t('ban.browser')}
          </label>
          <label>
            <input
              type="checkbox"
              checked={addresses}
              aria-describedby="ban-proof"
              onChange={({ target }) => setAddresses(target.checked)}
            />
            {given ? t('ban.addresses', { given }) : t('ban.anyAddresses')}
          </label>
          <small id="ban-proof" className={styles.hint}>
            {t(chat.work.verified ? 'ban.proved' : 'ban.unproved')}
          </small>
        </fieldset>
        <div className={styles.foot}>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <button type="submit" className={styles.submit} data-kind="danger" aria-busy={isBusy(desk, 'ban', chat.id)}>
            {t(isOver(chat) ? 'ban.submit' : 'ban.submitEnd')}
          </button>
        </div>
      </form>
    </Modal>
  );
}

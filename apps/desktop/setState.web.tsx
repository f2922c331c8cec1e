import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { isBusy } from './desk.ts';
import { useDesk, useLive } from './deskContext.web.tsx';
import { Modal } from './modal.web.tsx';
import { type Problem, problemOf } from './problem.ts';
import styles from './setState.module.css';
import { useReasonText } from './stateWords.web.ts';
import type { TeamRow } from './team.ts';
import { Trouble } from './trouble.web.tsx';

const wishes = ['forceReady', 'forceNotReady', 'forceLogOff', 'forceSignOut'] as const;
type To = (typeof wishes)[number];

/** Sets the state of an agent, with a reason they read; why it is refused stands where it was asked. [AG19] */
export function SetState({ row, onClose }: { readonly row: TeamRow; readonly onClose: () => void }) {
  const t = useTranslations();
  const live = useLive();
  const desk = useDesk();
  const reasonText = useReasonText();
  const reasons = Object.keys(row.agent?.profile.reasons ?? {});
  const [to, setTo] = useState<To>(row.is === 'ready' ? 'forceNotReady' : 'forceReady');
  const [reason, setReason] = useState(reasons[0] ?? '');
  const [why, setWhy] = useState('');
  const [missing, setMissing] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const ask = async (command: Parameters<typeof live.ask>[0]): Promise<boolean> => {
    setRefused(null);
    const answer = await live.ask(command, row.id);
    if (answer.is !== 'ok') setRefused(problemOf(answer));
    return answer.is === 'ok';
  };
  const signOut = async (reason: string): Promise<boolean> => {
    const answer = await api.forceSignOut(row.id, reason);
    if (answer.is !== 'ok') setRefused(problemOf(answer, 'forceSignOut'));
    return answer.is === 'ok';
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setMissing(why.trim() === '');
    if (why.trim() === '') return;
    const done =
      to === 'forceSignOut'
        ? await signOut(why.trim())
        : await ask({ type: to, agent: row.id, why: why.trim(), ...(to === 'forceNotReady' ? { reason } : {}) });
    if (done) onClose();
  };
  const wrapUps = row.doing.filter((one) => one.stage === 'wrapUp');
  return (
    <Modal title={t('team.setOf', { name: row.name })} onClose={onClose}>
      {row.agent ? (
        <form className={styles.form} onSubmit={(event) => void submit(event)}>
          {refused && (
            <p role="alert" className={styles.refused}>
              <Trouble problem={refused} />
            </p>
          )}
          <fieldset className={styles.choices}>
            <legend>{t('team.column.state')}</legend>
            {wishes
              .filter((wish) => wish !== 'forceSignOut' || live.me.may.includes('forceSignOut'))
              .map((wish) => (
                <label key={wish}>
                  <input type="radio" name="to" checked={to === wish} onChange={() => setTo(wish)} />
                  {t(`team.to.${wish}`)}
                </label>
              ))}
          </fieldset>
          {to === 'forceSignOut' && <p className={styles.hint}>{t('team.signOutHint')}</p>}
          {to === 'forceNotReady' && (
            <label className={styles.field}>
              <span>{t('team.reason')}</span>
              <select value={reason} onChange={({ target }) => setReason(target.value)}>
                {reasons.map((key) => (
                  <option key={key} value={key}>
                    {reasonText(key)}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label className={styles.field}>
            <span>{t('team.why')}</span>
            <input
              value={why}
              maxLength={200}
              aria-invalid={missing}
              aria-describedby="team-why"
              onChange={({ target }) => setWhy(target.value)}
            />
            <small id="team-why" data-missing={missing}>
              {t(missing ? 'team.whyMissing' : 'team.whyHint', { name: row.name })}
            </small>
          </label>
          <div className={styles.foot}>
            <Button onPress={onClose}>{t('cancel')}</Button>
            <button type="submit" className={styles.submit} aria-busy={isBusy(desk, to, row.id)}>
              {t(to === 'forceSignOut' ? 'me.signOut' : 'team.set')}
            </button>
          </div>
          {wrapUps.length > 0 && (
            <ul className={styles.wrapUps} aria-label={t('team.wrapUps')}>
              {wrapUps.map((one) => (
                <li key={one.interaction}>
                  <span>{t('team.doing.wrapUp', { name: one.customer ?? t('customer') })}</span>
                  <Button onPress={() => void ask({ type: 'forceWrapUp', interaction: one.interaction, agent: row.id })}>
                    {t('team.endWrapUp')}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </form>
      ) : (
        <p>{t('team.never', { name: row.name })}</p>
      )}
    </Modal>
  );
}

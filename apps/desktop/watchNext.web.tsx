import type { Watched } from '@patchbay/agents/agent.ts';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { isBusy } from './desk.ts';
import { useDesk, useLive } from './deskContext.web.tsx';
import { EyeIcon } from './icons.web.ts';
import { Modal } from './modal.web.tsx';
import { type Problem, problemOf } from './problem.ts';
import styles from './setState.module.css';
import { Trouble } from './trouble.web.tsx';

interface WatchNextProps {
  /** Whose conversations, by key, and what they are called. */
  readonly of: Watched['of'];
  readonly whose: string;
  readonly name: string;
}

/** A supervisor waits for conversations of an agent, a queue or a team: the next one, or one after the other. [DT190] */
export function WatchNext(props: WatchNextProps) {
  const t = useTranslations();
  const live = useLive();
  const [open, setOpen] = useState(false);
  if (live.me.role !== 'supervisor') return null;
  return (
    <>
      <Button kind="quiet" icon={<EyeIcon size={16} />} more={props.of === 'team' ? undefined : props.name} onPress={() => setOpen(true)}>
        {props.of === 'team' ? t('monitor.next.openTeam', { name: props.name }) : t('monitor.next.open')}
      </Button>
      {open && <WatchDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function WatchDialog({ of, whose, name, onClose }: WatchNextProps & { readonly onClose: () => void }) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const me = live.me.id;
  const now = desk.mirror.agent?.state.armed ?? null;
  const mine = now?.of === of && now.key === whose ? now : null;
  const [all, setAll] = useState(mine?.all ?? false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const ask = async (command: Parameters<typeof live.ask>[0]): Promise<void> => {
    setRefused(null);
    const answer = await live.ask(command, me);
    if (answer.is === 'ok') onClose();
    else setRefused(problemOf(answer, 'watchNext'));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (mine?.all === all) onClose();
    else void ask({ type: 'watchNext', of, key: whose, all });
  };
  return (
    <Modal title={t('monitor.next.title', { of, name })} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        {refused && (
          <p role="alert" className={styles.refused}>
            <Trouble problem={refused} />
          </p>
        )}
        <fieldset className={styles.choices}>
          <legend>{t('monitor.next.which')}</legend>
          {[false, true].map((each) => (
            <label key={String(each)}>
              <input type="radio" name="which" checked={all === each} onChange={() => setAll(each)} />
              {each ? t('monitor.next.all', { of }) : t('monitor.next.one')}
            </label>
          ))}
        </fieldset>
        <p className={styles.hint}>{t('monitor.next.hint')}</p>
        {now && !mine && <p className={styles.hint}>{t('monitor.next.instead')}</p>}
        <div className={styles.foot}>
          {mine && (
            <Button busy={isBusy(desk, 'watchNoMore', me)} onPress={() => void ask({ type: 'watchNoMore' })}>
              {t('monitor.next.noMore')}
            </Button>
          )}
          <Button onPress={onClose}>{t('cancel')}</Button>
          <button type="submit" className={styles.submit} aria-busy={isBusy(desk, 'watchNext', me)}>
            {t('monitor.mode.silent')}
          </button>
        </div>
      </form>
    </Modal>
  );
}

import { type ActionOnAll, type ActionOnChannel, type Agent, deviceOf, isSet } from '@patchbay/agents/agent.ts';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { type Command, isBusy } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { Modal } from './modal.web.tsx';
import styles from './myChannels.module.css';
import { prefer, usePreferences } from './preferences.web.ts';
import { StateIcon } from './stateIcon.web.tsx';
import { actionsOnAll, actionsOnChannel, type ChannelRow, channelRows } from './states.ts';
import { useNextText, useReasonText, useSetBy } from './stateWords.web.ts';
import { Since } from './timer.web.tsx';
import { Trouble } from './trouble.web.tsx';

/** Every channel of mine with its state, time, load and what follows; each can be changed alone, as the centre offers it. [GE-01] [DT390] */
export function MyChannels({ agent, onClose }: { readonly agent: Agent; readonly onClose: () => void }) {
  const t = useTranslations();
  const live = useLive();
  const desk = useDesk();
  const me = live.me.id;
  const quiet = isSet(agent.doNotDisturb);
  const rows = channelRows(agent);
  const problem = desk.problems[me];
  const off = rows.filter((row) => row.chosen.is === 'loggedOff').length;
  const actions = actionsOnAll(agent);
  const whole: Partial<Record<ActionOnAll, ReactNode>> = {
    doNotDisturb: (
      <label key="doNotDisturb" className={styles.quiet}>
        <input
          type="checkbox"
          checked={quiet}
          disabled={off === rows.length}
          onChange={() => void live.ask({ type: 'setDoNotDisturb', on: !quiet }, me)}
        />
        <span>
          {t('channels.quiet')}
          <small>{t('channels.quietHint')}</small>
        </span>
        {isSet(agent.doNotDisturb) && <Since at={agent.doNotDisturb} />}
      </label>
    ),
    forward: agent.channels.voice && <Calls key="forward" agent={agent} forwards={actions.includes('forward')} />,
    logOff: off < rows.length && rows.length > 1 && (
      <p key="logOff" className={styles.all}>
        <Button onPress={() => void live.ask({ type: 'logOff' }, me)} why={agent.work.length ? t('state.logOffLater') : null}>
          {t('channels.logOffAll')}
        </Button>
      </p>
    ),
  };
  return (
    <Modal title={t('channels.title')} onClose={onClose}>
      <div className={styles.channels}>
        {problem && (
          <p role="alert" className={styles.problem}>
            <Trouble problem={problem} />
          </p>
        )}
        <ul className={styles.list}>
          {rows.map((row) => (
            <Channel key={row.channel} row={row} agent={agent} />
          ))}
        </ul>
        {actions.map((action) => whole[action])}
        {!actions.includes('doNotDisturb') && quiet && whole.doNotDisturb}
        {!actions.includes('forward') && whole.forward}
        <Favourites agent={agent} />
        {off > 0 && rows.length > 1 && (
          <p className={styles.all}>
            <Button onPress={() => void live.ask({ type: 'logOn' }, me)}>{t('channels.logOnAll')}</Button>
          </p>
        )}
      </div>
    </Modal>
  );
}

function Channel({ row, agent }: { readonly row: ChannelRow; readonly agent: Agent }) {
  const t = useTranslations();
  const live = useLive();
  const desk = useDesk();
  const reasonText = useReasonText();
  const nextText = useNextText();
  const setBy = useSetBy();
  const { channel, chosen, shown, used, places, blocked } = row;
  const me = live.me.id;
  const name = t(`channel.${channel}`);
  const ask = (command: Command): void => void live.ask({ ...command, channel }, me);
  const next = nextText(row.next);
  const reason = chosen.is === 'notReady' ? reasonText(chosen.reason) : null;
  const loggedOn = chosen.is !== 'loggedOff';
  return (
    <li className={styles.channel} aria-label={name}>
      <span className={styles.name}>{name}</span>
      <span className={styles.now} data-is={shown.is}>
        <StateIcon is={shown.is} size={16} speaks={channel === 'voice'} />
        <span>
          {t(`state.${shown.is}`)}
          {reason && shown.is === 'notReady' && `: ${reason}`}
        </span>
        {shown.since > 0 && <Since at={shown.since} />}
      </span>
      <span className={styles.load}>{t('list.load', { used, places })}</span>
      <span className={styles.more}>
        {chosen.since > 0 && setBy(chosen)}
        {next && (
          <strong>
            {t(chosen.is === 'pending' ? 'state.afterCurrent' : 'channels.then', { reason: next })}{' '}
            {chosen.is === 'pending' && (
              <button type="button" className={styles.undo} onClick={() => ask({ type: 'setReady' })}>
                {t('undo')}
              </button>
            )}
          </strong>
        )}
        {blocked && <em>{t(`channels.blocked.${blocked}`)}</em>}
      </span>
      <span className={styles.does}>
        {loggedOn ? (
          inOneField(actionsOnChannel(agent)).map((action) =>
            action === 'logOff' ? (
              <Button
                key={action}
                onPress={() => ask({ type: 'logOff' })}
                why={row.open ? t('state.logOffLater') : null}
                busy={isBusy(desk, 'logOff', me)}
                more={name}
              >
                {t('channels.logOff')}
              </Button>
            ) : (
              <ChooseState key={action} row={row} agent={agent} ask={ask} />
            ),
          )
        ) : (
          <Button kind="primary" onPress={() => ask({ type: 'logOn' })} busy={isBusy(desk, 'logOn', me)} more={name}>
            {t('channels.logOn')}
          </Button>
        )}
      </span>
    </li>
  );
}

/** What a channel is set to is chosen in one field, which stands where the first of it would. */
const inOneField = (actions: readonly ActionOnChannel[]): readonly ActionOnChannel[] => {
  const first = actions.find((one) => one !== 'logOff');
  return actions.filter((one) => one === 'logOff' || one === first);
};

interface ChooseStateProps {
  readonly row: ChannelRow;
  readonly agent: Agent;
  readonly ask: (command: Command) => void;
}
/** The states that are offered for one channel, in the order of the centre; the present one stands there in any case. */
function ChooseState({ row: { channel, chosen }, agent, ask }: ChooseStateProps) {
  const t = useTranslations();
  const reasonText = useReasonText();
  const reasons = Object.keys(agent.profile.reasons);
  const now = chosen.is === 'notReady' ? chosen.reason : chosen.is;
  const choices = actionsOnChannel(agent).flatMap((action) => {
    if (action === 'notReady') return reasons.map((key) => ({ key, word: `${t('state.notReady')}: ${reasonText(key)}` }));
    return action === 'logOff' ? [] : [{ key: action, word: t(`state.${action}`) }];
  });
  const commands: Readonly<Record<string, Command>> = { ready: { type: 'setReady' }, afterWork: { type: 'setAfterWork' } };
  const choose = (key: string): void => ask((!reasons.includes(key) && commands[key]) || { type: 'setNotReady', reason: key });
  return (
    <select
      aria-label={t('channels.state', { name: t(`channel.${channel}`) })}
      value={now}
      disabled={chosen.is === 'outOfService'}
      onChange={({ target }) => choose(target.value)}
    >
      {choices.map(({ key, word }) => (
        <option key={key} value={key}>
          {word}
        </option>
      ))}
      {!choices.some(({ key }) => key === now) && (
        <option value={now} disabled>
          {chosen.is === 'notReady' ? reasonText(chosen.reason) : t(`state.${chosen.is}`)}
        </option>
      )}
    </select>
  );
}

/** Where my calls ring, and to whom they are forwarded; what is forwarded can be taken back in any case. [GE-01.6] [GE-04] */
function Calls({ agent, forwards }: { readonly agent: Agent; readonly forwards: boolean }) {
  const t = useTranslations();
  const live = useLive();
  const { colleagues } = useCentre();
  const to = agent.forward?.to ?? '';
  const device = deviceOf(agent);
  const others = Object.entries(colleagues).filter(([key, one]) => key === to || (one.calls && !one.disabled && key !== agent.id));
  const rings =
    device.is === 'external' ? device.number : t(`talk.device.${device.is}`, { phone: device.is === 'phone' ? device.phone : '' });
  return (
    <div className={styles.calls}>
      <p>{t('channels.reachedAt', { device: rings })}</p>
      {((forwards && agent.profile.forwarding) || agent.forward) && (
        <label>
          {t('channels.forward')}
          <select value={to} onChange={({ target }) => void live.ask({ type: 'forwardCalls', to: target.value || null }, live.me.id)}>
            <option value="">{t('channels.forwardNobody')}</option>
            {others.map(([key, { name }]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
          <small>{t('channels.forwardHint')}</small>
          {agent.forward && <Since at={agent.forward.since} />}
        </label>
      )}
    </div>
  );
}

/** The reasons that stand first when I choose my state. */
function Favourites({ agent }: { readonly agent: Agent }) {
  const t = useTranslations();
  const reasonText = useReasonText();
  const { favourites } = usePreferences();
  const keys = Object.keys(agent.profile.reasons);
  const toggle = (key: string): void =>
    prefer({ favourites: favourites.includes(key) ? favourites.filter((one) => one !== key) : [...favourites, key] });
  if (keys.length < 2) return null;
  return (
    <fieldset className={styles.favourites}>
      <legend>{t('channels.favourites')}</legend>
      {keys.map((key) => (
        <label key={key}>
          <input type="checkbox" checked={favourites.includes(key)} onChange={() => toggle(key)} />
          {reasonText(key)}
        </label>
      ))}
    </fieldset>
  );
}

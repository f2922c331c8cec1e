import type { ActionOnAll, Agent } from '@patchbay/agents/agent.ts';
import { isSet } from '@patchbay/agents/agent.ts';
import type { Shown } from '@patchbay/agents/shown.ts';
import { useState } from 'react';
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { TextField } from 'react-aria-components/TextField';
import { useTranslations } from 'use-intl';
import { type Command, isBusy } from './desk.ts';
import { useDesk, useLive } from './deskContext.web.tsx';
import { CheckIcon, ChevronIcon, ListIcon } from './icons.web.ts';
import styles from './menu.module.css';
import { MyChannels } from './myChannels.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { StateIcon } from './stateIcon.web.tsx';
import { actionsOnAll, endOf, inGroups, type MyState, matches, myState, nextOf, reasonsFor, speaks } from './states.ts';
import { useNextText, useReasonText, useSetBy } from './stateWords.web.ts';
import { Since, Until } from './timer.web.tsx';

const stateCommands = ['setReady', 'setNotReady', 'setAfterWork', 'extendAfterWork', 'setDoNotDisturb', 'supervise', 'logOff', 'logOn'];

/** My state with its icon, word and time; choosing is one press away. */
export function StateSelector() {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const reasonText = useReasonText();
  const nextText = useNextText();
  const setBy = useSetBy();
  const { contains } = useFilter({ sensitivity: 'base' });
  const [channels, setChannels] = useState(false);
  const [open, setOpen] = useState(false);
  const agent = desk.mirror.agent?.state;
  const mine = myState(desk.mirror);
  if (!mine) return null;

  const { chosen, is } = mine;
  const me = live.me.id;
  const busy = stateCommands.some((command) => isBusy(desk, command, me));
  const word = t(mine.partial && is === 'ready' ? 'state.partial' : `state.${is}`);
  const reason = is === 'notReady' && chosen.is === 'notReady' ? (mine.several ? t('state.several') : reasonText(chosen.reason)) : null;
  const next = nextText(nextOf(chosen));
  const finishing = chosen.is === 'notReady' && agent?.work.length ? t('state.finishing') : null;
  const ask = (command: Command): void => void live.ask(command, me);
  const choose = (key: string): void => {
    const [type = '', about = ''] = key.split(':');
    if (type === 'channels') return setChannels(true);
    if (type === 'logOff' && agent?.work.length) return;
    if (type === 'setDoNotDisturb') return ask({ type, on: !isSet(agent?.doNotDisturb) });
    ask(about ? { type, reason: about } : { type });
  };
  const until = endOf(chosen);
  const menu = <Choices mine={mine} agent={agent} onChoose={choose} />;
  return (
    <>
      <MenuTrigger isOpen={open} onOpenChange={setOpen}>
        <AriaButton className={styles.state ?? ''} data-is={is} data-state-selector aria-busy={busy}>
          <span className="unseen">{t('state.mine')}</span>
          <StateIcon is={is} size={18} speaks={speaks(agent)} />
          <span className={styles.stateWord}>{word}</span>
          {(reason ?? next ?? finishing) && (
            <span className={styles.next}>{[reason, next && t('state.next', { next }), finishing].filter(Boolean).join(', ')}</span>
          )}
          {until === null ? chosen.since > 0 && <Since at={is === 'doNotDisturb' ? mine.since : chosen.since} /> : <Until at={until} />}
          <ChevronIcon size={16} />
        </AriaButton>
        <Popover className={styles.popover ?? ''} placement="bottom end" data-overlay="popup">
          <div className={styles.about}>
            <strong>{[word, reason].filter(Boolean).join(': ')}</strong>
            {chosen.since > 0 && <span>{setBy(chosen)}</span>}
            {is === 'busy' && (
              <span className={styles.shown}>
                {t('state.shownSince', { state: t('state.busy') })} <Since at={mine.since} />
              </span>
            )}
          </div>
          {chosen.is === 'pending' && (
            <div className={styles.pending}>
              <span>{t('state.afterCurrent', { reason: reasonText(chosen.reason) })}</span>
              <button
                type="button"
                className={styles.undo}
                onClick={() => {
                  setOpen(false);
                  ask({ type: 'setReady' });
                }}
              >
                {t('undo')}
              </button>
            </div>
          )}
          {chosen.is === 'loggedOff' ? (
            menu
          ) : (
            <Autocomplete filter={matches(contains)}>
              <TextField className={styles.search ?? ''} aria-label={t('state.search')} autoFocus>
                <Input placeholder={t('state.search')} />
              </TextField>
              {menu}
            </Autocomplete>
          )}
        </Popover>
      </MenuTrigger>
      {channels && agent && <MyChannels agent={agent} onClose={() => setChannels(false)} />}
    </>
  );
}

/** What I can choose now. */
function Choices({
  mine,
  agent,
  onChoose,
}: {
  readonly mine: MyState;
  readonly agent: Agent | undefined;
  readonly onChoose: (key: string) => void;
}) {
  const t = useTranslations();
  const reasonText = useReasonText();
  const { favourites } = usePreferences();
  const { chosen } = mine;
  const open = (agent?.work.length ?? 0) > 0;
  const current = currentOf(mine);
  const item = (id: string, is: Shown, word: string, more: { readonly off?: boolean; readonly hint?: string } = {}) => (
    <Item key={id} id={id} is={is} word={word} current={id === current} {...more} />
  );
  if (chosen.is === 'loggedOff')
    return (
      <Menu className={styles.menu ?? ''} aria-label={t('state.choose')} onAction={(key) => onChoose(String(key))}>
        <MenuSection className={styles.group ?? ''} aria-label={t('state.more')}>
          {item('logOn', 'ready', t('state.logOn'))}
          {item('channels', 'loggedOff', t('channels.title'))}
        </MenuSection>
      </Menu>
    );
  const all = agent ? actionsOnAll(agent) : [];
  const offered: readonly ActionOnAll[] = isSet(agent?.doNotDisturb) && !all.includes('doNotDisturb') ? [...all, 'doNotDisturb'] : all; // it can be left in any case
  const extends_ = chosen.is === 'afterWork' && isSet(chosen.until);
  const one = (action: ActionOnAll) => {
    if (action === 'ready') return item('setReady', 'ready', t('state.ready'));
    if (action === 'afterWork')
      return extends_ ? item('extendAfterWork', 'afterWork', t('state.extend')) : item('setAfterWork', 'afterWork', t('state.afterWork'));
    if (action === 'supervise') return item('supervise', 'supervising', t('state.supervising'));
    if (action === 'doNotDisturb')
      return item('setDoNotDisturb', 'doNotDisturb', t(isSet(agent?.doNotDisturb) ? 'state.disturbAgain' : 'state.doNotDisturb'));
    return action === 'logOff' && item('logOff', 'loggedOff', t('state.logOff'), { off: open, hint: open ? t('state.logOffLater') : '' });
  };
  return (
    <Menu className={styles.menu ?? ''} aria-label={t('state.choose')} onAction={(key) => onChoose(String(key))} disallowEmptySelection>
      {inGroups(offered).map((group) =>
        group[0] === 'notReady' ? (
          <MenuSection key="notReady" className={styles.group ?? ''}>
            <Header className={styles.heading ?? ''}>{t('state.notReady')}</Header>
            {reasonsFor(agent, favourites).map((key) => item(`setNotReady:${key}`, 'notReady', reasonText(key)))}
          </MenuSection>
        ) : (
          <MenuSection
            key={group.join()}
            className={styles.group ?? ''}
            aria-label={t(group[0] === 'ready' ? 'state.ready' : 'state.more')}
          >
            {group.map(one)}
          </MenuSection>
        ),
      )}
      <MenuSection className={styles.group ?? ''} aria-label={t('channels.title')}>
        <MenuItem id="channels" className={styles.item ?? ''} textValue={t('channels.title')}>
          <span className={styles.ring}>
            <ListIcon size={18} />
          </span>
          <span>{t('channels.title')}</span>
        </MenuItem>
      </MenuSection>
    </Menu>
  );
}

function currentOf({ chosen }: MyState): string {
  if (chosen.is === 'notReady') return `setNotReady:${chosen.reason}`;
  return { ready: 'setReady', afterWork: 'setAfterWork', supervising: 'supervise' }[chosen.is as string] ?? '';
}

interface ItemProps {
  readonly id: string;
  readonly is: Shown;
  readonly word: string;
  readonly current: boolean;
  readonly off?: boolean;
  readonly hint?: string;
}
function Item({ id, is, word, current, off = false, hint = '' }: ItemProps) {
  return (
    <MenuItem
      id={id}
      className={styles.item ?? ''}
      textValue={word}
      data-off={off}
      data-is={is}
      aria-current={current ? 'true' : undefined}
    >
      <span className={styles.ring}>
        <StateIcon is={is} />
      </span>
      <span>
        {word}
        {hint && <small>{hint}</small>}
      </span>
      {current && <CheckIcon size={16} data-check />}
    </MenuItem>
  );
}

import type { Chosen } from '@patchbay/agents/agent.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Button } from 'react-aria-components/Button';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { TextField } from 'react-aria-components/TextField';
import { useTranslations } from 'use-intl';
import { isBusy } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import styles from './header.module.css';
import { CheckIcon, ChevronIcon } from './icons.web.ts';
import { usePreferences } from './preferences.web.ts';
import { chosenOf, shownOf } from './selectors.ts';
import { StateIcon } from './stateIcon.web.tsx';
import { timeOfDay } from './time.ts';
import { Since } from './timer.web.tsx';

const searchFrom = 3;
const stateCommands = ['setReady', 'setNotReady', 'setAfterWork', 'logOff', 'logOn'];

/** The words for a reason: one of the list, or the system's own. */
export function useReasonText(): (reason: string) => string {
  const t = useTranslations();
  const { reasons } = useCentre();
  const { language } = usePreferences();
  return (reason) => {
    const system = /^system\.(signIn|declined|afterWork)$/.exec(reason)?.[1];
    return system ? t(`reason.${system}`) : textIn(reasons[reason]?.label ?? reason, language);
  };
}

/** My state with its icon, word and time; choosing is one press away. */
export function StateSelector() {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const { reasons } = useCentre();
  const reasonText = useReasonText();
  const { region } = usePreferences();
  const { contains } = useFilter({ sensitivity: 'base' });
  const agent = desk.mirror.agent?.state;
  const chosen = chosenOf(desk.mirror);
  if (!chosen) return null;

  const me = live.me.id;
  const work = agent?.work ?? [];
  const shown = shownOf(chosen, work);
  const busy = stateCommands.some((command) => isBusy(desk, command, me));
  const word = t(`state.${shown.is}`);
  const reason = chosen.is === 'notReady' && shown.is === 'notReady' ? reasonText(chosen.reason) : null;
  const next = nextOf(chosen, work.length > 0, t, reasonText);
  const open = work.length > 0;
  const loggedOn = chosen.is !== 'loggedOff';
  const choose = (key: string): void => {
    const [type, reason] = key.split(':');
    if (type === 'logOff' && open) return;
    void live.ask(reason ? { type: 'setNotReady', reason } : { type: type ?? '' }, me);
  };
  const current =
    chosen.is === 'notReady'
      ? `setNotReady:${chosen.reason}`
      : chosen.is === 'ready'
        ? 'setReady'
        : chosen.is === 'afterWork'
          ? 'setAfterWork'
          : '';
  const items = Object.keys(reasons);
  const menu = (
    <Menu className={styles.menu ?? ''} aria-label={t('state.choose')} onAction={(key) => choose(String(key))} disallowEmptySelection>
      {loggedOn ? (
        <>
          <MenuSection className={styles.group ?? ''} aria-label={t('state.ready')}>
            <Item id="setReady" is="ready" word={t('state.ready')} current={current} />
          </MenuSection>
          <MenuSection className={styles.group ?? ''}>
            <Header className={styles.heading ?? ''}>{t('state.notReady')}</Header>
            {items.map((key) => (
              <Item key={key} id={`setNotReady:${key}`} is="notReady" word={reasonText(key)} current={current} />
            ))}
          </MenuSection>
          <MenuSection className={styles.group ?? ''} aria-label={t('state.more')}>
            <Item id="setAfterWork" is="afterWork" word={t('state.afterWork')} current={current} />
            <Item
              id="logOff"
              is="loggedOff"
              word={t('state.logOff')}
              current={current}
              off={open}
              hint={open ? t('state.logOffLater') : ''}
            />
          </MenuSection>
        </>
      ) : (
        <MenuSection className={styles.group ?? ''} aria-label={t('state.more')}>
          <Item id="logOn" is="ready" word={t('state.logOn')} current={current} />
        </MenuSection>
      )}
    </Menu>
  );
  return (
    <MenuTrigger>
      <Button className={styles.state ?? ''} data-is={shown.is} data-state-selector aria-busy={busy}>
        <span className="unseen">{t('state.mine')}</span>
        <StateIcon is={shown.is} size={18} />
        <span className={styles.stateWord}>{word}</span>
        {(reason ?? next) && <span className={styles.next}>{[reason, next].filter(Boolean).join(', ')}</span>}
        {chosen.since > 0 && <Since at={chosen.since} />}
        <ChevronIcon size={16} />
      </Button>
      <Popover className={styles.popover ?? ''} placement="bottom end" data-overlay="popup">
        <div className={styles.about}>
          <strong>{[word, reason].filter(Boolean).join(': ')}</strong>
          {chosen.since > 0 && <span>{setBy(chosen, t, timeOfDay(chosen.since, region))}</span>}
        </div>
        {items.length >= searchFrom && loggedOn ? (
          <Autocomplete filter={contains}>
            <TextField className={styles.search ?? ''} aria-label={t('state.search')} autoFocus>
              <Input placeholder={t('state.search')} />
            </TextField>
            {menu}
          </Autocomplete>
        ) : (
          menu
        )}
      </Popover>
    </MenuTrigger>
  );
}

interface ItemProps {
  readonly id: string;
  readonly is: Chosen['is'];
  readonly word: string;
  readonly current: string;
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
      aria-current={id === current ? 'true' : undefined}
    >
      <span className={styles.ring}>
        <StateIcon is={is} />
      </span>
      <span>
        {word}
        {hint && <small>{hint}</small>}
      </span>
      {id === current && <CheckIcon size={16} data-check />}
    </MenuItem>
  );
}

type T = ReturnType<typeof useTranslations>;

/** Who set it, since when, and why if it was not me. [DT29, UX-18] */
function setBy(chosen: Chosen, t: T, time: string): string {
  if (chosen.by === 'agent') return t('state.byYou', { time });
  const why =
    chosen.is === 'missed' ? 'missed' : chosen.is === 'notReady' && chosen.reason.startsWith('system.') ? chosen.reason.slice(7) : 'other';
  return t('state.bySystem', { time, why });
}

/** What follows the present work. [BP-13.4] */
function nextOf(chosen: Chosen, open: boolean, t: T, reasonText: (reason: string) => string): string | null {
  if (chosen.is === 'afterWork')
    return t('state.next', { next: chosen.next.is === 'ready' ? t('state.ready') : reasonText(chosen.next.reason) });
  return chosen.is === 'notReady' && open ? t('state.finishing') : null;
}

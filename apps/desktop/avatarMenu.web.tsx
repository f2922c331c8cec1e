import { Suspense, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import head from './header.module.css';
import { later } from './later.web.tsx';
import { isOpenWork } from './leaving.ts';
import { forgetLog } from './logging.web.ts';
import styles from './menu.module.css';
import { openMini } from './mini.web.ts';
import { problemOf } from './problem.ts';

const LeaveDialog = later(() => import('./leaveDialog.web.tsx').then((file) => file.LeaveDialog));
const PasswordDialog = later(() => import('./passwordDialog.web.tsx').then((file) => file.PasswordDialog));
const PhoneDialog = later(() => import('./phoneDialog.web.tsx').then((file) => file.PhoneDialog));
const TeamDialog = later(() => import('./teamDialog.web.tsx').then((file) => file.TeamDialog));
const SendLogs = later(() => import('./sendLogs.web.tsx').then((file) => file.SendLogs));

/** Who I am, the way to the settings, and the way out. */
export function AvatarMenu({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const t = useTranslations();
  const live = useLive();
  const [changing, setChanging] = useState(false);
  const [sending, setSending] = useState(false);
  const [phone, setPhone] = useState(false);
  const [team, setTeam] = useState(false);
  const agent = useDesk().mirror.agent?.state;
  const { teams } = useCentre().me;
  const [leaving, setLeaving] = useState<{ readonly everywhere: boolean } | null>(null);
  const { me } = live;

  const leave = async (everywhere: boolean, giveBack = false): Promise<void> => {
    const answer = await api.signOut({ everywhere, giveBack });
    if (answer.is === 'ok' || (answer.is === 'refused' && answer.status === 401)) {
      live.drafts.clear();
      live.outgoing.clear();
      forgetLog();
      live.close();
      history.replaceState(null, '', '/');
      return onSignedOut();
    }
    if (answer.is === 'refused' && isOpenWork(answer.key)) return setLeaving({ everywhere });
    setLeaving(null);
    const problem = problemOf(answer, 'signOut', () => void leave(everywhere, giveBack));
    live.change((desk) => ({ problems: { ...desk.problems, [me.id]: problem } }));
  };
  /** Who waits for conversations to watch says what becomes of that. [WX-11.4] */
  const asksFirst = (everywhere: boolean): void => {
    if (live.state.get().mirror.agent?.state.armed) setLeaving({ everywhere });
    else void leave(everywhere);
  };
  const act = (key: string): void => {
    const pages = ['settings', 'messages', 'queues', 'day', 'sessions', 'canned', 'help', 'check', 'logs', 'widgets', 'mailboxes'] as const;
    const page = pages.find((one) => one === key);
    if (page) live.go(page);
    if (key === 'mini') void openMini();
    if (key === 'phone') setPhone(true);
    if (key === 'team') setTeam(true);
    if (key === 'password') setChanging(true);
    if (key === 'sendLogs') setSending(true);
    if (key === 'signOut' || key === 'everywhere') asksFirst(key === 'everywhere');
  };
  const one = (id: string, word: string) => (
    <MenuItem id={id} className={styles.item ?? ''} textValue={word}>
      {word}
    </MenuItem>
  );
  return (
    <>
      <MenuTrigger>
        <Button className={head.avatar ?? ''}>
          <span aria-hidden="true">{initials(me.name)}</span>
          <span className="unseen">{t('me.menu', { name: me.name })}</span>
        </Button>
        <Popover className={styles.popover ?? ''} placement="bottom end" data-overlay="popup">
          <div className={styles.about}>
            <strong>{me.name}</strong>
            {t(`role.${me.role}`)} · {me.tenant.name}
          </div>
          <Menu className={styles.menu ?? ''} aria-label={t('me.menu', { name: me.name })} onAction={(key) => act(String(key))}>
            <MenuSection className={styles.group ?? ''} aria-label={t('me.settings')}>
              {one('day', t('day.title'))}
              {teams.length > 0 && one('sessions', t('sessions.title'))}
              {one('queues', t('queues.title'))}
              {one('messages', t('left.title'))}
              {one('canned', t('canned.page.title'))}
              {me.may.includes('configure') && one('widgets', t('widgets.title'))}
              {me.may.includes('configure') && one('mailboxes', t('mailboxes.title'))}
              {agent?.channels.voice && one('phone', t('talk.title'))}
              {one('mini', t('key.mini'))}
              {agent?.profile.teams && one('team', t('teams.title'))}
              {one('settings', t('me.settings'))}
              {one('help', t('help.codes'))}
              {one('check', t('check.title'))}
              {one('sendLogs', t('logs.send'))}
              {me.may.includes('seeLogs') && one('logs', t('logs.title'))}
            </MenuSection>
            <MenuSection className={styles.group ?? ''} aria-label={t('me.account')}>
              {one('password', t('password.title'))}
              {one('signOut', t('me.signOut'))}
              {one('everywhere', t('me.signOutEverywhere'))}
            </MenuSection>
          </Menu>
        </Popover>
      </MenuTrigger>
      <Suspense fallback={null}>
        {phone && agent && <PhoneDialog agent={agent} onClose={() => setPhone(false)} />}
        {team && agent && <TeamDialog agent={agent} onClose={() => setTeam(false)} />}
        {leaving && (
          <LeaveDialog
            onGiveBack={() => leave(leaving.everywhere, true)}
            onLeave={() => leave(leaving.everywhere)}
            onClose={() => setLeaving(null)}
          />
        )}
        {sending && <SendLogs onClose={() => setSending(false)} />}
        {changing && <PasswordDialog onClose={() => setChanging(false)} />}
      </Suspense>
    </>
  );
}

/** One or two letters for a name. */
export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => part[0]?.toUpperCase())
    .filter((_, n, all) => n === 0 || n === all.length - 1)
    .join('');

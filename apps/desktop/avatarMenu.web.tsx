import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { useLive } from './deskContext.web.tsx';
import styles from './header.module.css';
import { CheckIcon } from './icons.web.ts';
import { PasswordDialog } from './passwordDialog.web.tsx';
import { prefer, usePreferences } from './preferences.web.ts';

/** Who I am, how it looks and sounds, and the way out. */
export function AvatarMenu({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const t = useTranslations();
  const live = useLive();
  const { theme, language, sound, notify } = usePreferences();
  const [changing, setChanging] = useState(false);
  const { me } = live;

  const leave = async (everywhere: boolean): Promise<void> => {
    const answer = await (everywhere ? api.signOutEverywhere() : api.signOut());
    if (answer.is === 'ok' || (answer.is === 'refused' && answer.status === 401)) {
      live.drafts.clear();
      live.outgoing.clear();
      live.close();
      history.replaceState(null, '', '/');
      return onSignedOut();
    }
    live.change((desk) => ({ problems: { ...desk.problems, [me.id]: { text: answer.is === 'refused' ? answer.text : null } } }));
  };
  const act = (key: string): void => {
    const [what, value] = key.split(':');
    if (what === 'theme') prefer({ theme: value as typeof theme });
    if (what === 'language') prefer({ language: value as typeof language });
    if (what === 'sound') prefer({ sound: !sound });
    if (what === 'notify') void askToNotify(!notify);
    if (what === 'password') setChanging(true);
    if (what === 'signOut') void leave(false);
    if (what === 'everywhere') void leave(true);
  };
  const one = (id: string, word: string, on?: boolean) => (
    <MenuItem id={id} className={styles.item ?? ''} textValue={word} aria-current={on ? 'true' : undefined}>
      {word}
      {on && <CheckIcon size={16} data-check />}
    </MenuItem>
  );
  return (
    <>
      <MenuTrigger>
        <Button className={styles.avatar ?? ''}>
          <span aria-hidden="true">{initials(me.name)}</span>
          <span className="unseen">{t('me.menu', { name: me.name })}</span>
        </Button>
        <Popover className={styles.popover ?? ''} placement="bottom end" data-overlay="popup">
          <div className={styles.about}>
            <strong>{me.name}</strong>
            {t(`role.${me.role}`)} · {me.tenant.name}
          </div>
          <Menu className={styles.menu ?? ''} aria-label={t('me.menu', { name: me.name })} onAction={(key) => act(String(key))}>
            <MenuSection className={styles.group ?? ''}>
              <Header className={styles.heading ?? ''}>{t('me.language')}</Header>
              {one('language:en', t('language.en'), language === 'en')}
              {one('language:de', t('language.de'), language === 'de')}
            </MenuSection>
            <MenuSection className={styles.group ?? ''}>
              <Header className={styles.heading ?? ''}>{t('me.theme')}</Header>
              {(['system', 'light', 'dark'] as const).map((value) => (
                <MenuItem
                  key={value}
                  id={`theme:${value}`}
                  className={styles.item ?? ''}
                  textValue={t(`theme.${value}`)}
                  aria-current={theme === value ? 'true' : undefined}
                >
                  {t(`theme.${value}`)}
                  {theme === value && <CheckIcon size={16} data-check />}
                </MenuItem>
              ))}
            </MenuSection>
            <MenuSection className={styles.group ?? ''}>
              <Header className={styles.heading ?? ''}>{t('me.notices')}</Header>
              {one('sound', t('me.sound'), sound)}
              {one('notify', t('me.notify'), notify)}
            </MenuSection>
            <MenuSection className={styles.group ?? ''} aria-label={t('me.account')}>
              {one('password', t('password.title'))}
              {one('signOut', t('me.signOut'))}
              {one('everywhere', t('me.signOutEverywhere'))}
            </MenuSection>
          </Menu>
        </Popover>
      </MenuTrigger>
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </>
  );
}

/** The browser is asked only when the agent wants notices. */
async function askToNotify(wanted: boolean): Promise<void> {
  if (!wanted || !('Notification' in window)) return prefer({ notify: false });
  prefer({ notify: (await Notification.requestPermission()) === 'granted' });
}

/** One or two letters for a name. */
export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => part[0]?.toUpperCase())
    .filter((_, n, all) => n === 0 || n === all.length - 1)
    .join('');

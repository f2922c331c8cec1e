import { useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { AvatarMenu } from './avatarMenu.web.tsx';
import { useRung } from './banner.web.tsx';
import { takesCalls } from './calling.ts';
import { useDesk, useLive } from './deskContext.web.tsx';
import { openDial } from './dialing.web.ts';
import styles from './header.module.css';
import { AlertIcon, HelpIcon, LineIcon, NoLineIcon, PhoneIcon, SearchIcon, SoundOffIcon } from './icons.web.ts';
import { drawn, keymapOf } from './keymap.ts';
import { Mark } from './mark.web.tsx';
import { lastCheck } from './measuring.web.ts';
import { NewVersion } from './newVersion.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { StateSelector } from './stateSelector.web.tsx';

/** The top of the desktop: whose it is, whether the line is up, my state, and myself. */
export function Header({
  onHelp,
  onPalette,
  onSignedOut,
}: {
  readonly onHelp: () => void;
  readonly onPalette: () => void;
  readonly onSignedOut: () => void;
}) {
  const t = useTranslations();
  const live = useLive();
  const { me } = live;
  const failing = useSyncExternalStore(lastCheck.subscribe, lastCheck.get)?.some(({ is }) => is === 'fail') ?? false;
  const { line, mirror } = useDesk();
  const { sound, keys, shortcuts } = usePreferences();
  const fine = useRung(line) === 'fine';
  return (
    <header className={styles.header}>
      <span className={styles.brand}>
        <Mark size={26} />
        <span className={styles.tenant}>{me.tenant.name}</span>
      </span>
      <span className={styles.space} />
      <button type="button" className={styles.find} aria-haspopup="dialog" onClick={onPalette}>
        <SearchIcon size={16} />
        <span>{t('palette.open')}</span>
        {shortcuts && keymapOf(keys).palette && <kbd aria-hidden="true">{drawn(keymapOf(keys).palette)}</kbd>}
      </button>
      <span className={styles.space} />
      <NewVersion />
      <button type="button" className={styles.health} data-fine={fine && !failing} title={t('check.open')} onClick={() => live.go('check')}>
        {!fine ? <NoLineIcon size={16} /> : failing ? <AlertIcon size={16} /> : <LineIcon size={16} />}
        <span className={styles.word}>{t(!fine ? 'line.down' : failing ? 'check.failing' : 'line.up')}</span>
        <span className="unseen">{t('check.open')}</span>
      </button>
      {!sound && (
        <span className={styles.health} title={t('sound.off')}>
          <SoundOffIcon size={16} aria-hidden="true" />
          <span className="unseen">{t('sound.off')}</span>
        </span>
      )}
      {takesCalls(mirror.agent?.state) && (
        <button type="button" className={styles.icon} aria-label={t('dial.title')} title={t('dial.title')} onClick={() => openDial()}>
          <PhoneIcon size={20} />
        </button>
      )}
      <StateSelector />
      <button type="button" className={styles.icon} aria-label={t('help.title')} title={t('help.title')} onClick={onHelp}>
        <HelpIcon size={20} />
      </button>
      <AvatarMenu onSignedOut={onSignedOut} />
    </header>
  );
}

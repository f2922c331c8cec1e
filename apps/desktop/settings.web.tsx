import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { Choice, OnOff, Slider } from './choice.web.tsx';
import { useCentre } from './deskContext.web.tsx';
import { MailSettings } from './mailSettings.web.tsx';
import styles from './page.module.css';
import { Page, PagePart } from './page.web.tsx';
import type { Preferences, Wish } from './preferences.ts';
import { prefer, readPreferences, usePreferences } from './preferences.web.ts';
import { Saving } from './saving.web.tsx';
import { ShortcutsPart } from './shortcutsPart.web.tsx';
import { tryOut } from './sound.web.ts';

const parts = {
  look: ['theme', 'palette', 'density', 'font', 'textSize', 'motion'],
  words: ['language', 'timers'],
  list: ['order', 'listSide', 'contextSide', 'listWidth', 'listNarrow', 'contextWidth'],
  mail: ['mailFont', 'mailFontSize', 'mailColour', 'mailSignature'],
  keyboard: ['shortcuts', 'keys'],
  notices: ['sound', 'volume', 'offerTone', 'messageTone', 'warningTone', 'repeat', 'quiet', 'notify'],
} as const satisfies Readonly<Record<string, readonly (keyof Preferences)[]>>;
const tones = ['chime', 'bell', 'drop', 'pulse', 'off'] as const;
type Part = keyof typeof parts;

/** How the desktop looks and sounds for me, with every change at work at once. [DT60] */
export function Settings() {
  const t = useTranslations();
  const mails = Object.values(useCentre().queues).some(({ email }) => email?.serves);
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')} aside={<Saving />}>
      <SettingsPart part="look">
        <Choice of="theme" values={['system', 'light', 'dark', 'contrast']} />
        <Choice of="palette" values={['standard', 'colourBlind']} hint />
        <Choice of="density" values={['comfortable', 'compact', 'touch']} />
        <Choice of="font" values={['inter', 'system', 'readable']} hint />
        <Slider of="textSize" from={90} to={150} step={5} unit="%" />
        <Choice of="motion" values={['system', 'reduced']} />
      </SettingsPart>
      <SettingsPart part="words">
        <Choice of="language" values={['en', 'de']} />
        <Choice of="timers" values={['clock', 'words']} />
      </SettingsPart>
      <SettingsPart part="list">
        <Choice of="order" values={['latest', 'earliest']} hint />
        <Choice of="listSide" values={['left', 'right']} />
        <Choice of="contextSide" values={['left', 'right']} hint />
      </SettingsPart>
      {mails && (
        <SettingsPart part="mail">
          <MailSettings />
        </SettingsPart>
      )}
      <SettingsPart part="keyboard">
        <ShortcutsPart />
      </SettingsPart>
      <SettingsPart part="notices">
        <OnOff of="sound" />
        <Slider of="volume" from={0} to={100} step={5} unit="%" />
        <Choice of="offerTone" values={tones} onChosen={() => tryOut('offer')} />
        <Choice of="messageTone" values={tones} onChosen={() => tryOut('message')} />
        <Choice of="warningTone" values={tones} onChosen={() => tryOut('warning')} />
        <div className={styles.foot}>
          <Button onPress={() => tryOut('offer')}>{t('settings.try')}</Button>
        </div>
        <OnOff of="repeat" />
        <OnOff of="quiet" />
        <OnOff of="notify" ask={allowed} />
      </SettingsPart>
    </Page>
  );
}

/** A part with the way back to how the desktop has it, and from there back again. */
function SettingsPart({ part, children }: { readonly part: Part; readonly children: React.ReactNode }) {
  const t = useTranslations();
  const [before, setBefore] = useState<Wish | null>(null);
  usePreferences();
  const reset = (): void => {
    const now = readPreferences();
    setBefore(Object.fromEntries(parts[part].map((name) => [name, now[name]])));
    prefer(Object.fromEntries(parts[part].map((name) => [name, null])));
  };
  const undo = (): void => {
    if (before) prefer(before);
    setBefore(null);
  };
  return (
    <PagePart id={part} title={t(`settings.part.${part}`)}>
      {children}
      <div className={styles.foot}>
        {before ? (
          <>
            <span role="status">{t('settings.wasReset')}</span>
            <Button undoes onPress={undo}>
              {t('undo')}
            </Button>
          </>
        ) : (
          <Button kind="quiet" onPress={reset} more={t(`settings.part.${part}`)}>
            {t('settings.reset')}
          </Button>
        )}
      </div>
    </PagePart>
  );
}

/** The browser is asked only when the agent wants notices. */
async function allowed(wanted: boolean): Promise<boolean> {
  if (!wanted || !('Notification' in window)) return false;
  return (await Notification.requestPermission()) === 'granted';
}

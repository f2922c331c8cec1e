import { type Family, families } from '@patchbay/email/font.ts';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Slider } from './choice.web.tsx';
import styles from './page.module.css';
import { prefer, usePreferences } from './preferences.web.ts';

/** How my e-mails look: font, size, colour, and what stands below them. [DT296] (BP-69) */
export function MailSettings() {
  const t = useTranslations();
  const { mailFont, mailFontSize, mailColour, mailSignature } = usePreferences();
  const [signature, setSignature] = useState<string | null>(null);
  const id = useId();
  return (
    <>
      <div className={styles.setting}>
        <label className={styles.label} htmlFor={`${id}f`}>
          {t('settings.mailFont.title')}
        </label>
        <select
          id={`${id}f`}
          className={styles.select}
          value={mailFont}
          onChange={({ target }) => prefer({ mailFont: target.value as Family })}
        >
          {Object.entries(families).map(([key, stack]) => (
            <option key={key} value={key}>
              {stack.split(',')[0]?.replaceAll("'", '')}
            </option>
          ))}
        </select>
      </div>
      <Slider of="mailFontSize" from={8} to={24} step={1} unit="pt" />
      <div className={styles.setting}>
        <label className={styles.label} htmlFor={`${id}c`}>
          {t('settings.mailColour.title')}
        </label>
        <div>
          <input id={`${id}c`} type="color" value={mailColour} onChange={({ target }) => prefer({ mailColour: target.value })} />
          <p className={styles.sample} style={{ fontFamily: families[mailFont], fontSize: `${mailFontSize}pt`, color: mailColour }}>
            {t('settings.mailFont.sample')}
          </p>
        </div>
      </div>
      <div className={styles.setting}>
        <label className={styles.label} htmlFor={`${id}s`}>
          {t('settings.mailSignature.title')}
        </label>
        <textarea
          id={`${id}s`}
          className={styles.area}
          rows={4}
          maxLength={1000}
          value={signature ?? mailSignature}
          aria-describedby={`${id}h`}
          onChange={({ target }) => setSignature(target.value)}
          onBlur={() => {
            if (signature !== null) prefer({ mailSignature: signature });
            setSignature(null);
          }}
        />
        <p id={`${id}h`} className={styles.hint}>
          {t('settings.mailSignature.hint')}
        </p>
      </div>
    </>
  );
}

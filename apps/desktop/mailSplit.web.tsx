import { useTranslations } from 'use-intl';
import { Edge } from './edge.web.tsx';
import { prefer, usePreferences } from './preferences.web.ts';

/** The edge between what is read and what is written. [DT288] [DT350] */
export function MailSplit() {
  const t = useTranslations();
  const { mailSplit } = usePreferences();
  return (
    <Edge
      of="mail"
      label={t('mail.edge')}
      runs="horizontal"
      value={mailSplit}
      least={20}
      most={80}
      step={5}
      perPixel={({ height }) => 100 / height}
      onMove={(part) => prefer({ mailSplit: part })}
      onReset={() => prefer({ mailSplit: null })}
    />
  );
}

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { useLive } from './deskContext.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import { Trouble } from './trouble.web.tsx';
import type { WidgetChanges } from './widgets.ts';
import styles from './widgetsPage.module.css';

const patience = 500;
const looks = ['dark', 'phone', 'rtl'] as const;
/** As whom the preview is looked at: in the dark, on a phone, on a page that is written from right to left. */
type Look = Readonly<Partial<Record<(typeof looks)[number], boolean>>>;

/** The real chat with the draft, as customers would see it; nothing can be started in it. [DT160] */
export function WidgetPreview({ id, draft }: { readonly id: string; readonly draft: WidgetChanges }) {
  const t = useTranslations();
  const { language } = usePreferences();
  const [asAway, setAsAway] = useState(false);
  const [look, setLook] = useState<Look>({});
  const [name, setName] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let late = false;
    const timer = setTimeout(async () => {
      const answer = await api.previewWidget({ widget: id, changes: asAway ? { ...draft, offline: 'always' } : draft });
      if (late) return;
      forget();
      setProblem(answer.is === 'ok' ? null : problemOf(answer));
      if (answer.is === 'ok') setName(answer.body.preview);
    }, patience);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [id, draft, asAway]);
  useEffect(() => forget, []);
  const tenant = useLive().me.tenant.key;
  return (
    <div className={styles.preview}>
      <label className={styles.check}>
        <input type="checkbox" checked={asAway} onChange={({ target }) => setAsAway(target.checked)} />
        {t('widgets.asAway')}
      </label>
      <div className={styles.row} role="group" aria-label={t('widgets.previewAs')}>
        {looks.map((one) => (
          <label key={one} className={styles.check}>
            <input
              type="checkbox"
              checked={look[one] ?? false}
              onChange={({ target: { checked } }) => setLook((now) => ({ ...now, [one]: checked }))}
            />
            {t(`widgets.previews.${one}`)}
          </label>
        ))}
      </div>
      {name && (
        <iframe
          key={`${name} ${look.rtl} ${look.dark}`}
          title={t('widgets.preview')}
          data-phone={look.phone ?? false}
          src={`/chat/${tenant}/${name}?embed=1&lang=${language}${look.rtl ? '&dir=rtl' : ''}${look.dark ? '&look=dark' : ''}`}
        />
      )}
      <p>{t('widgets.previewHint')}</p>
      {problem && <Trouble problem={problem} />}
    </div>
  );
}

/** What earlier previews have kept in this browser. */
function forget(): void {
  for (const store of [localStorage, sessionStorage])
    for (const key of Object.keys(store)) if (/^patchbay:[a-z0-9-]+\/preview-/.test(key)) store.removeItem(key);
}

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

/** The real chat with the draft, as customers would see it; nothing can be started in it. [DT160] */
export function WidgetPreview({ id, draft }: { readonly id: string; readonly draft: WidgetChanges }) {
  const t = useTranslations();
  const { language } = usePreferences();
  const [asAway, setAsAway] = useState(false);
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
      {name && <iframe key={name} title={t('widgets.preview')} src={`/chat/${tenant}/${name}?embed=1&lang=${language}`} />}
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

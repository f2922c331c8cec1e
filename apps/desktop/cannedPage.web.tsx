import { type Canned, toldFor } from '@patchbay/canned/canned.ts';
import type { Own } from '@patchbay/canned/own.ts';
import { search } from '@patchbay/canned/search.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { favour, readCanned, useCanned } from './canned.web.ts';
import { CannedFiles } from './cannedFiles.web.tsx';
import { CannedForm } from './cannedForm.web.tsx';
import { CannedImport } from './cannedImport.web.tsx';
import styles from './cannedPage.module.css';
import { useCentre, useLive } from './deskContext.web.tsx';
import { StarIcon } from './icons.web.ts';
import { Skeleton } from './listing.web.tsx';
import { Page } from './page.web.tsx';
import { Failed } from './part.web.tsx';
import { usePreferences } from './preferences.web.ts';

/** What the page is busy with beside the list. */
type Doing = { readonly is: 'looking' | 'importing' } | { readonly is: 'writing'; readonly one: Own | null };
interface Told {
  readonly text: string;
  readonly undo?: Own;
}

/** Canned responses: my own, and for who may write them those of everybody; favourites of all. [CN6] [CN7] [CN8] */
export function CannedPage() {
  const t = useTranslations();
  const live = useLive();
  const { canned } = useCentre();
  const { language } = usePreferences();
  const held = useCanned();
  const [shared, setShared] = useState(false);
  const [typed, setTyped] = useState('');
  const [doing, setDoing] = useState<Doing>({ is: 'looking' });
  const [told, setTold] = useState<Told | null>(null);
  const leads = live.me.may.includes('seeAllWork');
  const own = held.responses.filter(({ mine }) => mine !== shared);
  const configured: readonly Canned[] = shared ? canned.map((one) => ({ ...one, queues: [] })) : [];
  const all = [
    ...configured,
    ...own.map(({ id, title, folder, shortcut, text, files }) => ({ key: id, title, folder, shortcut, text, files, queues: [] })),
  ];
  const found = search(toldFor(all, null, language, held.uses), typed);

  const done = (text: string, undo?: Own): void => {
    setDoing({ is: 'looking' });
    setTold({ text, ...(undo && { undo }) });
    void readCanned();
  };
  const remove = async (one: Own): Promise<void> => {
    const answer = await api.askCanned({ type: 'remove', id: one.id });
    if (answer.is === 'ok') done(t('canned.page.removed', { title: one.title }), one);
    else setTold({ text: answer.is === 'refused' ? answer.text : t('canned.page.failed') });
  };
  const undo = async ({ id: _, mine, files, ...texts }: Own): Promise<void> => {
    const response = { ...texts, files: files.map(({ id, alt }) => ({ id, alt })) };
    const answer = await api.askCanned({ type: 'write', id: null, shared: !mine, response });
    done(answer.is === 'ok' ? t('canned.page.saved', { title: response.title }) : t('canned.page.failed'));
  };
  const mayWrite = !shared || leads;
  return (
    <Page title={t('canned.page.title')} lead={t('canned.page.lead')}>
      <div className={styles.tools}>
        <div className={styles.whose} role="group" aria-label={t('canned.page.title')}>
          {[false, true].map((all) => (
            <button key={String(all)} type="button" aria-pressed={shared === all} onClick={() => setShared(all)}>
              {t(all ? 'canned.page.shared' : 'canned.page.mine')}
            </button>
          ))}
        </div>
        <input
          type="search"
          className={styles.search}
          aria-label={t('canned.page.search')}
          placeholder={t('canned.page.search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {mayWrite && <Button onPress={() => setDoing({ is: 'importing' })}>{t('canned.page.import')}</Button>}
        {mayWrite && (
          <Button kind="primary" onPress={() => setDoing({ is: 'writing', one: null })}>
            {t('canned.page.new')}
          </Button>
        )}
      </div>
      <p className={styles.told} role="status">
        {told?.text}{' '}
        {told?.undo && (
          <Button undoes onPress={() => told.undo && void undo(told.undo)}>
            {t('undo')}
          </Button>
        )}
      </p>
      {mayWrite && doing.is === 'writing' && (
        <CannedForm
          key={doing.one?.id ?? 'new'}
          one={doing.one}
          shared={shared}
          onSaved={(title) => done(t('canned.page.saved', { title }))}
          onClose={() => setDoing({ is: 'looking' })}
        />
      )}
      {mayWrite && doing.is === 'importing' && (
        <CannedImport
          shared={shared}
          onDone={(count) => done(t('canned.file.done', { count }))}
          onClose={() => setDoing({ is: 'looking' })}
        />
      )}
      {held.is === 'failed' && <Failed onAgain={() => void readCanned()} />}
      {held.is === 'loading' && <Skeleton />}
      {held.is === 'ok' && !found.length && (
        <p className={styles.none}>{typed ? t('canned.page.noMatch', { query: typed }) : t('canned.page.none')}</p>
      )}
      <ul className={styles.list}>
        {found.map(({ key, title, folder, shortcut, text, files, favourite = false }) => {
          const one = own.find(({ id }) => id === key);
          const count = held.uses[key]?.uses ?? 0;
          return (
            <li key={key} className={styles.one}>
              <button
                type="button"
                className={styles.star}
                aria-pressed={favourite}
                aria-label={`${t('canned.page.favour')}: ${title}`}
                title={t('canned.page.favour')}
                onClick={() => void favour(key, !favourite)}
              >
                <StarIcon size={18} />
              </button>
              <div className={styles.what}>
                <h2 className={styles.title}>
                  {title} {shortcut && <kbd>/{shortcut}</kbd>}
                </h2>
                <p className={styles.facts}>{[folder, count > 0 && t('canned.page.used', { count })].filter(Boolean).join(' · ')}</p>
                <p className={styles.text}>{text}</p>
                {files.length > 0 && <CannedFiles files={files} />}
              </div>
              {one && mayWrite && (
                <div className={styles.does}>
                  <Button onPress={() => setDoing({ is: 'writing', one })} more={title}>
                    {t('canned.page.edit')}
                  </Button>
                  <Button onPress={() => void remove(one)} more={title}>
                    {t('canned.page.remove')}
                  </Button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </Page>
  );
}

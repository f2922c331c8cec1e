import { textIn } from '@patchbay/configuration/text.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { announce } from './announcer.web.ts';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { Listing } from './listing.web.tsx';
import { Page, PagePart } from './page.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import { dayOf, timeOfDay } from './time.ts';
import { Trouble } from './trouble.web.tsx';
import { useFresh } from './useFresh.web.ts';
import { AddWidget, RemoveWidget } from './widgetDialogs.web.tsx';
import { WidgetForm } from './widgetForm.web.tsx';
import { WidgetPreview } from './widgetPreview.web.tsx';
import { policyOf, type ShownWidget, type ShownWidgets, snippetOf, type WidgetChanges } from './widgets.ts';
import styles from './widgetsPage.module.css';

const tries = 3;

/** The chats on web sites, for administrators: how each looks and asks, a preview of the real one, and what its site needs. [DT160] */
export function WidgetsPage() {
  const t = useTranslations();
  const read = useFresh(api.widgets, null, { once: true });
  /** What was added or removed since; null: it is gone. */
  const [since, setSince] = useState<Readonly<Record<string, ShownWidget | null>>>({});
  const [doing, setDoing] = useState<
    { readonly is: 'adding' } | { readonly is: 'removing'; readonly key: string; readonly widget: ShownWidget } | null
  >(null);
  const [told, setTold] = useState<Told | null>(null);
  const all = (body: ShownWidgets): Readonly<Record<string, ShownWidget>> =>
    Object.fromEntries(Object.entries({ ...body.widgets, ...since }).flatMap(([key, one]) => (one ? [[key, one]] : [])));
  const put = (key: string, widget: ShownWidget | null, text: string): void => {
    setSince((now) => ({ ...now, [key]: widget }));
    setDoing(null);
    setTold({ text });
  };
  const undo = async ({ key, widget }: Gone): Promise<void> => {
    const answer = await api.addWidget(key, widget.is);
    if (answer.is === 'ok') put(key, answer.body.widget, t('widgets.add.done', { name: widget.name }));
    else setTold({ text: t('widgets.remove.notBack', { name: widget.name }), gone: { key, widget } });
  };
  return (
    <Page title={t('widgets.title')} lead={t('widgets.lead')} wide>
      <div className={`${styles.row} ${styles.above}`}>
        {read.body && (
          <Button kind="primary" onPress={() => setDoing({ is: 'adding' })}>
            {t('widgets.add.open')}
          </Button>
        )}
        <span role="status">
          {told?.text}{' '}
          {told?.gone && (
            <Button undoes onPress={() => told.gone && void undo(told.gone)}>
              {t('undo')}
            </Button>
          )}
        </span>
      </div>
      <Listing read={read} count={(body) => Object.keys(all(body)).length} empty={t('widgets.none')}>
        {(body) =>
          Object.entries(all(body)).map(([key, widget]) => (
            <One
              key={`${key} ${widget.version}`}
              id={key}
              saved={widget}
              numbers={body.numbers}
              onReload={() => {
                setSince({});
                read.again();
              }}
              onRemove={(now) => setDoing({ is: 'removing', key, widget: now })}
            />
          ))
        }
      </Listing>
      {doing?.is === 'adding' && read.body && (
        <AddWidget
          entryPoints={read.body.entryPoints}
          widgets={all(read.body)}
          onAdded={(key, widget) => put(key, widget, t('widgets.add.done', { name: widget.name }))}
          onClose={() => setDoing(null)}
        />
      )}
      {doing?.is === 'removing' && (
        <RemoveWidget
          id={doing.key}
          widget={doing.widget}
          onRemoved={() => {
            const { key, widget } = doing;
            put(key, null, '');
            setTold({ text: t('widgets.remove.done', { name: widget.name }), gone: { key, widget } });
          }}
          onClose={() => setDoing(null)}
        />
      )}
    </Page>
  );
}
interface Gone {
  readonly key: string;
  readonly widget: ShownWidget;
}
/** What has just happened, and what was removed by it. */
interface Told {
  readonly text: string;
  readonly gone?: Gone;
}

interface OneProps {
  readonly id: string;
  readonly saved: ShownWidget;
  readonly numbers: ShownWidgets['numbers'];
  readonly onReload: () => void;
  readonly onRemove: (now: ShownWidget) => void;
}
function One({ id, saved, numbers, onReload, onRemove }: OneProps) {
  const t = useTranslations();
  const [widget, setWidget] = useState(saved);
  const [draft, setDraft] = useState<WidgetChanges>(saved.changes);
  const [is, setIs] = useState<'idle' | 'applying' | 'applied'>('idle');
  const [problem, setProblem] = useState<Problem | null>(null);
  const changed = JSON.stringify(draft) !== JSON.stringify(widget.changes);
  const apply = async (): Promise<void> => {
    setIs('applying');
    const answer = await asked({ widget: id, version: widget.version, changes: draft });
    setIs(answer.is === 'ok' ? 'applied' : 'idle');
    if (answer.is !== 'ok') return setProblem(problemOf(answer, undefined, () => void apply()));
    setProblem(null);
    setWidget(answer.body.widget);
    setDraft((now) => (now === draft ? answer.body.widget.changes : now)); // what was written meanwhile stays
  };
  const reload = problem?.code && <Button onPress={onReload}>{t('widgets.reload')}</Button>;
  return (
    <PagePart id={`widget-${id}`} title={widget.name}>
      <Facts widget={widget} />
      <div className={styles.split}>
        <div>
          <WidgetForm
            draft={draft}
            numbers={numbers}
            onChange={(change) => {
              setDraft((now) => ({ ...now, ...change }));
              setIs((now) => (now === 'applied' ? 'idle' : now));
            }}
          />
          <div className={`${styles.row} ${styles.form}`}>
            <Button
              kind="primary"
              busy={is === 'applying'}
              why={changed ? null : t('widgets.unchanged')}
              more={widget.name}
              onPress={() => void apply()}
            >
              {t('widgets.apply')}
            </Button>
            {changed && <Button onPress={() => setDraft(widget.changes)}>{t('widgets.discard')}</Button>}
            <Button kind="quiet" more={widget.name} onPress={() => onRemove(widget)}>
              {t('widgets.remove.open')}
            </Button>
            <span role="status">{is === 'applied' && !changed && t('widgets.applied')}</span>
          </div>
          {problem && (
            <div role="alert">
              <Trouble problem={problem} /> {reload}
            </div>
          )}
        </div>
        <WidgetPreview id={id} draft={draft} />
      </div>
      <ForTheSite widget={widget} />
    </PagePart>
  );
}

/** Asks again when no answer comes: the same change on the same version is done once. [SV52] */
async function asked(change: Parameters<typeof api.changeWidget>[0]): ReturnType<typeof api.changeWidget> {
  for (let left = tries; ; left--) {
    const answer = await api.changeWidget(change);
    if (answer.is !== 'unreached' || left <= 1) return answer;
  }
}

/** Where it leads, and when that is open. */
function Facts({ widget: { entryPoint, queue, hours, opening, keys } }: { readonly widget: ShownWidget }) {
  const t = useTranslations();
  const { language, region } = usePreferences();
  const { open, changes } = opening;
  const when = changes === null ? '' : `${dayOf(changes, region)} ${timeOfDay(changes, region)}`;
  const now =
    changes === null ? t(open ? 'widgets.open' : 'widgets.closed') : t(open ? 'widgets.openUntil' : 'widgets.closedUntil', { when });
  return (
    <dl className={styles.facts}>
      <dt>{t('widgets.leadsTo')}</dt>
      <dd>{[entryPoint, textIn(queue, language)].join(' → ')}</dd>
      <dt>{t('widgets.hours')}</dt>
      <dd>{[hours && textIn(hours, language), now].filter(Boolean).join(': ')}</dd>
      <dt>{t('widgets.keys')}</dt>
      <dd>{keys.length ? keys.join(', ') : t('widgets.noKeys')}</dd>
    </dl>
  );
}

/** What the people of the site need, to copy. */
function ForTheSite({ widget: { name, changes, yaml } }: { readonly widget: ShownWidget }) {
  const t = useTranslations();
  const texts = [
    ['widgets.snippet', snippetOf(location.origin, name, changes)],
    ['widgets.policy', policyOf(location.origin)],
    ['widgets.link', `${location.origin}/chat/${name}`],
    ['widgets.file', yaml],
  ] as const;
  return (
    <>
      {texts.map(([key, text]) => (
        <section key={key} aria-label={t(key)}>
          <div className={styles.row}>
            <h3 className={styles.sub}>{t(key)}</h3>
            {'clipboard' in navigator && (
              <Button
                kind="quiet"
                more={t(key)}
                onPress={() => {
                  void navigator.clipboard.writeText(text);
                  announce.polite({ kind: 'saved', text: t('context.copied', { name: t(key) }) }, String);
                }}
              >
                {t('widgets.copy')}
              </Button>
            )}
          </div>
          <pre className={styles.code}>{text}</pre>
        </section>
      ))}
    </>
  );
}

import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { checksOf, nearestPassing } from './contrast.ts';
import { usePreferences } from './preferences.web.ts';
import { asking, fieldNames, inLanguage, offlines, pixelsOf, type WidgetChanges, withWording } from './widgets.ts';
import styles from './widgetsPage.module.css';

interface Props {
  readonly draft: WidgetChanges;
  /** Numbers that customers can be shown, by entry point. */
  readonly numbers: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<WidgetChanges>) => void;
}
const isColour = /^#[0-9a-f]{6}$/i;

/** What an administrator changes of a widget; every contrast is told, also those that fail. [DT160] */
export function WidgetForm({ draft, numbers, onChange }: Props) {
  const t = useTranslations();
  return (
    <div className={styles.form}>
      {(['title', 'welcome'] as const).map((what) => (
        <div key={what} className={styles.two}>
          {(['en', 'de'] as const).map((language) => (
            <label key={language} className={styles.field}>
              <span>{t(`widgets.${what}Of`, { language: t(`widgets.${language}`) })}</span>
              <input
                maxLength={80}
                lang={language}
                value={inLanguage(draft[what], language)}
                onChange={({ target }) => onChange({ [what]: withWording(draft[what], language, target.value) })}
              />
            </label>
          ))}
        </div>
      ))}
      <Colour draft={draft} onChange={onChange} />
      <Position draft={draft} onChange={onChange} />
      <fieldset className={styles.field}>
        <legend>{t('widgets.form')}</legend>
        <div className={styles.row}>
          {fieldNames.map((field) => {
            const asked = draft.form.find((one) => one.field === field);
            return (
              <label key={field}>
                {t(`widgets.field.${field}`)}
                <select
                  value={asked ? (asked.required ? 'required' : 'optional') : 'no'}
                  onChange={({ target }) => onChange({ form: asking(draft.form, field, target.value as 'no') })}
                >
                  {(['no', 'optional', 'required'] as const).map((how) => (
                    <option key={how} value={how}>
                      {t(`widgets.asked.${how}`)}
                    </option>
                  ))}
                </select>
              </label>
            );
          })}
        </div>
      </fieldset>
      <label className={styles.field}>
        <span>{t('widgets.offline')}</span>
        <select value={draft.offline} onChange={({ target }) => onChange({ offline: target.value as WidgetChanges['offline'] })}>
          {offlines.map((when) => (
            <option key={when} value={when}>
              {t(`widgets.offlines.${when}`)}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.check}>
        <input type="checkbox" checked={draft.location} onChange={({ target }) => onChange({ location: target.checked })} />
        {t('widgets.location')}
      </label>
      <div className={styles.two}>
        <label className={styles.field}>
          <span>{t('widgets.call')}</span>
          <select value={draft.call ?? ''} onChange={({ target }) => onChange({ call: target.value || null })}>
            <option value="">{t('widgets.noCall')}</option>
            {Object.entries(numbers).map(([entryPoint, number]) => (
              <option key={entryPoint} value={entryPoint}>
                {number}
              </option>
            ))}
          </select>
        </label>
        <label className={styles.field}>
          <span>{t('widgets.keep')}</span>
          <select value={draft.keep} onChange={({ target }) => onChange({ keep: target.value as WidgetChanges['keep'] })}>
            {(['browser', 'tab'] as const).map((how) => (
              <option key={how} value={how}>
                {t(`widgets.keeps.${how}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <label className={styles.field}>
        <span>{t('widgets.origins')}</span>
        <textarea
          rows={3}
          key={draft.origins.join('\n')} // what is discarded goes out of it, too
          defaultValue={draft.origins.join('\n')}
          onBlur={({ target }) => target.value !== target.defaultValue && onChange({ origins: target.value.split(/\s+/).filter(Boolean) })}
        />
        <small>{t('widgets.originsHint')}</small>
      </label>
    </div>
  );
}

/** Where the launcher stands; it is said by the tag. [WI60] */
function Position({ draft: { position }, onChange }: Pick<Props, 'draft' | 'onChange'>) {
  const t = useTranslations();
  const put = (more: Partial<typeof position>): void => onChange({ position: { ...position, ...more } });
  return (
    <fieldset className={styles.field}>
      <legend>{t('widgets.position')}</legend>
      <div className={styles.row}>
        <label>
          {t('widgets.side')}
          <select value={position.side} onChange={({ target }) => put({ side: target.value as 'left' })}>
            {(['right', 'left'] as const).map((side) => (
              <option key={side} value={side}>
                {t(`widgets.sides.${side}`)}
              </option>
            ))}
          </select>
        </label>
        {(['x', 'y'] as const).map((way) => (
          <label key={way}>
            {t(`widgets.from.${way}`)}
            <input
              type="number"
              min={0}
              max={400}
              value={position[way]}
              onChange={({ target }) => {
                const pixels = pixelsOf(target.value || '0');
                if (pixels !== null) put({ [way]: pixels });
              }}
            />
          </label>
        ))}
      </div>
      <small>{t('widgets.positionHint')}</small>
    </fieldset>
  );
}

function Colour({ draft: { colour }, onChange }: Pick<Props, 'draft' | 'onChange'>) {
  const t = useTranslations();
  const { region } = usePreferences();
  const near = nearestPassing(colour);
  const number = new Intl.NumberFormat(region, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <div className={styles.field}>
      <label className={styles.field}>
        <span>{t('widgets.colour')}</span>
        <input type="color" value={colour} onChange={({ target }) => isColour.test(target.value) && onChange({ colour: target.value })} />
      </label>
      <ul className={styles.checks} aria-label={t('widgets.contrast')}>
        {checksOf(colour).map(({ name, needs, has, passes }) => (
          <li key={name} data-passes={passes}>
            {t(`widgets.contrasts.${name}`)}:{' '}
            {t(passes ? 'widgets.passes' : 'widgets.fails', { has: number.format(Math.floor(has * 10) / 10), needs: number.format(needs) })}
          </li>
        ))}
      </ul>
      {near && (
        <p className={styles.row}>
          <span className={styles.swatch} style={{ background: near }} aria-hidden="true" />
          <Button onPress={() => onChange({ colour: near })}>{t('widgets.nearest', { colour: near })}</Button>
        </p>
      )}
    </div>
  );
}

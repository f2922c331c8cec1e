import { Fragment, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { useLive } from './deskContext.web.tsx';
import { found } from './finding.ts';
import { commandIds, drawn, keymapOf } from './keymap.ts';
import styles from './modal.module.css';
import { Modal } from './modal.web.tsx';
import { usePreferences } from './preferences.web.ts';

/** Keys that belong to the field one writes in, and stay. */
const ofFields = { send: 'Enter', newLine: 'Shift+Enter' } as const;

/** Every key there is, as this agent has them, found by typing. [DT63] */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations();
  const live = useLive();
  const id = useId();
  const { keys, shortcuts } = usePreferences();
  const [query, setQuery] = useState('');
  const map = keymapOf(keys);
  const own = commandIds.map((name) => ({ name: name as string, keys: shortcuts ? map[name] : '' }));
  const fields = Object.entries(ofFields).map(([name, stroke]) => ({ name, keys: stroke as string }));
  const all = [...own, ...fields].filter((one) => one.keys).map((one) => ({ ...one, label: t(`key.${one.name}`), more: drawn(one.keys) }));
  const shown = found(all, query);
  return (
    <Modal title={t('help.title')} onClose={onClose}>
      <div className={styles.field}>
        <label htmlFor={id}>{t('help.search')}</label>
        <input id={id} type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
      </div>
      {!shortcuts && <p className={styles.note}>{t('help.off')}</p>}
      <dl className={styles.keys}>
        {shown.map((one) => (
          <Fragment key={one.name}>
            <dt>{one.label}</dt>
            <dd>
              <kbd>{drawn(one.keys)}</kbd>
            </dd>
          </Fragment>
        ))}
      </dl>
      {!shown.length && <p className={styles.note}>{t('palette.none', { query })}</p>}
      <p className={styles.note}>{t('help.note')}</p>
      <div className={styles.buttons}>
        <Button
          kind="quiet"
          onPress={() => {
            onClose();
            live.openHelp(null);
          }}
        >
          {t('help.codes')}
        </Button>
        <Button
          onPress={() => {
            onClose();
            live.go('settings');
          }}
        >
          {t('help.change')}
        </Button>
      </div>
    </Modal>
  );
}

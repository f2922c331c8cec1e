import { Fragment } from 'react';
import { useTranslations } from 'use-intl';
import styles from './modal.module.css';
import { Modal } from './modal.web.tsx';

const keys = [
  ['accept', 'F2'],
  ['decline', 'Esc Esc'],
  ['end', 'F9 F9'],
  ['submit', 'Ctrl+Enter'],
  ['zones', 'F6'],
  ['jump', 'Ctrl+Shift+1…9'],
  ['next', 'J'],
  ['previous', 'K'],
  ['turn', 'N'],
  ['wrapUp', 'E'],
  ['send', 'Enter'],
  ['newLine', 'Shift+Enter'],
  ['help', 'F1'],
] as const;

/** Every key there is. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations();
  return (
    <Modal title={t('help.title')} onClose={onClose}>
      <dl className={styles.keys}>
        {keys.map(([name, key]) => (
          <Fragment key={name}>
            <dt>{t(`key.${name}`)}</dt>
            <dd>
              <kbd>{key}</kbd>
            </dd>
          </Fragment>
        ))}
      </dl>
      <p className={styles.note}>{t('help.note')}</p>
    </Modal>
  );
}

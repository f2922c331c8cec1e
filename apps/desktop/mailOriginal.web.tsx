import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Listing } from './listing.web.tsx';
import type { MailShown } from './mailing.ts';
import styles from './mailMask.module.css';
import modal from './modal.module.css';
import { Modal } from './modal.web.tsx';
import { useFresh } from './useFresh.web.ts';

/** What the head of a mail says as it came, and the mail as a file. [DT305] */
export function MailOriginal({ mail, onClose }: { readonly mail: MailShown; readonly onClose: () => void }) {
  const t = useTranslations();
  const ask = useCallback(() => api.mailHead(mail.id), [mail.id]);
  const read = useFresh(ask, null, { once: true });
  return (
    <Modal title={t('original.title')} onClose={onClose} wide>
      <div className={modal.form}>
        <p>
          <a href={`/api/mails/${mail.id}/source`} download>
            {t('original.save')}
          </a>
        </p>
        <Listing read={read} count={({ fields }) => fields.length} empty={t('original.none')}>
          {({ fields }) => (
            <section className={styles.source} aria-label={t('original.head')} tabIndex={0}>
              <dl>
                {fields.map(({ name, value }, n) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: fields of one name come in their order
                  <div key={n}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </section>
          )}
        </Listing>
      </div>
    </Modal>
  );
}

import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { useLive } from './deskContext.web.tsx';
import mail from './mail.module.css';
import type { MailLists, MailRow } from './mailing.ts';
import { verbOf } from './mailLine.web.tsx';
import styles from './mailList.module.css';
import type { AskRows } from './mailTable.web.tsx';
import { MailThread } from './mailThread.web.tsx';
import { Modal } from './modal.web.tsx';
import { useFresh } from './useFresh.web.ts';

interface PreviewProps {
  readonly row: MailRow;
  readonly list: keyof MailLists;
  readonly ask: AskRows;
  readonly onClose: () => void;
}

/** A mail is looked at without taking it. [DT291] */
export function MailPreview({ row, list, ask, onClose }: PreviewProps) {
  const t = useTranslations();
  const live = useLive();
  const read = useFresh(
    useCallback(() => api.mailCase(row.case), [row.case]),
    null,
  );
  const verb = list === 'review' ? null : verbOf[row.is];
  const work = async (): Promise<void> => {
    onClose();
    const done = verb ? await ask([row], () => [{ type: verb }]) : [];
    if (done.length) live.select(row.interaction);
  };
  return (
    <Modal title={row.subject || t('mails.noSubject')} onClose={onClose} wide>
      <div className={`${mail.split} ${styles.preview}`}>
        <MailThread read={read} answers={null} />
      </div>
      <div className={styles.foot}>
        <span>{t('mails.preview')}</span>
        {verb && (
          <Button kind="primary" onPress={() => void work()}>
            {t(`mail.verb.${verb}`)}
          </Button>
        )}
      </div>
    </Modal>
  );
}

import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal as AriaModal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslations } from 'use-intl';
import { CloseIcon } from './icons.web.ts';
import styles from './modal.module.css';

/** A dialog above everything; Esc or a press outside closes it and gives the focus back. */
export function Modal({
  title,
  onClose,
  wide = false,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  /** For what is read. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  const t = useTranslations();
  return (
    <ModalOverlay className={styles.overlay ?? ''} isDismissable isOpen onOpenChange={(open) => open || onClose()} data-overlay="dialog">
      <AriaModal className={`${styles.modal} ${wide ? styles.wide : ''}`}>
        <Dialog className={styles.dialog ?? ''}>
          <div className={styles.head}>
            <Heading slot="title" className={styles.title ?? ''}>
              {title}
            </Heading>
            <button type="button" className={styles.close} aria-label={t('close')} onClick={onClose}>
              <CloseIcon size={18} />
            </button>
          </div>
          {children}
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  );
}

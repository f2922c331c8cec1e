import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { useLive } from './deskContext.web.tsx';
import styles from './page.module.css';

/** A page of the desktop beside the work; one press leads back. The focus goes to its heading, since the agent came by an own action. */
export function Page({
  title,
  lead,
  aside,
  wide = false,
  children,
}: {
  readonly title: string;
  readonly lead: string;
  readonly aside?: ReactNode;
  /** For tables. */
  readonly wide?: boolean;
  readonly children?: ReactNode;
}) {
  const t = useTranslations();
  const live = useLive();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main id="conversation" className={styles.page} data-zone="page" tabIndex={-1} aria-label={title}>
      <div className={styles.inner} data-wide={wide}>
        <header className={styles.head}>
          <h1 ref={heading} tabIndex={-1} className={styles.title} data-first>
            {title}
          </h1>
          <Button onPress={() => live.go('work')}>{t('page.back')}</Button>
        </header>
        <p className={styles.lead}>{lead}</p>
        {aside}
        {children}
      </div>
    </main>
  );
}

/** A part of a page under its own heading. */
export function PagePart({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  const name = useId();
  return (
    <section id={id} className={styles.part} aria-labelledby={name}>
      <h2 id={name} className={styles.heading}>
        {title}
      </h2>
      {children}
    </section>
  );
}

import { codeOf } from '@patchbay/help/codes.ts';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import styles from './part.module.css';
import type { Problem } from './problem.ts';
import { Trouble } from './trouble.web.tsx';

/** A part of the context with its heading. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>{title}</h3>
      {children}
    </section>
  );
}

/** What could not be read stays where it would have been, with the way to try again. */
export function Failed({ problem, onAgain }: { readonly problem?: Problem | undefined; readonly onAgain: () => void }) {
  const t = useTranslations();
  const { text = null, code = codeOf('desktop.unreached') ?? null } = problem ?? {};
  return (
    <p className={styles.failed}>
      <Trouble problem={{ text: text ?? t('context.failed'), code, again: onAgain }} />
    </p>
  );
}

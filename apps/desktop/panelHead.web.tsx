import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ContextIcon } from './icons.web.ts';
import styles from './panel.module.css';

interface HeadProps {
  readonly icon: ReactNode;
  readonly channel?: 'voice' | 'email';
  readonly name: ReactNode;
  /** What stands below the name. */
  readonly about: ReactNode;
  readonly drawer: boolean;
  /** Opens what is known beside it; null: that stands there already. */
  readonly onDrawer: (() => void) | null;
  /** How it stands, at the right. */
  readonly children?: ReactNode;
}

/** Who it is, the same at the top of every conversation, whatever the channel. */
export function PanelHead({ icon, channel, name, about, drawer, onDrawer, children }: HeadProps) {
  const t = useTranslations();
  return (
    <header className={styles.head}>
      <span className={styles.channel} data-channel={channel}>
        {icon}
      </span>
      <div className={styles.who}>
        <h1 id="interaction-title" tabIndex={-1} className={styles.name}>
          {name}
        </h1>
        <p className={styles.address}>{about}</p>
      </div>
      {children}
      {onDrawer && (
        <button
          type="button"
          className={styles.toggle}
          data-opens="context"
          aria-expanded={drawer}
          aria-label={t('zone.context')}
          title={t('zone.context')}
          onClick={onDrawer}
        >
          <ContextIcon size={20} />
        </button>
      )}
    </header>
  );
}

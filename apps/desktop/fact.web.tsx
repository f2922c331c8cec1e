import { useTranslations } from 'use-intl';
import { announce } from './announcer.web.ts';
import { CopyIcon } from './icons.web.ts';
import styles from './part.module.css';

/** One thing that is known, under its name; nothing when there is no value. */
export function Fact({
  name,
  value,
  copy = false,
}: {
  readonly name: string;
  readonly value: string | null | undefined;
  readonly copy?: boolean;
}) {
  const t = useTranslations();
  if (!value) return null;
  const take = async (): Promise<void> => {
    await navigator.clipboard.writeText(value);
    announce.polite({ kind: 'saved', text: t('context.copied', { name }) }, String);
  };
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>
        <span>{value}</span>
        {copy && 'clipboard' in navigator && (
          <button
            type="button"
            className={styles.copy}
            aria-label={t('context.copy', { name })}
            title={t('context.copy', { name })}
            onClick={() => void take()}
          >
            <CopyIcon size={14} />
          </button>
        )}
      </dd>
    </div>
  );
}

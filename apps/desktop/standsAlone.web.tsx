import { useTranslations } from 'use-intl';
import styles from './alone.module.css';
import type { Alone } from './alone.web.ts';
import { Button } from './button.web.tsx';
import { OwnWindowIcon } from './icons.web.ts';

/** In its place in the main window: where it is, and the ways there and back. [DT185] */
export function StandsAlone({ id, name, alone }: { readonly id: string; readonly name: string; readonly alone: Alone }) {
  const t = useTranslations();
  return (
    <section className={styles.elsewhere} aria-labelledby="interaction-title">
      <OwnWindowIcon size={28} />
      <h1 id="interaction-title" tabIndex={-1}>
        {name}
      </h1>
      <p>{t('alone.text')}</p>
      <div>
        <Button kind="primary" onPress={() => alone.open(id)}>
          {t('alone.show')}
        </Button>
        <Button onPress={() => alone.back(id)}>{t('alone.back')}</Button>
      </div>
    </section>
  );
}

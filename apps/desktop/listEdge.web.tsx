import { useTranslations } from 'use-intl';
import { Edge } from './edge.web.tsx';
import { prefer, usePreferences } from './preferences.web.ts';

/** The edge of the list; Enter makes the list narrow or wide. [DT67] [DT350] */
export function ListEdge() {
  const t = useTranslations();
  const { listWidth, listNarrow, listSide } = usePreferences();
  return (
    <Edge
      of="list"
      label={t('list.edge')}
      runs="vertical"
      value={listWidth}
      least={220}
      most={400}
      step={10}
      grows={listSide === 'left' ? 1 : -1}
      onMove={(width) => prefer({ listWidth: width, listNarrow: false })}
      onReset={() => prefer({ listWidth: null, listNarrow: false })}
      onEnter={() => prefer({ listNarrow: !listNarrow })}
    />
  );
}

import { useTranslations } from 'use-intl';
import { Edge } from './edge.web.tsx';
import { contextWidthOf, prefer, usePreferences } from './preferences.web.ts';

/** The edge of the context, where it stands beside the conversation. [DT350] */
export function ContextEdge() {
  const t = useTranslations();
  const { contextWidth, contextSide } = usePreferences();
  return (
    <Edge
      of="context"
      label={t('context.edge')}
      runs="vertical"
      value={contextWidthOf(contextWidth)}
      least={300}
      most={560}
      step={10}
      grows={contextSide === 'left' ? 1 : -1}
      onMove={(width) => prefer({ contextWidth: width })}
      onReset={() => prefer({ contextWidth: null })}
    />
  );
}

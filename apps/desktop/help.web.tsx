import { useTranslations } from 'use-intl';
import { build } from './build.web.ts';
import { HelpList } from './helpList.web.tsx';
import { Page } from './page.web.tsx';

/** What every code means and what to do about it, as a page of the desktop. [DT71] */
export function Help() {
  const t = useTranslations();
  return (
    <Page title={t('help.codes')} lead={t('help.lead', { build })}>
      <HelpList />
    </Page>
  );
}

import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { showBadge } from './badge.web.ts';
import { useDesk, useLive } from './deskContext.web.tsx';
import { isCall, isMail } from './item.ts';
import { foremost } from './offers.ts';
import { allRows, chosenOf, nameOf, type Work } from './selectors.ts';
import { knownItem } from './store.ts';

/** The title of the page: what waits, the state and the selected interaction; an offer alternates with it once a second. */
export function useTitle(work: Work): void {
  const t = useTranslations();
  const { mirror, selected } = useDesk();
  const { tenant } = useLive().me;
  const state = t(`state.${chosenOf(mirror)?.is ?? 'loggedOff'}`);
  const unread = allRows(work).reduce((sum, row) => sum + row.unread, 0);
  const item = selected ? knownItem(mirror, selected)?.state : undefined;
  const plain = [unread ? `(${unread}) ${state}` : state, item && (nameOf(item) ?? t('customer')), tenant.name].filter(Boolean).join(' · ');
  const offer = foremost(work.offers);
  const calling = offer
    ? `(${work.offers.length}) ${t(isCall(offer.item) ? 'call.label' : isMail(offer.item) ? 'mail.label' : 'notice.offer', { name: nameOf(offer.item) ?? t('customer') })}`
    : null;
  useEffect(() => showBadge(unread + work.offers.length), [unread, work.offers.length]);
  useEffect(() => {
    document.title = calling ?? plain;
    if (!calling) return;
    let other = false;
    const swap = setInterval(() => {
      other = !other;
      document.title = other ? plain : calling;
    }, 1000);
    return () => clearInterval(swap);
  }, [plain, calling]);
}

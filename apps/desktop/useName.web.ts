import { useTranslations } from 'use-intl';
import { otherOf } from './calling.ts';
import { useCentre, useLive } from './deskContext.web.tsx';
import { type Item, isCall, isMail } from './item.ts';
import { useMailName } from './mailing.web.ts';
import { nameOf } from './selectors.ts';

/** Who is on the other side, as a heading: the customer, a colleague, a number, or that it is withheld. */
export function useName(item: Item): string {
  const t = useTranslations();
  const { colleagues } = useCentre();
  const { me } = useLive();
  const mail = useMailName(isMail(item) ? item : null);
  if (isMail(item)) return mail ?? t('mail.somebody');
  if (!isCall(item)) return nameOf(item) ?? t('customer');
  const other = otherOf(item, me.id);
  if (other.is === 'colleague') return colleagues[other.agent]?.name ?? t('colleague');
  return other.is === 'number' ? other.written : t('call.withheld');
}

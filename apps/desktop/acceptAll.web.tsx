import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { isBusy } from './desk.ts';
import { useDesk, useLive } from './deskContext.web.tsx';
import { acceptable, taking } from './offers.ts';
import type { Row } from './selectors.ts';
import type { Verbs } from './verbs.web.ts';

/** Takes all offers but calls at one press, as many as there are free places; the rest says why it stays. [DT66] */
export function AcceptAll({ offers, verbs }: { readonly offers: readonly Row[]; readonly verbs: Verbs }) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const count = acceptable(offers).length;
  if (count < 2) return null;
  const accept = (): void => {
    const { take, over } = taking(offers, desk.mirror.agent?.state);
    verbs.acceptAll(take.map((row) => row.id));
    const why = Object.fromEntries(over.map(({ row, places }) => [row.id, { code: null, text: t('offer.over', { places }) }]));
    live.change(({ problems }) => ({ problems: { ...problems, ...why } }));
  };
  const busy = offers.some((row) => isBusy(desk, 'accept', row.id));
  return (
    <Button kind="primary" onPress={accept} busy={busy} wide>
      {t('offer.acceptAll', { count })}
    </Button>
  );
}

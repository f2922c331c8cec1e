import { refuse } from '@patchbay/base/decision.ts';
import { ends } from '@patchbay/interactions/parting.ts';
import { type Chat, type ChatEvent, waitsUntil } from './chat.ts';

/** A customer who stays silent is warned, then told goodbye; whoever waits too long for an agent as well. [CH23] [CH24] */
export const silence = {
  silenceTimeout(i: Chat, _: unknown, now: number) {
    const { silence: quiet } = i.work;
    if (!quiet || now < quiet.until) return refuse('interactions.notYet');
    return quiet.warned ? [told(i, 'closing', now), ...ends(i, now)] : [told(i, 'warning', now)];
  },
};
/** See `silence`. */
export const patience = {
  waitTimeout(i: Chat, _: unknown, now: number) {
    const until = waitsUntil(i);
    return until === null || now < until ? refuse('interactions.notYet') : [told(i, 'noAgent', now), ...ends(i, now, 'abandoned')];
  },
};

const told = ({ policy }: Chat, what: 'warning' | 'closing' | 'noAgent', at: number): ChatEvent => ({
  type: 'chat.told',
  what,
  text: (what === 'noAgent' ? policy.wait?.text : policy.silence?.[what]) ?? null,
  at,
});

import { refuse } from '@patchbay/base/decision.ts';
import { overflowsAt } from '@patchbay/interactions/interaction.ts';
import { ends, overflows } from '@patchbay/interactions/parting.ts';
import { type Chat, type ChatEvent, type Told, waitsUntil } from './chat.ts';

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
  /** Tells the customer, then what every channel does. [IN20] */
  overflow(i: Chat, _: unknown, now: number) {
    const at = overflowsAt(i);
    return at === null || now < at ? refuse('interactions.notYet') : [told(i, 'overflow', now), ...overflows(i)];
  },
};

const told = ({ policy }: Chat, what: Told, at: number): ChatEvent => ({
  type: 'chat.told',
  what,
  text:
    { noAgent: policy.wait?.text, overflow: policy.overflow?.text, warning: policy.silence?.warning, closing: policy.silence?.closing }[
      what
    ] ?? null,
  at,
});

import type { Dice } from '@patchbay/base/test/random.ts';
import type { Email, EmailCommand } from '../email.ts';
import { fresh, otherQueue, policy, settings } from './people.ts';

const weights: Partial<Record<EmailCommand['type'], number>> = {
  enqueue: 12,
  offer: 14,
  accept: 20,
  take: 4,
  reply: 16,
  send: 14,
  interimSend: 6,
  open: 12,
  saveDraft: 4,
  toWorkbin: 3,
  deferred: 6,
  delivered: 6,
  refused: 2,
  deliveryUnknown: 2,
  approve: 3,
  sendBack: 3,
  submitWrapUp: 5,
  start: 6,
  keepFor: 3,
  limitReached: 1,
  closeForCallback: 1,
  closeWithoutReply: 3,
  undoClose: 6,
  relieve: 1,
  customerLeft: 1,
};
/** How often each command is tried: the way forward often, what ends it seldom. */
export const bag = (types: readonly EmailCommand['type'][]): readonly EmailCommand['type'][] =>
  types.flatMap((type) => Array.from({ length: weights[type] ?? 2 }, () => type));

/** One as a queue and its settings could make it. */
export const anyEmail = (d: Dice, n: number, startedAt: number): Email =>
  fresh(d.of(['inbound', 'inbound', 'inbound', 'outbound'] as const), {
    id: `email-${n}`,
    startedAt,
    policy: {
      wrapUpMs: d.of([0, 20, 60]),
      wrapUpForAll: d.chance(0.2),
      defaultReason: d.of([null, 'reason-none']),
      overflow: d.of([null, null, { ms: 40, text: null, to: { queue: otherQueue, policy } }]),
    },
    settings: {
      undoMs: d.of([0, 10, 30]),
      review: d.chance(0.3),
      interim: d.chance(0.7),
      shelfMs: d.of([null, 40, 400]),
      awayMs: d.of([null, 40]),
      waits: d.of([[], [5], settings.waits]),
      final: d.of([[], ['reason-solved']]),
    },
  });

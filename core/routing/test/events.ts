import fc from 'fast-check';
import type { ConfiguredEvent, RoutingEvent } from '../routing.ts';

const channels = ['voice', 'chat'];
const skills = ['french', 'loans'];
const queues = ['q1', 'q2', 'q3'];
const agents = ['a1', 'a2', 'a3', 'a4', 'a5'];
const interactions = ['i01', 'i02', 'i03', 'i04', 'i05', 'i06', 'i07', 'i08'];

// Few values of each and mostly fitting ones, so that ties, repetitions, competition and returns are common.
const mostly = <T>(usual: T, others: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others });
const time = fc.integer({ min: 0, max: 9 });
const channel = mostly('voice', fc.constantFrom(...channels));
const required = mostly(
  [],
  fc.array(fc.record({ skill: fc.constantFrom(...skills), level: fc.integer({ min: 0, max: 3 }) }), { maxLength: 2 }),
);
const each = <T extends object>(value: fc.Arbitrary<T>) =>
  fc.tuple(value, value, fc.integer({ min: 0, max: 9 })).map(([one, two, choice]) => {
    const both = [
      { channel: 'voice', ...one },
      { channel: 'chat', ...two },
    ];
    return choice < 7 ? both : both.slice(choice - 7, choice - 6);
  });

const rings = fc
  .array(
    fc.record(
      { afterMs: fc.integer({ min: 1, max: 6 }), skills: required, soonerMs: fc.integer({ min: 0, max: 4 }) },
      { requiredKeys: ['afterMs', 'skills'] },
    ),
    { maxLength: 2 },
  )
  .map((all) => all.toSorted((a, b) => a.afterMs - b.afterMs));
const span = fc.integer({ min: 0, max: 4 });
const keepFree = mostly(
  [],
  fc.array(
    fc.record({ queue: fc.constantFrom(...queues), agents: fc.integer({ min: 0, max: 2 }), percent: fc.constantFrom(0, 30, 50, 100) }),
    { minLength: 1, maxLength: 2 },
  ),
);
const queueRules = (id: string) =>
  fc.record(
    {
      id: fc.constant(id),
      channel,
      skills: required,
      priority: fc.integer({ min: 0, max: 2 }),
      agents: fc.constantFrom('longestIdle' as const, 'bestSkill' as const),
      headStartMs: span,
      dueMs: span,
      raiseMs: span,
      rings,
      share: fc.integer({ min: 1, max: 3 }),
      keepFree,
    },
    { requiredKeys: ['id', 'channel', 'skills', 'priority'] },
  );
const joins = fc.array(fc.record({ queue: fc.constantFrom(...queues), ring: fc.integer({ min: 1, max: 2 }) }), { maxLength: 2 });
const agentRules = (id: string) =>
  fc.record(
    {
      id: fc.constant(id),
      skills: fc.dictionary(fc.constantFrom(...skills), fc.integer({ min: 0, max: 3 }), { maxKeys: 2 }),
      queues: mostly(queues, fc.subarray(queues)),
      joins,
    },
    { requiredKeys: ['id', 'skills', 'queues'] },
  );

/** Any configuration of a small contact centre, now and then without a queue or an agent. */
export const configured: fc.Arbitrary<ConfiguredEvent> = fc.record({
  type: fc.constant('configured'),
  queues: fc.tuple(...queues.map(queueRules)).chain((all) => mostly(all, fc.subarray(all))),
  agents: fc.tuple(...agents.map(agentRules)).chain((all) => mostly(all, fc.subarray(all))),
});

const asked = fc.record({ agent: fc.constantFrom(...agents), at: fc.option(time, { freq: 5 }) });

const waiting = fc.record(
  {
    type: fc.constant('waiting'),
    interaction: fc.constantFrom(...interactions),
    queue: fc.constantFrom(...queues),
    channel,
    since: time,
    not: mostly([], fc.array(asked, { minLength: 1, maxLength: 4 })),
    priority: fc.integer({ min: 0, max: 2 }),
    skills: required,
    prefer: fc.record(
      { agent: fc.constantFrom(...agents), until: fc.integer({ min: 0, max: 14 }), named: fc.boolean() },
      { requiredKeys: ['agent', 'until'] },
    ),
  },
  { requiredKeys: ['type', 'interaction', 'queue', 'channel', 'since', 'not'] },
);

const some = fc.subarray(channels);
const room = fc.record(
  {
    max: mostly(2, fc.integer({ min: 0, max: 3 })),
    share: fc.constantFrom(0, 25, 50, 100),
    spare: fc.constantFrom(0, 25, 50, 100),
    precedence: fc.integer({ min: 0, max: 1 }),
    over: some,
    never: mostly([], some),
  },
  { requiredKeys: ['max'] },
);
const spaced = fc
  .subarray([...channels])
  .chain((named) => fc.tuple(...named.map((name) => fc.record({ channel: fc.constant(name), from: fc.integer({ min: 0, max: 14 }) }))));
const agent = fc.record(
  {
    type: fc.constant('agent'),
    agent: fc.constantFrom(...agents),
    ready: each(fc.record({ since: time })),
    load: mostly([], each(fc.record({ count: fc.integer({ min: 0, max: 2 }) }))),
    capacity: each(room),
    idleSince: fc.integer({ min: 0, max: 3 }),
    spaced,
  },
  { requiredKeys: ['type', 'agent', 'ready', 'load', 'capacity', 'idleSince'] },
);

/** Any event, whether it makes sense after the ones before or not. */
const anyEvent = fc.oneof(
  { weight: 10, arbitrary: waiting },
  { weight: 6, arbitrary: agent },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('gone'), interaction: fc.constantFrom(...interactions) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('agentGone'), agent: fc.constantFrom(...agents) }) },
  { weight: 1, arbitrary: configured },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('pressed'), queue: fc.constantFrom(...queues), rings: fc.subarray([1, 2]) }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('time'), at: fc.integer({ min: 0, max: 14 }) }) },
) as fc.Arbitrary<RoutingEvent>;

/** A history that mostly begins with a configuration. */
export const histories: fc.Arbitrary<readonly RoutingEvent[]> = fc
  .tuple(fc.option(configured, { freq: 9 }), fc.array(anyEvent, { minLength: 1, maxLength: 30, size: 'max' }))
  .map(([start, rest]) => (start ? [start, ...rest] : rest));

/** The same event with every list inside turned round. */
export function reversed<T>(value: T): T {
  if (Array.isArray(value)) return (value.some(isRing) ? value : value.toReversed()).map(reversed) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([name, inner]) => [name, reversed(inner)])) as T;
}

/** Rings alone have an order. */
const isRing = (value: unknown) => typeof value === 'object' && value !== null && 'afterMs' in value;

/** The same event, frozen all the way down, so that any change of it throws. */
export function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object') Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

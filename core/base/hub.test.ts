import { expect, test } from 'vitest';
import type { Committed } from './bus.ts';
import type { TenantId } from './decision.ts';
import { type Audiences, hub, type Listener, type News } from './hub.ts';
import type { Change, Kind } from './subject.ts';

interface Room {
  readonly seenBy: readonly string[];
}
const kind = { name: 'room', table: 'rooms', evolve: (r: Room) => r, due: () => null } as unknown as Kind<unknown, never>;
const audiences: Audiences = { room: ({ seenBy }: Room) => seenBy };
const acme = 'acme' as TenantId;

const change = (before: readonly string[] | null, after: readonly string[]): Change => ({
  kind,
  id: 'r1',
  from: before ? 4 : 0,
  before: before && { seenBy: before },
  events: [{ type: 'room.moved' }, { type: 'room.locked' }],
  state: { seenBy: after },
});
const committed = (one: Change, tenant = acme): Committed => ({ tenant, at: 9, by: 'ada', changes: [one] });
function listener(...stands: string[]) {
  const heard: { news: News; fresh: boolean }[] = [];
  const one: Listener = { tenant: acme, stands, told: (news, fresh) => heard.push({ news, fresh }), say: () => {} };
  return { ...one, heard };
}
const freshness = ({ heard }: ReturnType<typeof listener>) => heard.map((h) => h.fresh);

test('who could see it before or can see it now is told; only who could not before is fresh', () => {
  const [both, gone, come, other] = [listener('a'), listener('b'), listener('c'), listener('d')];
  const h = hub(audiences);
  for (const one of [both, gone, come, other]) h.join(one);
  h.publish(committed(change(['a', 'b'], ['a', 'c'])));
  expect([both, gone, come, other].map(freshness)).toEqual([[false], [false], [true], []]);
});
test('who stands for several names is told once, and is not fresh if one of them could see it', () => {
  const one = listener('a', 'c');
  const h = hub(audiences);
  h.join(one);
  h.publish(committed(change(['a'], ['c'])));
  h.publish(committed(change(['c'], ['a', 'c'])));
  h.publish(committed(change(['x'], ['a', 'c'])));
  expect(freshness(one)).toEqual([false, false, true]);
});
test('what is new is fresh to everyone', () => {
  const one = listener('a');
  const h = hub(audiences);
  h.join(one);
  h.publish(committed(change(null, ['a', 'a'])));
  expect(freshness(one)).toEqual([true]);
});
test('tenants are apart', () => {
  const one = listener('a');
  const h = hub(audiences);
  h.join(one);
  h.publish(committed(change(['a'], ['a']), 'other' as TenantId));
  expect(one.heard).toEqual([]);
  expect([...h.standing('other' as TenantId, 'a')]).toEqual([]);
  expect([...h.standing(acme, 'a')]).toHaveLength(1);
});
test('whoever left is told nothing; a kind without an audience tells nobody', () => {
  const one = listener('a');
  const h = hub({});
  h.join(one);
  h.publish(committed(change(['a'], ['a'])));
  const other = hub(audiences);
  other.join(one)();
  other.publish(committed(change(['a'], ['a'])));
  expect(one.heard).toEqual([]);
  expect([...other.standing(acme, 'a')]).toEqual([]);
});
test('the frames say what happened and how it is now, and are written once for all', () => {
  const [one, two] = [listener('a'), listener('b')];
  const h = hub(audiences);
  h.join(one);
  h.join(two);
  h.publish(committed(change(['a', 'b'], ['a', 'b'])));
  const news = one.heard[0]?.news;
  expect(JSON.parse(news?.eventsFrame() ?? '')).toEqual({
    f: 'events',
    kind: 'room',
    id: 'r1',
    from: 4,
    to: 6,
    at: 9,
    by: 'ada',
    events: [{ type: 'room.moved' }, { type: 'room.locked' }],
  });
  expect(JSON.parse(news?.subjectFrame() ?? '')).toEqual({
    f: 'subject',
    kind: 'room',
    id: 'r1',
    version: 6,
    state: { seenBy: ['a', 'b'] },
  });
  expect(two.heard[0]?.news).toBe(news);
});

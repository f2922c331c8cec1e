import { type Centre, centreSchema } from '@patchbay/configuration/centre.ts';
import { expect, test } from 'vitest';
import { configured } from './picture.ts';
import { type Load, pressable, pressures } from './pressure.ts';

const centre = (sooner: object, more: object = {}): Centre =>
  centreSchema.parse({
    tenant: { key: 'demo', name: 'Demo' },
    teams: { inside: { label: 'Inside' } },
    dispositions: { done: { label: 'Done' } },
    queues: {
      shop: {
        ...{ label: 'Shop', teams: ['inside'], dispositions: ['done'] },
        rings: [{ afterSeconds: 60 }, { afterSeconds: 600, sooner: { afterSeconds: 30, ...sooner } }],
        ...more,
      },
      other: { label: 'Other', teams: ['inside'], dispositions: ['done'] },
    },
  });
const load = (more: Partial<Load> = {}): Load => ({ queue: 'shop', waiting: 0, longestSince: null, expected: null, ...more });
const rings = (sooner: object, ...loads: readonly Load[]) => pressures(centre(sooner), loads, 100_000).map((p) => [p.queue, p.rings]);

test('[RT56] pressure is how many wait, how long the first has waited, or how long who comes would; of this queue or the one named', () => {
  const [pressed, calm] = [[['shop', [2]]], [['shop', []]]];
  expect([rings({ waiting: 3 }, load({ waiting: 3 })), rings({ waiting: 3 }, load({ waiting: 2 }))]).toEqual([pressed, calm]);
  const longest = (since: number) => rings({ longestSeconds: 40 }, load({ waiting: 1, longestSince: since }));
  expect([longest(60_000), longest(60_001), rings({ longestSeconds: 40 }, load())]).toEqual([pressed, calm, calm]);
  const expected = (ms: number) => rings({ expectedSeconds: 90 }, load({ expected: { ms, fromMs: 0, toMs: ms } }));
  expect([expected(90_000), expected(89_999), rings({ expectedSeconds: 90 }, load())]).toEqual([pressed, calm, calm]);
  const named = { queue: 'other', waiting: 3, longestSeconds: 40 };
  expect([rings(named, load({ waiting: 9 })), rings(named, load({ queue: 'other', waiting: 3 }))]).toEqual([calm, pressed]);
});

test('[RT56] [RT57] [RT58] a queue brings its sooner rings, its share and whom it leaves free to routing; one without has none', () => {
  const keepFree = [{ queue: 'other', agents: 2, percent: 0 }];
  const [shop, other] = configured(centre({ waiting: 1 }, { share: 4, keepFree: [{ queue: 'other', agents: 2 }] })).queues;
  expect(shop).toMatchObject({ share: 4, keepFree, rings: [{ afterMs: 60_000 }, { afterMs: 600_000, soonerMs: 30_000 }] });
  expect([other?.share, other?.keepFree, shop?.rings?.[0]?.soonerMs]).toEqual([undefined, undefined, undefined]);
  expect(pressable(centre({ waiting: 1 }))).toEqual(['shop']);
});

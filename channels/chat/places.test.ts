import { expect, test } from 'vitest';
import { decimalOf, metresBetween, placed, sexagesimalOf, windTo } from './places.ts';

const place = (at: number) => ({ lat: 1, lng: 2, accuracy: null, at });

test.each([
  [52.5163, 13.3777, '52.51630, 13.37770', '52°30′58.7″N 13°22′39.7″E'],
  [-33.85678, 151.2153, '-33.85678, 151.21530', '33°51′24.4″S 151°12′55.1″E'],
  [0, -0.99999999, '0.00000, -1.00000', '0°00′00.0″N 1°00′00.0″W'],
])('[CH44] %f, %f is read as %s and as %s', (lat, lng, decimal, sexagesimal) =>
  expect([decimalOf({ lat, lng }), sexagesimalOf({ lat, lng })]).toEqual([decimal, sexagesimal]),
);
test('[CH44] the newest place is the last, whenever it was told; fifty are kept', () => {
  expect(placed([place(1), place(3)], place(2)).map((p) => p.at)).toEqual([1, 2, 3]);
  const many = Array.from({ length: 60 }, (_, n) => place(n)).reduce(placed, []);
  expect([many.length, many.at(-1)?.at]).toEqual([50, 59]);
});

const harbour = { lat: 53.5436, lng: 9.9881 };
test.each([
  ['a kilometre north', { lat: 53.5526, lng: 9.9881 }, 1001, 'north'],
  ['Berlin', { lat: 52.5163, lng: 13.3777 }, 255_000, 'southEast'],
  ['the same place', harbour, 0, 'north'],
  ['the other side of the earth', { lat: -53.5436, lng: -170.0119 }, 20_015_000, null],
  ['over the date line', { lat: 53.5436, lng: 369.9 }, 5800, 'west'],
])('[CH44] from the harbour to %s it is so far', (_, to, metres, wind) => {
  expect(Math.abs(metresBetween(harbour, to) - metres)).toBeLessThan(Math.max(30, metres * 0.005));
  if (wind) expect(windTo(harbour, to)).toBe(wind);
});
test('[CH44] there are eight directions', () => {
  const at = (degrees: number) => ({ lat: Math.cos((degrees * Math.PI) / 180), lng: Math.sin((degrees * Math.PI) / 180) });
  expect([0, 45, 90, 135, 180, 225, 270, 315, 340].map((degrees) => windTo({ lat: 0, lng: 0 }, at(degrees)))).toEqual([
    'north',
    'northEast',
    'east',
    'southEast',
    'south',
    'southWest',
    'west',
    'northWest',
    'north',
  ]);
});

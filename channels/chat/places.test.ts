import { expect, test } from 'vitest';
import { decimalOf, placed, sexagesimalOf } from './places.ts';

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

import { expect, test } from 'vitest';
import { distance } from './distance.ts';

test.each([
  [0, 'en', '0 m'],
  [347, 'en', '350 m'],
  [12_345, 'de', '12,3 km'],
  [255_123, 'en', '255 km'],
])('[DT91] %d metres are read as %s %s', (metres, region, text) => expect(distance(metres, region)).toBe(text));

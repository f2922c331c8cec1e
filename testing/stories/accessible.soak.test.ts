import { describe, expect, test } from 'vitest';
import { sceneOfSuite } from './browser-suite.node.ts';
import { tourOfPages, tourOfWork } from './browser-tour.node.ts';

describe.each(['en', 'de'] as const)('everything in %s', (language) => {
  const scene = sceneOfSuite();
  test('[UX-13] [UX-15] every page', async () =>
    expect(await tourOfPages(scene(), { sam: language, ada: language, depth: 'every look' })).toEqual([]));
  test('[UX-13] [UX-15] a chat', async () =>
    expect(await tourOfWork(scene(), { agent: language, customer: language, depth: 'every look' })).toEqual([]));
});

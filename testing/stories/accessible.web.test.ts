import { expect, test } from 'vitest';
import { sceneOfSuite } from './browser-suite.node.ts';
import { tourOfPages, tourOfWork } from './browser-tour.node.ts';

const scene = sceneOfSuite();

// Each screen in one of the languages, in light and one more look; `npm run soak` looks at all of them in everything.
test('[DT330] [UX-13] [UX-15] every page beside the work: axe finds nothing in light, dark, high contrast and forced colours, nothing is wider than 320 px', async () => {
  expect(await tourOfPages(scene(), { sam: 'de', ada: 'en', depth: 'two looks' })).toEqual([]);
});

test('[UX-13] [UX-15] the same for what agent and customer see of a chat', async () => {
  expect(await tourOfWork(scene(), { agent: 'de', customer: 'en', depth: 'two looks' })).toEqual([]);
});

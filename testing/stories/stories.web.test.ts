import { describe } from 'vitest';
import { browserStage } from './browser-stage.node.ts';
import { browserOfSuite } from './browser-suite.node.ts';
import { stories } from './stories.ts';

describe('in the browser', () => {
  const browser = browserOfSuite();
  stories(() => browserStage(browser()));
});

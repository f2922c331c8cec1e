import { readFileSync, writeFileSync } from 'node:fs';
import { at } from '@patchbay/base/test/repository.ts';
import { between, picture } from './picture.ts';
import { drawn, reach } from './reached.ts';

// Draws the picture in the README anew: `node core/agents/test/draw.ts`.
const path = at('core/agents/README.md');
writeFileSync(
  path,
  readFileSync(path, 'utf8').replace(between, () => picture(reach(drawn.seeds, drawn.steps))),
);

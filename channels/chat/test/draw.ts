import { readFileSync, writeFileSync } from 'node:fs';
import { at } from '@patchbay/base/test/repository.ts';
import { between, drawn, pictures } from './pictures.ts';
import { reach } from './reached.ts';

// Draws the pictures in the READMEs anew: `node channels/chat/test/draw.ts`.
for (const [path, picture] of Object.entries(pictures(reach(drawn.seeds, drawn.steps))))
  writeFileSync(
    at(path),
    readFileSync(at(path), 'utf8').replace(between, () => picture),
  );

import { test } from 'vitest';
import { promises } from './test/promises.ts';

for (const [title, holds] of Object.entries(promises)) test(title, holds);

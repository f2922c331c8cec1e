import { test } from 'vitest';
import { overDays } from './test/house.ts';
import { agreesWithOracle, isDetermined, isIdempotent, keepsTheRules, overHistories, staysTidy } from './test/properties.ts';

// PATCHBAY_SOAK: how many histories; 1 means the usual long run. PATCHBAY_SEED: which ones.
const runs = Math.max(Number(process.env['PATCHBAY_SOAK']) || 1, 1);
const histories = runs === 1 ? 100_000 : runs;
const seed = Number(process.env['PATCHBAY_SEED'] ?? 4);

const properties = [
  ['[RT2] [RT10] [RT14] [RT15] step agrees with the oracle', () => overHistories(histories, agreesWithOracle, seed)],
  ['[RT2] [RT10] [RT30] the rules hold', () => overHistories(histories, keepsTheRules, seed)],
  ['[RT1] [RT3] [RT4] decisions stay determined', () => overHistories(histories, isDetermined, seed)],
  ['[RT5] repeating changes nothing', () => overHistories(histories, isIdempotent, seed)],
  ['[RT2] heaps stay tidy', () => overHistories(histories, staysTidy, seed)],
  ['[RT21] every call is answered', () => overDays(histories, seed)],
] as const;

// vitest tells how long each took
test.each(properties)(`%s: ${histories} histories of seed ${seed}`, (_, holds) => holds(), 3_600_000);

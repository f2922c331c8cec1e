import { test } from 'vitest';
import { overDays } from './test/house.ts';
import { agreesWithOracle, isDetermined, isIdempotent, keepsTheRules, overHistories, staysTidy } from './test/properties.ts';

// PATCHBAY_SOAK: how many histories; 1 means the usual long run.
const runs = Math.max(Number(process.env['PATCHBAY_SOAK']) || 1, 1);
const histories = runs === 1 ? 100_000 : runs;

test(
  '[RT2] [RT10] [RT14] [RT15] step agrees with the oracle on many more histories',
  () => overHistories(histories, agreesWithOracle),
  3_600_000,
);
test('[RT2] [RT10] [RT30] the rules hold on many more histories', () => overHistories(histories, keepsTheRules), 3_600_000);
test('[RT1] [RT3] [RT4] decisions stay determined on many more histories', () => overHistories(histories, isDetermined), 3_600_000);
test('[RT5] repeating changes nothing on many more histories', () => overHistories(histories, isIdempotent), 3_600_000);
test('heaps stay tidy on many more histories', () => overHistories(histories, staysTidy), 3_600_000);
test('[RT21] every call is answered on many more days', () => overDays(histories), 3_600_000);

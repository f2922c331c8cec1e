import { test } from 'vitest';
import { agreesWithOracle, isDetermined, isIdempotent, keepsTheRules, overHistories, staysTidy } from './test/properties.ts';

test('[RT2] [RT10] [RT14] [RT15] [RT33] [RT34] [RT40] step agrees with the oracle on any history', () =>
  overHistories(3500, agreesWithOracle));
test('[RT2] [RT10] [RT30] never above capacity, never a missing skill, nobody idle while something fits', () =>
  overHistories(500, keepsTheRules));
test('[RT1] [RT3] [RT4] the same decisions again, whatever the order of lists; given decisions stay as they are', () =>
  overHistories(300, isDetermined));
test('[RT5] an event sent twice is the same as once', () => overHistories(500, isIdempotent));
test('heaps stay tidy on any history', () => overHistories(150, staysTidy));

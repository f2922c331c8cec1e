import { test } from 'vitest';
import { overDays } from './test/house.ts';

test('[RT2] [RT21] [RT31] [RT32] with a caller that tells the truth offers are possible, and every call is answered in the end', () =>
  overDays(250));

import { audience as coreAudience } from '@patchbay/interactions/access.ts';
import { type Email, holderOf } from './email.ts';

/** Who may see it: those of core, and in whose workbin it is. [EM5] */
export function audience(i: Email): readonly string[] {
  const holder = holderOf(i);
  return [...new Set([...coreAudience(i), ...(holder ? [`agent:${holder}`] : [])])];
}

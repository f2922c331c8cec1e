import type { LeftOut, Row } from '@patchbay/agents/test/sm1.ts';

/** One agent's part in one interaction (SM-2b). */
export const rows: readonly Row[] = [
  ['OFFERED', 'ACCEPT', '', 'ACTIVE'],
  ['OFFERED', 'REJECT', '', 'DECLINED'],
  ['OFFERED', 'OFFER_TIMEOUT', 'not a preview that is taken by time', 'MISSED'],
  ['OFFERED', 'OFFER_REVOKED', 'the customer left, or the agent’s device is lost, or the conversation ended', 'REVOKED'],
  ['ACTIVE', 'OWNERSHIP_GAINED', 'does not hand it on', 'ACTIVE'],
  ['ACTIVE', 'JOINED_CONFERENCE', '', 'ACTIVE'],
  ['ACTIVE', 'LEFT', 'ever owner, or all wrap up', 'WRAP_UP'],
  ['ACTIVE', 'LEFT', 'never owner', 'DONE'],
  ['WRAP_UP', 'SUBMIT_WRAP_UP', '', 'DONE'],
  ['WRAP_UP', 'AUTO_WRAP_UP_TIMEOUT', 'a disposition is chosen or set', 'DONE'],
  ['WRAP_UP', 'CANCEL_AUTO_WRAP_UP', 'may extend', 'WRAP_UP_EXTENDED'],
  ['WRAP_UP', 'FORCE_WRAP_UP', 'by a supervisor', 'DONE'],
  ['WRAP_UP_EXTENDED', 'SUBMIT_WRAP_UP', '', 'DONE'],
  ['WRAP_UP_EXTENDED', 'FORCE_WRAP_UP', 'by a supervisor', 'DONE'],
];

/** Steps of ours that no row has. */
export const more: readonly (readonly [from: string, to: string, why: string])[] = [
  ['NONE', 'OFFERED', 'where a part begins'],
  ['OFFERED', 'ACTIVE', 'a preview is taken by time'],
  ['ACTIVE', 'DONE', 'whoever may not go on gives the conversation back [IN14]'],
  ['NONE', 'ACTIVE', 'whoever starts an outbound interaction has it without an offer'],
  ...['OFFERED', 'DONE', 'MISSED', 'DECLINED', 'REVOKED'].map((from) => [from, 'ACTIVE', 'a supervisor takes it over [CH83]'] as const),
  ...['DONE', 'MISSED', 'DECLINED', 'REVOKED'].map((ended) => [ended, 'OFFERED', 'whose part is over can be asked again'] as const),
];

/** The rows that this version leaves out. */
export const leftOut: readonly LeftOut[] = [];

/** A step of a machine: from a state, by what happens, if, to a state. */
export type Row = readonly [from: string, event: string, guard: string, to: string];
/** A row that this version leaves out, and why. */
export type LeftOut = readonly [...Row, why: string];

const force = 'forcing a state belongs to supervision, a later issue';
const device = 'devices belong to voice, a later issue';
const session = 'losing the session belongs to a later issue';
const timer = 'the timer of after-call work belongs to a later issue; the wrap-up of each interaction has its own';
const pending = 'a Not Ready that waits is read off the open work here: new offers stop at once';
const manual = 'only Ready and Not Ready can follow after-call work in this version';

/** One agent on one channel (SM-1), as far as this version has its states. RONA is "missed" here. */
export const rows: readonly Row[] = [
  ['LOGGED_OFF', 'LOG_ON', 'signs in ready', 'READY'],
  ['LOGGED_OFF', 'LOG_ON', 'signs in not ready', 'NOT_READY'],
  ['NOT_READY', 'SET_READY', '', 'READY'],
  ['NOT_READY', 'SET_NOT_READY', '', 'NOT_READY'],
  ['NOT_READY', 'SET_AFTER_WORK', '', 'AFTER_WORK'],
  ['NOT_READY', 'WRAP_UP_STARTED', 'wrap-up blocks', 'AFTER_WORK'],
  ['NOT_READY', 'LOG_OFF', 'nothing open', 'LOGGED_OFF'],
  ['READY', 'SET_NOT_READY', '', 'NOT_READY'],
  ['READY', 'SET_READY', '', 'READY'],
  ['READY', 'SET_AFTER_WORK', '', 'AFTER_WORK'],
  ['READY', 'OFFER_TIMEOUT', '', 'RONA'],
  ['READY', 'OFFER_REJECTED', 'reject makes not ready', 'NOT_READY'],
  ['READY', 'OFFER_REJECTED', 'reject leaves ready', 'READY'],
  ['READY', 'WRAP_UP_STARTED', 'wrap-up blocks', 'AFTER_WORK'],
  ['READY', 'WRAP_UP_STARTED', 'wrap-up does not block', 'READY'],
  ['READY', 'LOG_OFF', 'nothing open', 'LOGGED_OFF'],
  ['AFTER_WORK', 'WRAP_UP_DONE', 'next is ready', 'READY'],
  ['AFTER_WORK', 'WRAP_UP_DONE', 'next is not ready', 'NOT_READY'],
  ['AFTER_WORK', 'SET_READY', 'no blocking wrap-up open', 'READY'],
  ['AFTER_WORK', 'SET_READY', 'blocking wrap-up open', 'AFTER_WORK'],
  ['AFTER_WORK', 'SET_NOT_READY', 'no blocking wrap-up open', 'NOT_READY'],
  ['AFTER_WORK', 'SET_NOT_READY', 'blocking wrap-up open', 'AFTER_WORK'],
  ['RONA', 'SET_READY', '', 'READY'],
  ['RONA', 'SET_NOT_READY', '', 'NOT_READY'],
  ['RONA', 'LOG_OFF', 'nothing open', 'LOGGED_OFF'],
];

/** Steps of ours that no row has. */
export const more: readonly (readonly [from: string, to: string, why: string])[] = [
  ['AFTER_WORK', 'LOGGED_OFF', 'after-call work by hand, with nothing open, keeps nobody from going home'],
];

/** The rows between the states kept that this version leaves out; those of other states (supervising, pending, out of service) are not copied. */
export const leftOut: readonly LeftOut[] = [
  ['READY', 'FORCE_NOT_READY', 'by a supervisor, nothing open', 'NOT_READY', force],
  ['NOT_READY', 'FORCE_READY', 'by a supervisor', 'READY', force],
  ['AFTER_WORK', 'FORCE_READY', 'by a supervisor, no blocking wrap-up open', 'READY', force],
  ['NOT_READY', 'FORCE_LOG_OFF', 'by a supervisor, nothing open', 'LOGGED_OFF', force],
  ['LOGGED_OFF', 'LOG_ON', 'no device', 'OUT_OF_SERVICE', device],
  ['READY', 'DEVICE_LOST', 'voice', 'OUT_OF_SERVICE', device],
  ['NOT_READY', 'DEVICE_LOST', 'voice', 'OUT_OF_SERVICE', device],
  ['AFTER_WORK', 'DEVICE_LOST', 'voice', 'OUT_OF_SERVICE', device],
  ['RONA', 'DEVICE_LOST', 'voice', 'OUT_OF_SERVICE', device],
  ['READY', 'SESSION_LOST', '', 'NOT_READY', session],
  ['AFTER_WORK', 'SESSION_LOST', '', 'NOT_READY', session],
  ['NOT_READY', 'SESSION_EXPIRED', '', 'LOGGED_OFF', session],
  ['RONA', 'SESSION_EXPIRED', '', 'LOGGED_OFF', session],
  ['READY', 'SET_NOT_READY', 'something open and waiting allowed', 'NOT_READY_PENDING', pending],
  ['LOGGED_OFF', 'LOG_ON_SUPERVISING', 'a supervisor', 'SUPERVISING', force],
  ['AFTER_WORK', 'ACW_TIMEOUT', 'next is ready, not extended', 'READY', timer],
  ['AFTER_WORK', 'ACW_TIMEOUT', 'next is not ready, not extended', 'NOT_READY', timer],
  ['AFTER_WORK', 'ACW_TIMEOUT', 'next is chosen by hand', 'AFTER_WORK', manual],
  ['AFTER_WORK', 'ACW_EXTEND', 'may extend', 'AFTER_WORK', timer],
  ['AFTER_WORK', 'WRAP_UP_DONE', 'next is chosen by hand', 'AFTER_WORK', manual],
];

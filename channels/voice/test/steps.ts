import { inside, invite, replyInside } from './phrases.ts';
import { recv, SDP, send } from './sipp.ts';

/** What every call of a sipp is made of. */
export const calling = (more = '', sdp: string | undefined = SDP) => [
  send(invite(more), sdp, 'retrans="500"'),
  recv('response="100"', 'optional="true"'),
];
export const rings = recv('response="180"');
export const answered = (...checks: readonly string[]) => recv('response="200"', 'rrs="true"', checks.join(''));
export const acks = (sdp?: string) => send(inside('ACK', 1), sdp);
export const leaves = (cseq: number) => [send(inside('BYE', cseq), undefined, 'retrans="500"'), recv('response="200"')];
export const isLeft = [recv('request="BYE"'), send(replyInside('200 OK'))];

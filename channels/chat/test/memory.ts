import assert from 'node:assert/strict';
import { same } from '@patchbay/base/test/stored.ts';
import { ownerOf } from '@patchbay/interactions/interaction.ts';
import type { Chat, ChatCommand, Sender } from '../chat.ts';

/** What an attentive listener remembers of a chat from the accepted commands alone, not from the events. */
export interface Memory {
  readonly queuedAt: number | null;
  readonly notes: string;
  readonly last: { readonly text: string; readonly from: Sender } | null;
  readonly turnSince: number | null;
  readonly letGo: ReadonlyMap<string, number | null>;
  /** Since when the customer is silent, and whether they were warned. */
  readonly quiet: { readonly since: number; readonly warned: boolean } | null;
}
export const nothing: Memory = { queuedAt: null, notes: '', last: null, turnSince: null, letGo: new Map(), quiet: null };

/** What one accepted command adds to it; `before` is the chat as it was. */
export function remember(m: Memory, before: Chat, command: ChatCommand, now: number): Memory {
  const over = before.at.stage === 'wrapUp' || before.at.stage === 'closed';
  switch (command.type) {
    case 'enqueue':
      return { ...m, queuedAt: now };
    case 'writeNotes':
      return { ...m, notes: command.notes };
    case 'message':
      if (over && keptOut(before, now)) return m;
      return { ...m, last: { text: command.text, from: { is: 'customer' } }, turnSince: over ? null : (m.turnSince ?? now), quiet: null };
    case 'say':
      return {
        ...m,
        last: { text: command.text, from: { is: 'agent', agent: command.by.agent } },
        turnSince: null,
        quiet: quiet(before, now),
      };
    case 'connectionLost':
      return { ...m, quiet: null };
    case 'reconnected':
      return before.work.away === null
        ? m
        : { ...m, quiet: ownerOf(before) && m.turnSince === null ? quiet({ ...before, work: { ...before.work, away: null } }, now) : null };
    case 'accept':
      return before.work.talk.doing === 'asking' ? m : anew(m, before, now);
    case 'take':
    case 'answerOffer':
    case 'start':
    case 'completeTransfer':
      return anew(m, before, now);
    case 'takeOver':
      return anew(m, before, now);
    case 'leave':
      return ownerOf(before) === command.by.agent ? anew(m, before, now) : m;
    case 'silenceTimeout':
      return { ...m, quiet: quiet(before, now, true) };
    case 'transferToQueue':
      return { ...m, queuedAt: now, quiet: null, letGo: new Map([...handedOn(m), [command.by.agent, null]]) };
    case 'forget':
      return { ...m, notes: '', last: null };
    case 'reject':
      return lets(m, before, command.by.agent, now);
    case 'offerTimeout':
      return before.kind === 'preview' && before.policy.previewTimeout === 'accept' && before.at.stage === 'offered' && !before.at.back
        ? { ...m, quiet: m.turnSince === null ? quiet(before, now) : null }
        : lets(m, before, command.agent, now);
    case 'giveBack':
      if (ownerOf(before) === command.agent && before.work.guests.length) return anew(m, before, now);
      return ownerOf(before) === command.agent ? { ...m, queuedAt: m.queuedAt ?? before.startedAt, letGo: handedOn(m), quiet: null } : m;
    default:
      return m;
  }
}
const keptOut = ({ work: { banned } }: Chat, now: number) => banned !== undefined && !banned.lifted && banned.until > now;
const handedOn = (m: Memory) => new Map([...m.letGo].filter(([, at]) => at === null));
const anew = (m: Memory, i: Chat, now: number): Memory => ({ ...m, quiet: m.turnSince === null ? quiet(i, now) : null });
const quiet = (i: Chat, since: number, warned = false): Memory['quiet'] =>
  i.policy.silence && i.work.away === null ? { since, warned } : null;
const lets = (m: Memory, before: Chat, agent: string, now: number): Memory =>
  before.at.stage === 'offered' ? { ...m, letGo: new Map([...m.letGo, [agent, now]]) } : m;

/** The chat says what was remembered. */
export function agrees(m: Memory, i: Chat): void {
  const { at, work } = i;
  const over = at.stage === 'wrapUp' || at.stage === 'closed';
  assert.equal(i.notes, m.notes, '[IN12] the notes are those last written');
  assert.equal(work.yourTurn, over ? null : m.turnSince, '[CH7] it is the agent’s turn since the first message not yet answered');
  same(work.last, m.last && { text: m.last.text.slice(0, 120), from: m.last.from }, 'the last message');
  const { silence } = i.policy;
  same(
    work.silence,
    !over && m.quiet && silence ? { until: m.quiet.since + silence.ms, warned: m.quiet.warned } : null,
    '[CH23] the silence',
  );
  if (at.stage !== 'queued') return;
  assert.equal(at.since, m.queuedAt, '[IN7] it keeps its waiting time');
  same(Object.fromEntries(at.not.map((l) => [l.agent, l.at])), Object.fromEntries(m.letGo), '[IN8] who let it go by, and when');
}

import assert from 'node:assert/strict';
import { ownerOf } from '@patchbay/interactions/interaction.ts';
import { expect, test } from 'vitest';
import type { Chat } from './chat.ts';
import { fresh } from './test/people.ts';
import { type Step, walk } from './test/walk.ts';
import { type VisitorEntry, type VisitorView, visitorEvent, visitorEvolve, visitorStage } from './visitor.ts';

const shown = (agent: string) => agent.replace('agent-', 'Shown as ');
const empty = (i: Chat): VisitorView => ({
  interaction: i.id,
  version: 0,
  stage: 'waiting',
  agent: null,
  position: null,
  wait: null,
  entries: [],
});
const told = (from: number, { events, now: at }: Step): readonly VisitorEntry[] =>
  events.flatMap((event, n) => {
    const seen = visitorEvent(event, shown);
    return seen ? [{ n: from + n + 1, at, ...seen }] : [];
  });

/** Walks with a customer beside each chat who folds what they are told. */
function watched(seed: number, steps: number, see: (view: VisitorView, step: Step) => void) {
  const views = new Map<string, VisitorView>();
  walk(seed, steps, {
    step(step) {
      const view = views.get(step.after.id) ?? empty(step.after);
      const next = visitorEvolve(view, view.version + step.events.length, told(view.version, step));
      views.set(step.after.id, next);
      see(next, step);
    },
  });
}

test('[CH8] the customer’s picture, folded from what they are told, is the chat in their words', () =>
  watched(11, 4000, (view, { after }) => {
    assert.equal(view.stage, visitorStage(after));
    if (view.stage === 'chatting') assert.equal(view.agent, shown(ownerOf(after) ?? ''));
  }));

test('[CH8] no note, disposition, queue, policy, form or internal name is ever in what the customer is told', () => {
  let messages = 0;
  watched(12, 4000, (view) => {
    const text = JSON.stringify(view);
    assert.doesNotMatch(text, /agent-|note-|reason-|queue-|secret-|contact-|visitor-|declined|missed|revoked|policy|"form"|offered/);
    messages += view.entries.length;
  });
  expect(messages).toBeGreaterThan(1000);
});

test('[CH8] an unanswered offer tells the customer nothing', () =>
  watched(13, 3000, (view, { before, after }) => {
    if (before.at.stage !== 'offered' || after.at.stage !== 'queued') return;
    assert.equal(view.entries.filter((entry) => entry.type === 'waiting' && entry.n > view.version - 2).length, 0);
  }));

const entry = (n: number, type: 'waiting' | 'ended' = 'waiting'): VisitorEntry => ({ n, at: n, type });
const joined = (n: number, name: string): VisitorEntry => ({ n, at: n, type: 'joined', name });
const view = {
  ...empty(fresh()),
  version: 2,
  entries: [entry(1), joined(2, 'Ada')],
  stage: 'chatting',
  agent: 'Ada',
} satisfies VisitorView;

test('[CH8] a repeat changes nothing', () => {
  expect(visitorEvolve(view, 2, [joined(2, 'Ada')])).toBe(view);
  expect(visitorEvolve(view, 1, [entry(1)])).toBe(view);
});
test('[CH8] what is partly known is folded from where it is new', () =>
  expect(visitorEvolve(view, 3, [joined(2, 'Ada'), entry(3, 'ended')]).entries.map((e) => e.n)).toEqual([1, 2, 3]));
test('[CH8] entries stay in the order of their versions; what tells nothing still counts', () => {
  const later = visitorEvolve(visitorEvolve(view, 5, []), 7, [joined(6, 'Ben'), entry(7, 'ended')]);
  expect([later.version, later.stage, later.agent, later.entries.map((e) => e.n)]).toEqual([7, 'over', 'Ben', [1, 2, 6, 7]]);
});
test('[CH8] whoever waits has a place; it goes when somebody joins or it ends', () => {
  const waiting: VisitorView = { ...view, stage: 'waiting', position: 3 };
  expect(visitorEvolve(waiting, 3, [joined(3, 'Ben')]).position).toBe(null);
  expect(visitorEvolve(waiting, 3, [entry(3, 'ended')]).position).toBe(null);
  expect(visitorEvolve(waiting, 3, [entry(3)])).toMatchObject({ position: 3, stage: 'waiting', agent: null });
});

import type { Fault } from '@patchbay/base/test/garden.ts';

const at = (file: string) => `channels/email/${file}.ts`;

/** Planted at every `npm test`: at least one of each kind of mistake. */
export const faults: readonly Fault[] = [
  [at('email'), "doing !== 'sending' && work.doing.doing !== 'inReview'", "doing !== 'sending'"],
  [at('sending'), 'seen < came && !sure', 'seen < came - 1 && !sure'],
  [at('sending'), '...(held.interim ? [] : frees(i, now))', ''],
  [at('sending'), "i.work.doing.holder === by.agent ? refuse('email.notYourOwn') : undefined", 'undefined'],
  [at('sending'), '...(one.interim ? [] : ends(i, now))', ''],
  [at('keeping'), "? 'email.drafted' : 'email.shelved'; return [...lets", "? 'email.shelved' : 'email.shelved'; return [...lets"],
  [at('keeping'), 'reason === null ? [...parts(i, owner, now), nobody]', 'reason === null ? [nobody]'],
  [at('handing'), '...parts(i, by.agent, now), queues', 'queues'],
  [at('evolve'), 'outgoing: work.outgoing.filter(({ interim }) => interim)', 'outgoing: work.outgoing'],
  [at('rules'), "mayNot(by, 'seeAllWork') ?? settles", 'settles'],
  [at('timers'), 'again === null ? [] : [{ at: again', 'again === null ? [] : [{ at: again + 1'],
  [at('access'), '...(holder ? [`agent:${holder}`] : [])', ''],
];

/** Planted in a long run beside those. */
export const more: readonly Fault[] = [
  [at('email'), "(at.stage === 'arriving' && kind === 'outbound')", 'false'],
  [at('sending'), '!held?.until || now < held.until', '!held?.until'],
  [at('sending'), 'held?.until && now < held.until', 'held?.until'],
  [at('sending'), 'one.until === null && one.again === null && !one.failed', 'one.until === null && !one.failed'],
  [at('sending'), 'wait === undefined ?', 'wait === 0 ?'],
  [at('keeping'), "agent: by.agent, as: 'revoked'", "agent: by.agent, as: 'declined'"],
  [at('keeping'), 'owner: by.agent, since: now, takenOver: true', 'owner: by.agent, since: now'],
  [at('handing'), 'since: i.startedAt, not: [{ agent: by.agent, at: null }]', 'since: now, not: []'],
  [at('evolve'), 'shelfMs === null || !came ? null : at + shelfMs', 'shelfMs === null ? null : at + shelfMs'],
  [at('rules'), "i.work.draft ? refuse('email.draftFirst') : undefined", 'undefined'],
  [at('effects'), "tells(authorOf(after, event.mail), event.mail, 'failed')", '[]'],
];

import type { Fault } from '@patchbay/base/test/garden.ts';

const at = (file: string) => `channels/voice/${file}.ts`;

/** One of each kind of mistake. */
export const faults: readonly Fault[] = [
  [at('leaving'), '...successor(i, gone, rest, now)]', ']'],
  [at('leaving'), 'rest.length < 2 ||', 'rest.length < 1 ||'],
  [at('leaving'), "consulting: () => [{ type: 'consult.merged' }],", ''],
  [at('leaving'), 'isInternal(i.work) || p.agent === spared', 'p.agent === spared'],
  [at('why'), 'size(i.work) < most', 'size(i.work) <= most'],
  [at('why'), "refuse('voice.noPhone') : undefined", 'undefined : undefined'],
  [at('picture'), "if (who.isOwner || who.isColleague) return 'consult';", "if (who.isColleague) return 'consult';"],
  [at('picture'), "room: 'music', muted: true", "room: 'music', muted: false"],
  [at('picture'), "group === 'agent' && main !== undefined", 'main !== undefined'],
  [at('picture'), "mode === 'silent' || room === 'music'", "room === 'music'"],
  [at('effects'), '!wanted.later.has(leg) && ', ''],
  [at('effects'), 'Number(b[1].muted) - Number(a[1].muted)', 'Number(a[1].muted) - Number(b[1].muted)'],
  [at('devices'), 'now + i.policy.graceMs, ringBack', 'now + i.policy.graceMs, ringBack: false'],
  [at('devices'), "[{ type: 'leg.moved', leg }, ...stepsBack(i, leg, now)]", "[{ type: 'leg.moved', leg }]"],
  [at('prompts'), 'beeps ? [beep, beep, beep] : []', 'beeps ? [beep] : []'],
  [at('evolve'), "parties: work.doing.doing === 'dialing' ? [] :", 'parties:'],
  [at('evolve'), 'here.has(m.agent) && !here.has(m.supervisor)', 'here.has(m.agent)'],
  [at('dialing'), "{ type: 'call.failed', cause }, ...(returns(i)", '...(returns(i)'],
  [at('rules'), 'tooSoon(i, agent, now) ?? fails', 'fails'],
  [at('timers'), '...prompts.map(({ leg, until })', '...prompts.slice(1).map(({ leg, until })'],
];

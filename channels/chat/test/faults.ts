import type { Fault } from '@patchbay/base/test/garden.ts';

/** What notices faults. */
export type Proof = 'tables' | 'walk' | 'rows';

const interaction = 'core/interactions/interaction.ts';
const rules = 'core/interactions/rules.ts';
const parting = 'core/interactions/parting.ts';
const coreEvolve = 'core/interactions/evolve.ts';
const follow = 'core/interactions/follow.ts';
const agent = 'core/agents/agent.ts';
const agentRules = 'core/agents/rules.ts';
const agentSeat = 'core/agents/seat.ts';
const agentSeats = 'core/agents/seats.ts';
const agentTimers = 'core/agents/timers.ts';
const agentEvolve = 'core/agents/evolve.ts';
const chat = 'channels/chat/chat.ts';
const chatRules = 'channels/chat/rules.ts';
const chatEvolve = 'channels/chat/evolve.ts';
const handing = 'channels/chat/handing.ts';
const silence = 'channels/chat/silence.ts';
const consulting = 'channels/chat/consulting.ts';
const monitoring = 'channels/chat/monitoring.ts';
const crossing = 'channels/chat/crossing.ts';
const chatAccess = 'channels/chat/access.ts';
const chatControls = 'channels/chat/controls.ts';

/** Planted at every `npm test`: at least one of each kind of mistake. */
export const faults: readonly Fault[] = [
  [rules, 'agent === i.at.agent ? undefined', 'agent ? undefined'],
  [rules, 'now >= i.at.until ? undefined', 'now ? undefined'],
  [rules, "as === 'revoked' ? back :", 'false ? back :'],
  [parting, 'part.everOwner || i.policy.wrapUpForAll', 'i.policy.wrapUpForAll'],
  [parting, "last && i.at.stage === 'wrapUp'", "i.at.stage === 'wrapUp'"],
  [coreEvolve, 'filter((p) => p.agent !== part.agent), part]', 'filter((p) => p !== part), part]'],
  [follow, "declined: 'workDeclined'", "declined: 'workWithdrawn'"],
  [agentSeats, 'barred(seat) ?? full(seat) ?? [', 'barred(seat) ?? ['],
  [agentSeats, 'stillOpen(seat) ?? loggedOff', 'loggedOff'],
  [agent, "if (isSet(a.doNotDisturb)) return 'agents.doNotDisturb';", ''],
  [agent, "if (isSet(a.lost)) return 'agents.noLine';", ''],
  [agentSeat, 'agent.profile.pending && openOn', 'openOn'],
  [agentSeat, "!by.may.includes('forceState') ||", ''],
  [agentTimers, 'a.lost + a.profile.graceMs', 'a.lost + a.profile.logOffMs'],
  ['core/agents/day.ts', 'Math.min(Math.max(at, since), span.to)', 'Math.min(at, span.to)'],
  ['core/agents/shown.ts', "(working?.is === 'busy' ? working : null) ??", ''],
  [agent, "w.stage !== 'wrapUp' || a.profile", "w.stage === 'active' || a.profile"],
  [agentEvolve, 'a.work.filter((w) => w.interaction !== interaction)', 'a.work.filter((w) => w.channel !== channel)'],
  [chatRules, 'notTalking(i, by) ?? crossed(', 'crossed('],
  [handing, '...leaver(i, now),', ''],
  [chatRules, 'tooSoon(i, agent, now) ?? failed', 'failed'],
  [chatEvolve, '(work.yourTurn ?? at)', 'at'],
  [chat, '!isOver(i) && away !== null', 'away !== null && i.startedAt < 0'],
  [
    handing,
    '...handsOn(i, by.agent, { queue, policy }, now)',
    '...handsOn({ ...i, participations: [] }, by.agent, { queue, policy }, now)',
  ],
  [parting, '{ agent: owner, at: null }', '{ agent: owner, at: now }'],
  [chatRules, 'whispers(i, by) ?? ', ''],
  [silence, 'quiet.warned ?', 'quiet ?'],
  [consulting, '...succeeds(i, now)] : refuse', '] : refuse'],
  [consulting, "...parts(i, by.agent, now),\n    { type: 'interaction.ownerChanged'", "{ type: 'interaction.ownerChanged'"],
  [monitoring, 'i.work.guests.includes(agent) ||', 'i.work.guests.length ||'],
  [chatEvolve, 'work.yourTurn === null && work.away === null ? quietFrom', 'work.yourTurn === null ? quietFrom'],
  [monitoring, 'isThere(after, m.supervisor) || !isThere(after, m.agent)', 'isThere(after, m.supervisor)'],
  [monitoring, "mayNot(by, 'seeAllWork') ?? notThere(i, agent)", 'notThere(i, agent)'],
  [monitoring, '...(owner ? parts(i, owner, since) : []),', ''],
  [monitoring, "monitorOf(i, agent)?.mode === 'barge';", 'monitorOf(i, agent) !== undefined;'],
  [chatRules, "if (monitor?.mode === 'silent') return refuse('chat.coachFirst');", ''],
  [chatRules, '...(to && { to }) };', '};'],
  [crossing, '({ nth, at }) => nth > seen || ', '({ at }) => '],
  [chatAccess, 'if (seesAll(by) || !i.work?.monitors', 'if (i.work?.monitors || !i.work?.monitors'],
  [chatAccess, "return { ...event, text: '' };", 'return event;'],
];

/** Planted in a long run beside those. */
export const more: readonly Fault[] = [
  [monitoring, '...unconsulted(i, since),', ''],
  [monitoring, 'monitorOf(i, supervisor) || takesPart(i, supervisor)', 'takesPart(i, supervisor)'],
  [monitoring, "m.mode === 'barge' && !isOver(after)", 'true'],
  [crossing, '!sure && now - at < justMs', 'now - at < justMs'],
  [crossing, 'one.by !== by && ', ''],
  [chatAccess, "if (before === null || before === 'silent') return nothing;", ''],
  [agentSeats, "...notReady(seat, 'system.tookOver', systems, now), ", ''],
  [interaction, 'reasonOf(i, p) !== null ?', 'true ?'],
  [interaction, "p.stage === 'offered' || p.stage === 'active' ||", "p.stage === 'active' ||"],
  [rules, "returns(i, 'declined', now, then)", "returns(i, 'missed', now, then)"],
  [rules, "(agent === i.at.agent ? returns(i, 'revoked', now) : noted('deviceLost'))", "returns(i, 'revoked', now)"],
  [rules, 'busy(i, agent) ?? offers', 'offers'],
  [rules, "mayNot(by, 'extendWrapUp') ??", 'null ??'],
  [rules, "mayNot(by, 'forceWrapUp') ?? ", ''],
  [rules, 'filter((l) => l.agent !== agent), { agent', 'filter(() => true), { agent'],
  [rules, 'wrapsUp(i, part.agent, reasonOf(i, part))', 'wrapsUp(i, part.agent, null)'],
  [rules, '? noted(command.type) : refuse', "? refuse('interactions.notNow') : refuse"],
  [rules, 'reason === null || i.policy.reasons.includes(reason)', 'reason === null || i.policy.reasons.length'],
  [rules, "ends(i, now, 'abandoned'),\n  },\n  active", 'ends(i, now),\n  },\n  active'],
  [parting, "[{ type: 'participation.unanswered', agent, as: 'revoked' }]", '[]'],
  [parting, "|| i.participations.some((p) => p.stage === 'wrapUp');", ';'],
  [parting, 'p.agent !== agent && isOpen(p)', 'isOpen(p)'],
  [parting, 'now + i.policy.wrapUpMs', 'now - i.policy.wrapUpMs - 1'],
  [coreEvolve, "back: i.at.stage === 'queued' ? i.at : null", 'back: null'],
  [coreEvolve, 'everOwner: true', 'everOwner: false'],
  [coreEvolve, '? put(i, { ...part, until: null })', '? put(i, { ...part, until: 0 })'],
  [coreEvolve, "return part && 'reason' in part ? part.reason : null", 'return part ? null : null'],
  [follow, "fact(e.owner, 'workTaken')", '[]'],
  [follow, "return fact(e.agent, 'wrapUpStarted')", 'return []'],
  [agentSeats, "profile.afterReject === 'notReady'", "profile.afterReject !== 'notReady'"],
  [agentSeats, 'wrapsUp(seat, interaction) ? []', 'wrapsUp(seat) ? []'],
  [agentSeats, 'blocks(seat) ? wrapsUpNow(seat, nextOf(seat), now) : []', '[]'],
  [agentSeat, 'blocks(seat) && wrapsUp(seat)', 'wrapsUp(seat)'],
  [agentRules, 'workWithdrawn: (_, part, now) => left(part, now)', 'workWithdrawn: () => []'],
  [agentSeats, "is: 'missed', interaction: interaction as never", "is: 'ready'"],
  [agentSeats, 'noDevice(seat) ?? ready(seat, mine, now)', 'ready(seat, mine, now)'],
  [agentSeats, "handling(seat, 'offered', 'active') ??", ''],
  [
    agentSeats,
    "(mustWrapUp(seat) ? refuse('agents.mustWrapUp') : ready(seat, supervisors(command), now))",
    'ready(seat, supervisors(command), now)',
  ],
  [agentSeats, 'comes(seat, interaction, now),\n    wrapUpStarted', '[],\n    wrapUpStarted'],
  [agentSeats, 'isSet(agent.lost) && now >= agent.lost + afterMs', 'isSet(agent.lost)'],
  [agentSeat, 'isSet(at) && now >= at', 'isSet(at)'],
  [agentSeat, "if (next.is === 'manual') return until === null ? [] : goesOn(seat, { until: null });", ''],
  [agentEvolve, '{ ...a, missedInRow: 0, doNotDisturb: null, away: null }', 'a'],
  [agentRules, 'isSet(a.lost) ? [] : [', '['],
  [agentEvolve, '(w.interaction === work.interaction ? work : w)', '(w ? work : w)'],
  [
    agentEvolve,
    'Object.hasOwn(changes, event.type) ? (changes[event.type] as Change<AgentEvent>) : undefined',
    'changes[event.type] as Change<AgentEvent>',
  ],
  [chat, "...(silence ? [{ at: silence.until, type: 'silenceTimeout' } as const] : []),", ''],
  [silence, 'until === null || now < until', 'until === null'],
  [consulting, "guests.includes(agent) ? goes(i, agent, now) : refuse('chat.notGuest')", 'goes(i, agent, now)'],
  [consulting, 'by.agent === ownerOf(i) || by.agent === i.work.talk.with', 'by.agent'],
  [consulting, 'guests.slice(0, 1)', 'guests.slice(-1)'],
  [consulting, '...unconsulted(i, now), done', 'done'],
  [chatEvolve, 'guests: work.guests.filter((guest) => guest !== owner)', 'guests: work.guests'],
  [silence, '!quiet || now < quiet.until', '!quiet'],
  [silence, "[told(i, 'noAgent', now), ...ends(i, now, 'abandoned')]", "[told(i, 'noAgent', now), ...ends(i, now)]"],
  [chatEvolve, "at.stage === 'active' && policy.silence", 'policy.silence'],
  [chatEvolve, "work.talk.doing === 'chatting' ? work : { ...work, handed: null }", 'work'],
  [parting, 'filter((l) => l.at === null)', 'filter((l) => l.at !== null)'],
  [parting, '[...new Set([...policy.reasons, ...i.policy.reasons])]', 'policy.reasons'],
  [chatRules, '[...returned(i, now), said', '[said'],
  [chatRules, "ends(i, now, i.at.stage === 'active' ? 'done' : 'abandoned')", 'ends(i, now)'],
  [chatRules, 'i.work.away !== null && now >= i.work.away', 'i.work.away !== null'],
  [chatRules, 'mayNotEnd(by) ?? ', ''],
  [handing, '(takesPart(i, to)\n', '(to === by.agent\n'],
  [handing, 'agent === i.work.talk.to ? undefined', 'agent ? undefined'],
  [handing, "as },\n  { type: 'chat.transferEnded' },", 'as },'],
  [chatEvolve, "from.is === 'agent' || isOver(i)", "from.is === 'agent'"],
  [
    chatEvolve,
    "talk: { doing: 'chatting' }, away: null, yourTurn: null, silence: null, guests: [] }",
    "talk: { doing: 'chatting' }, yourTurn: null, silence: null, guests: [] }",
  ],
  [chatEvolve, '.slice(0, rowLength), from', ', from'],
  [chatControls, "enabled ? null : (answers.find(isRefused)?.refused ?? 'interactions.notNow')", 'null'],
  [chatControls, 'answers.some((answer) => !isRefused(answer))', 'answers.length > 0'],
  ['channels/chat/visitor.ts', "return event.not.some((l) => l.at !== null) ? null : { type: 'waiting' }", "return { type: 'waiting' }"],
  ['core/base/decision.ts', 'Object.hasOwn(table, command.type) ?', 'command.type in table ?'],
];

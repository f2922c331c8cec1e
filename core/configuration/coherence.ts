import type { Centre, List } from './centre.ts';
import { strangeAddresses } from './screen-pop.ts';

/** A name that the centre uses and does not have. */
export interface Dangling {
  readonly path: readonly (string | number)[];
  readonly list: List;
  readonly key: string;
}

/** Every reference to something that is not there; an empty list: the centre hangs together. */
export function dangling(c: Centre): readonly Dangling[] {
  const wants = (list: List, path: Dangling['path'], keys: readonly (string | null | undefined)[]): Dangling[] =>
    keys.flatMap((k, n) => (k && !Object.hasOwn(c[list], k) ? [{ path: keys.length > 1 ? [...path, n] : path, list, key: k }] : []));
  return [
    ...Object.entries(c.users).flatMap(([k, u]) => [
      ...wants('teams', ['users', k, 'team'], [u.team]),
      ...wants('teams', ['users', k, 'teams'], u.teams ?? []),
      ...wants('teams', ['users', k, 'supervises'], u.supervises ?? []),
      ...Object.keys(u.skills).flatMap((s) => wants('skills', ['users', k, 'skills', s], [s])),
    ]),
    ...reasonsIn(c.agents.signIn).flatMap(([on, how]) => wants('notReadyReasons', ['agents', 'signIn', on], [how])),
    ...Object.entries(c.teams).flatMap(([k, { signIn }]) =>
      reasonsIn(signIn).flatMap(([on, how]) => wants('notReadyReasons', ['teams', k, 'signIn', on], [how])),
    ),
    ...Object.entries(c.groups).flatMap(([k, { users }]) => wants('users', ['groups', k, 'users'], users)),
    ...Object.entries(c.queues).flatMap(([k, q]) => [
      ...wants('teams', ['queues', k, 'teams'], q.teams),
      ...wants('groups', ['queues', k, 'groups'], q.groups),
      ...wants('dispositions', ['queues', k, 'dispositions'], q.dispositions),
      ...wants('dispositions', ['queues', k, 'defaultDisposition'], [q.defaultDisposition]),
      ...wants('hours', ['queues', k, 'hours'], [q.hours]),
      ...(['closed', 'full', 'overflow'] as const).flatMap((when) => wants('queues', ['queues', k, when, 'queue'], [q[when]?.queue])),
      ...Object.keys(q.skills).flatMap((s) => wants('skills', ['queues', k, 'skills', s], [s])),
      ...q.keepFree.flatMap((one, n) => wants('queues', ['queues', k, 'keepFree', n, 'queue'], [one.queue])),
      ...q.rings.flatMap((r, n) => [
        ...wants('teams', ['queues', k, 'rings', n, 'teams'], r.teams),
        ...wants('groups', ['queues', k, 'rings', n, 'groups'], r.groups),
        ...wants('queues', ['queues', k, 'rings', n, 'sooner', 'queue'], [r.sooner?.queue]),
        ...Object.keys(r.skills).flatMap((s) => wants('skills', ['queues', k, 'rings', n, 'skills', s], [s])),
      ]),
    ]),
    ...Object.entries(c.notReadyReasons).flatMap(([k, r]) => wants('teams', ['notReadyReasons', k, 'teams'], r.teams ?? [])),
    ...Object.entries(c.entryPoints).flatMap(([k, e]) => [
      ...wants('queues', ['entryPoints', k, 'queue'], [e.queue]),
      ...wants('hours', ['entryPoints', k, 'hours'], [e.hours]),
    ]),
    ...Object.entries(c.phones).flatMap(([k, p]) => wants('users', ['phones', k, 'user'], [p.user])),
    ...Object.entries(c.queues).flatMap(([k, q]) => wants('mailboxes', ['queues', k, 'transcript', 'mailbox'], [q.transcript?.mailbox])),
    ...Object.entries(c.mailboxes).flatMap(([k, m]) => [
      ...wants('queues', ['mailboxes', k, 'queue'], [m.queue]),
      ...m.rules.flatMap((rule, n) => wants('queues', ['mailboxes', k, 'rules', n, 'queue'], [rule.queue])),
    ]),
    ...Object.entries(c.widgets).flatMap(([k, w]) => [
      ...wants('entryPoints', ['widgets', k, 'entryPoint'], [w.entryPoint]),
      ...wants('entryPoints', ['widgets', k, 'call'], [w.call]),
    ]),
    ...Object.entries(c.cannedResponses).flatMap(([k, r]) => wants('queues', ['cannedResponses', k, 'queues'], r.queues)),
  ];
}

/** The reasons that the state after signing in names. */
const reasonsIn = (signIn: Centre['agents']['signIn'] | undefined): readonly (readonly [channel: string, reason: string])[] =>
  typeof signIn === 'object' ? Object.entries(signIn).filter(([, how]) => how !== 'ready' && how !== 'notReady') : [];

/** What contradicts itself although every name exists. */
export function contradictions(c: Centre): readonly { readonly path: Dangling['path']; readonly reason: string }[] {
  return [
    ...strangeDefaults(c),
    ...strangeRings(c),
    ...strangeReserves(c),
    ...sameNames(c),
    ...strangeLimits(c),
    ...strangeAddresses(c),
    ...namelessMap(c),
    ...strangeWishes(c),
    ...strangeChannels(c),
    ...twiceCalled(c),
    ...strangeMailboxes(c),
    ...teamless(c),
  ];
}

type Contradictions = ReturnType<typeof contradictions>;

/** Two canned responses that an agent could not tell apart. */
function sameNames({ cannedResponses }: Centre): Contradictions {
  const all = Object.entries(cannedResponses);
  const texts = (title: (typeof all)[number][1]['title']) => (typeof title === 'string' ? [title] : Object.values(title));
  return all.flatMap(([k, { title, shortcut }], n) => {
    const before = all.slice(0, n).map(([, one]) => one);
    const titled = before.some((one) => texts(one.title).some((text) => texts(title).includes(text)));
    return [
      ...(titled ? [{ path: ['cannedResponses', k, 'title'], reason: 'Another canned response has this title.' }] : []),
      ...(shortcut !== undefined && before.some((one) => one.shortcut === shortcut)
        ? [{ path: ['cannedResponses', k, 'shortcut'], reason: 'Another canned response has this shortcut.' }]
        : []),
    ];
  });
}

/** Rings come one after the other, and each asks for no more than what was asked for before: who waits longer has more to choose from. */
function strangeRings(c: Centre): Contradictions {
  return Object.entries(c.queues).flatMap(([k, { skills, rings }]) =>
    rings.flatMap((ring, n) => {
      const before: Readonly<Record<string, number>> = Object.assign({}, skills, ...rings.slice(0, n).map((r) => r.skills));
      const more = Object.entries(ring.skills).filter(([skill, level]) => level > (before[skill] ?? 0));
      return [
        ...(ring.afterSeconds > (rings[n - 1]?.afterSeconds ?? 0)
          ? []
          : [{ path: ['queues', k, 'rings', n, 'afterSeconds'], reason: 'Each ring must come later than the one before.' }]),
        ...(ring.sooner && ring.sooner.afterSeconds >= ring.afterSeconds
          ? [{ path: ['queues', k, 'rings', n, 'sooner', 'afterSeconds'], reason: 'This must be sooner than the ring itself.' }]
          : []),
        ...more.map(([skill]) => ({
          path: ['queues', k, 'rings', n, 'skills', skill],
          reason: `A ring can only ask for less: before it the level is ${before[skill] ?? 0}.`,
        })),
      ];
    }),
  );
}

/** A queue leaves agents to others, and some of them. [CF13] */
const strangeReserves = ({ queues }: Centre): Contradictions =>
  Object.entries(queues).flatMap(([k, { keepFree }]) =>
    keepFree.flatMap(({ queue, agents, percent }, n) => [
      ...(queue === k
        ? [{ path: ['queues', k, 'keepFree', n, 'queue'], reason: 'A queue leaves agents to another one, not to itself.' }]
        : []),
      ...(agents + percent > 0 ? [] : [{ path: ['queues', k, 'keepFree', n], reason: 'Say how many: agents, percent, or both.' }]),
    ]),
  );

function strangeDefaults(c: Centre): Contradictions {
  return Object.entries(c.queues)
    .filter(([, q]) => q.defaultDisposition !== null && !q.dispositions.includes(q.defaultDisposition))
    .map(([k]) => ({
      path: ['queues', k, 'defaultDisposition'],
      reason: 'The default disposition must be one of the dispositions of its queue.',
    }));
}

function strangeLimits(c: Centre): Contradictions {
  const reasons = Object.entries(c.notReadyReasons)
    .filter(([, r]) => r.maxMinutes !== undefined && r.alertMinutes !== undefined && r.alertMinutes < r.maxMinutes)
    .map(([k]) => ({ path: ['notReadyReasons', k, 'alertMinutes'], reason: 'Supervisors cannot be told before the agent is warned.' }));
  const grace =
    c.agents.logOffAfterSeconds < c.agents.connectionGraceSeconds
      ? [{ path: ['agents', 'logOffAfterSeconds'], reason: 'Nobody can be logged off before the grace for a lost connection is over.' }]
      : [];
  const ban =
    c.bans.usualDays > c.bans.mostDays ? [{ path: ['bans', 'usualDays'], reason: 'A ban cannot usually be longer than the longest.' }] : [];
  return [...reasons, ...grace, ...ban];
}

/** An agent is named where everybody who works on it may read it. [CH61] */
const strangeWishes = ({ queues }: Centre): Contradictions =>
  Object.entries(queues)
    .filter(([, q]) => q.preferredAgent && !q.variables.some((v) => v.key === q.preferredAgent?.variable && !v.secure))
    .map(([k]) => ({ path: ['queues', k, 'preferredAgent', 'variable'], reason: 'The queue has no such variable that is not secure.' }));

/** Who draws maps wants to be named. [CF20] */
const namelessMap = ({ map: { tiles, attribution } }: Centre): Contradictions =>
  tiles !== null && attribution === null
    ? [{ path: ['map', 'tiles'], reason: 'Say whose map it is (attribution): its licence wants it.' }]
    : [];

/** An entry point leads to a queue of its own channel, a widget to a chat, and to calls by a number. [CF31] */
function strangeChannels({ entryPoints, queues, widgets }: Centre): Contradictions {
  return [
    ...Object.entries(entryPoints).flatMap(([k, e]) => {
      const queue = queues[e.queue];
      return [
        ...(queue && queue.channel !== e.channel
          ? [
              {
                path: ['entryPoints', k, 'queue'],
                reason: `This is a queue of the channel ${queue.channel}, the entry point one of ${e.channel}.`,
              },
            ]
          : []),
        ...(e.numbers.length && e.channel !== 'voice'
          ? [{ path: ['entryPoints', k, 'numbers'], reason: 'Only an entry point of the channel voice has numbers.' }]
          : []),
      ];
    }),
    ...Object.entries(widgets)
      .filter(([, w]) => (entryPoints[w.entryPoint]?.channel ?? 'chat') !== 'chat')
      .map(([k]) => ({ path: ['widgets', k, 'entryPoint'], reason: 'A widget leads to an entry point of the channel chat.' })),
    ...Object.entries(widgets)
      .filter(([, { call }]) => call && entryPoints[call]?.numbers.length === 0)
      .map(([k]) => ({ path: ['widgets', k, 'call'], reason: 'Name an entry point of calls that has a number.' })),
  ];
}

/** Who calls a number comes in at one place. [CF31] */
const twiceCalled = ({ entryPoints }: Centre): Contradictions => {
  const all = Object.entries(entryPoints).flatMap(([k, { numbers }]) => numbers.map((number, n) => ({ k, n, number })));
  return all
    .filter(({ number }, at) => all.findIndex((one) => one.number === number) < at)
    .map(({ k, n }) => ({ path: ['entryPoints', k, 'numbers', n], reason: 'Another entry point has this number.' }));
};

/** Who has other teams has a first one. [CF55] */
const teamless = ({ users }: Centre): Contradictions =>
  Object.entries(users)
    .filter(([, { team, teams = [] }]) => team === undefined && teams.length > 0)
    .map(([k]) => ({ path: ['users', k, 'teams'], reason: 'Say in which team the user begins (team); these are the others.' }));

/** A mailbox leads to queues of e-mail, and an address lies in one mailbox. [CF40] */
function strangeMailboxes({ mailboxes, queues }: Centre): Contradictions {
  const all = Object.entries(mailboxes);
  const other = (queue: string) => queues[queue] !== undefined && queues[queue].channel !== 'email';
  const reason = 'A mailbox leads to a queue of the channel email.';
  return all.flatMap(([k, { address, aliases, queue, rules, imap, smtp, folders, handled }], n) => {
    const before = all.slice(0, n).flatMap(([, one]) => [one.address, ...one.aliases]);
    return [
      ...(other(queue) ? [{ path: ['mailboxes', k, 'queue'], reason }] : []),
      ...rules.flatMap((rule, r) => (other(rule.queue) ? [{ path: ['mailboxes', k, 'rules', r, 'queue'], reason }] : [])),
      ...([address, ...aliases].some((one) => before.includes(one))
        ? [{ path: ['mailboxes', k, 'address'], reason: 'Another mailbox has this address.' }]
        : []),
      ...((imap === null) === (smtp === null) ? [] : [{ path: ['mailboxes', k], reason: 'Name both servers, imap and smtp, or none.' }]),
      ...(typeof handled === 'object' && folders.includes(handled.move)
        ? [{ path: ['mailboxes', k, 'handled', 'move'], reason: 'What is handled cannot be moved to a folder that is fetched from.' }]
        : []),
    ];
  });
}

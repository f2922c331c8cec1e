import type { Centre, Queue, User } from '@patchbay/configuration/centre.ts';
import { filesIn } from '@patchbay/configuration/serving.ts';
import { teamsOf } from '@patchbay/users/access.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { transcriptBox } from './chat-transcript.node.ts';
import { servesMail } from './email.node.ts';
import { cannotSend } from './mail-sending.node.ts';
import { profileOf } from './policy.ts';
import type { Site } from './site.node.ts';

/** By key, in the order of the queue. */
const variablesOf = (variables: Queue['variables']) =>
  Object.fromEntries(
    variables.map(({ key, choices, ...one }) => [key, { ...one, choices: Object.fromEntries(choices.map((c) => [c.key, c.label])) }]),
  );

/** The names and settings a desktop draws with; no secrets, no rules. */
export function deskOf(site: Site, { tenant, person }: Pick<Signed, 'tenant' | 'person'>) {
  const centre = site.centres.of(tenant);
  const user = centre?.users[person.agent];
  if (!centre || !user) return null;
  const queues = Object.entries(centre.queues).map(
    ([key, { label, channel, replySeconds, offerSeconds, dispositions, variables, screenPops, call, email }]) => [
      key,
      {
        label,
        channel,
        replySeconds,
        offerSeconds,
        dispositions,
        variables: variablesOf(variables),
        pops: screenPops.length > 0,
        files: allowedIn(centre, key),
        transcript: transcriptBox(centre, key) !== null,
        holdSeconds: call.holdSeconds,
        ...(channel === 'email' && {
          email: {
            serves: servesMail(centre, person.agent, key),
            cannotSend: cannotSend(centre, key),
            ...{ header: email.header, footer: email.footer, font: email.font, plainText: email.plainText },
          },
        }),
      },
    ],
  );
  return {
    me: {
      id: person.agent,
      name: user.name,
      nickname: user.nickname ?? user.name,
      role: user.role,
      tenant: { key: tenant, name: centre.tenant.name },
      language: centre.tenant.language,
      may: person.may,
      team: user.team ?? null,
      teams: theirTeams(centre, user),
    },
    queues: Object.fromEntries(queues),
    dispositions: centre.dispositions,
    pendingReasons: centre.cases.pendingReasons,
    reasons: centre.notReadyReasons,
    canned: Object.entries(centre.cannedResponses).map(([key, { title, folder, shortcut, text, queues }]) => ({
      ...{ key, title, text, queues },
      ...{ folder: folder ?? null, shortcut: shortcut ?? null },
    })),
    files: allowedIn(centre, null),
    callingCode: centre.tenant.callingCode,
    bans: { usualDays: centre.bans.usualDays, mostDays: centre.bans.mostDays },
    map: centre.map,
    systemReasons: centre.agents.systemReasons,
    teams: Object.fromEntries(Object.entries(centre.teams).map(([key, { label }]) => [key, label])),
    skills: centre.skills,
    colleagues: Object.fromEntries(
      Object.entries(centre.users).map(([key, { name, team, role, disabled }]) => [
        key,
        { name, team: team ?? null, role, disabled, calls: takes(centre, key, 'voice'), mails: takes(centre, key, 'email') },
      ]),
    ),
    languages: ['en', 'de'],
  };
}

/** What agents may send in a queue, else in the centre. [FI12] */
const allowedIn = (centre: Centre, queue: string | null) => {
  const { agents: allowed, types, megabytes } = filesIn(centre, queue);
  return { allowed, types, megabytes };
};
const takes = (centre: Centre, key: string, channel: 'voice' | 'email'): boolean => Boolean(profileOf(centre, key)?.capacity[channel]);

/** The teams whose agents one looks after. [US16] */
const theirTeams = (centre: Centre, user: User): readonly string[] => {
  if (user.role === 'agent') return [];
  return user.role === 'administrator' ? Object.keys(centre.teams) : teamsOf(user);
};

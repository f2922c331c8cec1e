import { stintsIn } from '@patchbay/agents/days.node.ts';
import type { Stint } from '@patchbay/agents/stints.ts';
import type { Run } from '@patchbay/base/database.node.ts';
import { refuse, type TenantId } from '@patchbay/base/decision.ts';
import { allAgents } from '@patchbay/routing/store.node.ts';
import { looksAfter } from '@patchbay/users/access.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { z } from 'zod';
import { csvOf } from './csv.ts';
import { type Http, say } from './http.node.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

const dayMs = 86_400_000;
const mostDays = 8;
const moment = z.coerce.number().int().min(0).max(8_640_000_000_000_000);
const span = z
  .object({ from: moment, to: moment, as: z.enum(['json', 'csv']).default('json') })
  .refine(({ from, to }) => from < to && to - from <= mostDays * dayMs, `From before to, at most ${mostDays} days.`);
type Asked = z.output<typeof span>;
type Told = Stint & { readonly agent: string; readonly name: string };

/** How the sessions of agents ended, for those who look after them. [SV75] */
export function stintRoutes(app: Http, site: Site, identify: Identify): void {
  app.get(
    '/api/working-sessions',
    {
      schema: {
        description:
          'The working sessions of the agents I look after in a span of time (ms since 1970, at most 8 days): from when to when, how each ended, time of work in ms, and how many percent were Not Ready. `as=csv`: as a file.',
        querystring: span,
        response: { 200: z.unknown() },
      },
    },
    async (request, reply) => {
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      if (!signed.person.may.includes('forceState')) return say(request, reply, 404, refuse('requests.notFound'));
      const sessions = await sessionsFor(site, signed, request.query);
      if (request.query.as === 'json') return { sessions };
      return reply
        .headers({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="sessions.csv"' })
        .send(csvOf(columns, sessions.map(lineOf)));
    },
  );
}

const columns = ['agent', 'name', 'login', 'logout', 'ended', 'by', 'why', 'workSeconds', 'notReadyPercent'] as const;
const lineOf = ({ agent, name, from, to, ended, by = '', why = '', workMs, notReadyPercent }: Told) => [
  ...[agent, name, new Date(from).toISOString(), to === null ? '' : new Date(to).toISOString()],
  ...[ended ?? '', by, why, Math.round(workMs / 1000), notReadyPercent],
];

async function sessionsFor(site: Site, { tenant, person }: Signed, { from, to }: Asked): Promise<readonly Told[]> {
  const centre = site.centres.of(tenant);
  if (!centre) return [];
  const run = site.k.db.as(tenant);
  const now = site.k.clock.now();
  const leavings = await leavingsIn(run, tenant, { from, to });
  const sessions: Told[] = [];
  for (const { id, state } of await allAgents(run, tenant)) {
    if (!looksAfter(centre, person.agent, id)) continue;
    const name = centre.users[id]?.name ?? id;
    for (const stint of await stintsIn(run, tenant, state, { from, to, now }))
      sessions.push({
        agent: id,
        name,
        ...leftAs(
          stint,
          leavings.filter((one) => one.user === id),
        ),
      });
  }
  return sessions.toSorted((a, b) => b.from - a.from || a.agent.localeCompare(b.agent));
}

/** How somebody signed out, as the audit has it. */
interface Leaving {
  readonly user: string;
  readonly what: 'signedOutIdle' | 'signedOutByForce' | 'signedOutGivingBack';
  readonly at: number;
  readonly actor: string;
}
const leavingsIn = async (run: Run, tenant: TenantId, { from, to }: Pick<Asked, 'from' | 'to'>): Promise<readonly Leaving[]> => {
  const rows = await run<Omit<Leaving, 'at'> & { at: string }>({
    text: `select case when what = 'signedOutByForce' then about else actor end as "user", what, at, actor from audit
      where tenant_id = $1 and what in ('signedOutIdle', 'signedOutByForce', 'signedOutGivingBack') and at >= $2 and at <= $3::bigint + ${noted}`,
    values: [tenant, from, to],
  });
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
};
/** Who is signed out is logged off first, and it is noted right after, in ms. */
const noted = 60_000;

/** Logging off says less than signing out: nobody used the desktop, an administrator ended it, or what was open was given back. */
function leftAs(stint: Stint, leavings: readonly Leaving[]): Stint {
  const { to } = stint;
  const leaving = to === null ? undefined : leavings.find(({ at }) => at >= to && at <= to + noted);
  if (leaving?.what === 'signedOutIdle') return { ...stint, ended: 'timeout' };
  if (leaving?.what === 'signedOutByForce') return { ...stint, ended: 'supervisor', by: leaving.actor };
  return leaving ? { ...stint, ended: 'normal' } : stint;
}

import type { Agent } from '@patchbay/agents/agent.ts';
import { type Presence, presenceOf, type Shown, shownState } from '@patchbay/agents/shown.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { servedQueues } from '@patchbay/configuration/serving.ts';
import type { Text } from '@patchbay/configuration/text.ts';
import { maySeeAll } from '@patchbay/contacts/access.ts';
import { masked } from '@patchbay/contacts/addresses.ts';
import { queryOf } from '@patchbay/contacts/finding.ts';
import { readNumber } from '@patchbay/contacts/numbers.ts';
import { findContacts } from '@patchbay/contacts/store.node.ts';
import { allAgents } from '@patchbay/routing/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { unreachable } from '@patchbay/voice/start.node.ts';
import { profileOf } from './policy.ts';
import type { Site } from './site.node.ts';
import { writtenOf } from './voice.node.ts';

/** Whom one can call: colleagues, and with what was typed contacts and a number. */
export interface Directory {
  /** What was typed, as a number: as it is dialled, or why it cannot be; null: it is a name, or nothing. */
  readonly number: { readonly number: string; readonly written: string } | { readonly why: string } | null;
  readonly agents: readonly Listed[];
  /** There are more colleagues than are listed. */
  readonly more: boolean;
  readonly contacts: readonly {
    readonly id: string;
    readonly name: string;
    readonly phones: readonly { readonly id: string; readonly typed: string }[];
  }[];
}
/** A colleague with how they can be reached. */
interface Listed {
  readonly id: string;
  readonly name: string;
  readonly team: Text | null;
  /** The queues of calls they serve. */
  readonly queues: readonly Text[];
  /** Their desk phones. */
  readonly phones: readonly string[];
  readonly presence: Presence;
  readonly since: number | null;
  /** The state of their calls. */
  readonly is: Shown;
  /** Why they cannot be called now: the key of a text; null: they can. */
  readonly why: string | null;
}

const most = { agents: 200, contacts: 6 };

/** The directory for what was typed so far; letters mean a name, anything else a number. [VO130] */
export async function directoryFor(site: Site, signed: Signed, search: string): Promise<Directory> {
  const centre = site.centres.of(signed.tenant);
  const typed = search.trim();
  if (!centre) return { number: null, agents: [], more: false, contacts: [] };
  const isName = !typed || /\p{L}/u.test(typed);
  const read = isName ? null : readNumber(typed, centre.tenant.callingCode);
  const found = await colleagues(site, signed, centre, typed.toLowerCase());
  return {
    number: typeof read === 'string' ? { why: read } : read,
    agents: found.slice(0, most.agents),
    more: found.length > most.agents,
    contacts: await contacts(site, signed, centre, typed),
  };
}

async function colleagues(site: Site, { tenant, person }: Signed, centre: Centre, search: string): Promise<readonly Listed[]> {
  const known = new Map((await allAgents(site.k.db.as(tenant), tenant)).map(({ id, state }) => [id as string, state]));
  const words = search.split(/\s+/).filter(Boolean);
  const fits = (...texts: readonly string[]) => words.every((word) => texts.some((text) => text.toLowerCase().includes(word)));
  return Object.entries(centre.users)
    .filter(([id, { disabled }]) => id !== person.agent && !disabled && profileOf(centre, id)?.capacity.voice)
    .map(([id, { name, nickname, team }]) => {
      const label = team === undefined ? null : (centre.teams[team]?.label ?? null);
      const phones = Object.keys(centre.phones).filter((key) => centre.phones[key]?.user === id);
      return { one: listed(centre, { id, name, team: label, phones }, known.get(id)), nickname: nickname ?? '' };
    })
    .filter(({ one, nickname }) => fits(one.name, nickname, ...textsOf(one.team), ...one.phones))
    .map(({ one }) => one)
    .sort((a, b) => a.name.localeCompare(b.name));
}
const textsOf = (text: Text | null): readonly string[] =>
  text === null || typeof text === 'string' ? [text ?? ''] : Object.values(text).filter((one) => one !== undefined);

function listed(centre: Centre, one: Pick<Listed, 'id' | 'name' | 'team' | 'phones'>, agent: Agent | undefined): Listed {
  const queues = servedQueues(centre, one.id).flatMap((key) => {
    const queue = centre.queues[key];
    return queue?.channel === 'voice' ? [queue.label] : [];
  });
  const { is, since } = agent ? shownState(agent, 'voice') : ({ is: 'loggedOff', since: 0 } as const);
  const presence = agent && is !== 'loggedOff' ? presenceOf(agent) : 'offline';
  return { ...one, queues, presence, since: since || null, is, why: unreachable(agent) };
}

async function contacts(site: Site, { tenant, person }: Signed, centre: Centre, typed: string): Promise<Directory['contacts']> {
  const query = typed ? queryOf(typed) : null;
  if (!query) return [];
  const agent = maySeeAll(person) ? null : person.agent;
  const { maskNumbers } = centre.agents;
  const shown = (number: string) => (maskNumbers ? masked(number) : (writtenOf(number, centre.tenant.callingCode) ?? number)); // [CD5]
  const found = await findContacts(site.k.db.as(tenant), tenant, { query, agent, after: null, limit: most.contacts * 2 });
  return found
    .map(({ state: { id, name, addresses } }) => ({
      ...{ id, name },
      phones: addresses.filter(({ kind }) => kind === 'phone').map(({ id: key, typed }) => ({ id: key, typed: shown(typed) })),
    }))
    .filter(({ phones }) => phones.length > 0)
    .slice(0, most.contacts);
}

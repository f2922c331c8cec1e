import type { Committed } from './bus.ts';
import type { TenantId } from './decision.ts';
import type { EventsFrame, SubjectFrame } from './stream.ts';
import { type Change, eventTexts, stateText, withText } from './subject.ts';

/** One change on its way to whoever may see it; its frames are written once for all. */
export interface News {
  readonly change: Change;
  readonly committed: Committed;
  /** What happened, as text of a frame. */
  eventsFrame(): string;
  /** The thing as it is now, as text of a frame. */
  subjectFrame(): string;
}

/** Somebody who is told of what they may see. `fresh`: they could not see this thing before. */
export interface Listener {
  readonly tenant: TenantId;
  readonly stands: readonly string[];
  told(news: News, fresh: boolean): void;
  /** Says something that is not stored: presence, typing, places in line. */
  say(frame: object): void;
}

/** Who may see a state, per kind: the names listeners stand for. */
export type Audiences = { readonly [kind: string]: (state: never) => readonly string[] };

/** Brings what was committed to those who may see it. */
export interface Hub {
  join(listener: Listener): () => void;
  publish(committed: Committed): void;
  /** Everyone who stands for this. */
  standing(tenant: TenantId, stands: string): Iterable<Listener>;
}

const nobody: ReadonlySet<Listener> = new Set();

/** A hub of one process: by tenant and audience, so that one event costs as many steps as it has listeners. */
export function hub(audiences: Audiences): Hub {
  const rooms = new Map<string, Set<Listener>>();
  const room = (tenant: string, stands: string): ReadonlySet<Listener> => rooms.get(`${tenant} ${stands}`) ?? nobody;
  const audience = (change: Change, state: unknown) => (state === null ? [] : (audiences[change.kind.name]?.(state as never) ?? []));

  function tell(committed: Committed, change: Change) {
    const before = audience(change, change.before);
    const after = audience(change, change.state);
    const news = newsOf(committed, change);
    const told = new Set<Listener>();
    for (const [stands, fresh] of [...before.map((s) => [s, false] as const), ...after.map((s) => [s, !before.includes(s)] as const)])
      for (const listener of room(committed.tenant, stands)) {
        if (told.has(listener)) continue;
        told.add(listener);
        listener.told(news, fresh && !before.some((s) => listener.stands.includes(s)));
      }
  }
  return {
    join(listener) {
      const names = listener.stands.map((stands) => `${listener.tenant} ${stands}`);
      for (const name of names) rooms.set(name, (rooms.get(name) ?? new Set()).add(listener));
      return () => {
        for (const name of names) {
          rooms.get(name)?.delete(listener);
          if (!rooms.get(name)?.size) rooms.delete(name);
        }
      };
    },
    publish: (committed) => {
      for (const change of committed.changes) tell(committed, change);
    },
    standing: (tenant, stands) => room(tenant, stands),
  };
}

function newsOf(committed: Committed, change: Change): News {
  let events: string | undefined;
  let subject: string | undefined;
  return {
    change,
    committed,
    eventsFrame: () => (events ??= eventsFrame(committed, change)),
    subjectFrame: () => (subject ??= subjectFrame(change)),
  };
}

/** An EventsFrame as text. */
function eventsFrame({ at, by }: Committed, change: Change): string {
  const { kind, id, from, events } = change;
  const head = { f: 'events', kind: kind.name, id, from, to: from + events.length, at, by } satisfies Omit<EventsFrame, 'events'>;
  return withText(head, 'events', `[${eventTexts(change).join()}]`);
}
/** A SubjectFrame as text. */
function subjectFrame(change: Change): string {
  const { kind, id, from, events } = change;
  const head = { f: 'subject', kind: kind.name, id, version: from + events.length } satisfies Omit<SubjectFrame, 'state'>;
  return withText(head, 'state', stateText(change));
}

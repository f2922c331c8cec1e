/** One thing that commands change: an interaction, an agent. Its table holds `tenant_id, id, version, state, due_at`. */
export interface Kind<State = unknown, Event extends AnyEvent = AnyEvent> {
  readonly name: string;
  readonly table: string;
  /** The state a new one is folded from. */
  evolve(state: State, event: Event): State;
  /** When its next timer is due (ms since 1970), or null. */
  due(state: State): number | null;
}

/** Whatever happened; each folder knows its own. */
export interface AnyEvent {
  readonly type: string;
}

/** A subject as it is stored. The version counts its events: one more each. */
export interface Subject<State> {
  readonly id: string;
  readonly version: number;
  readonly state: State;
}

/** What one command changes of one subject: from a version, by these events, to this state. */
export interface Change<State = unknown> {
  readonly kind: Kind<State, never>;
  readonly id: string;
  readonly from: number;
  readonly before: State | null;
  readonly events: readonly AnyEvent[];
  readonly state: State;
  /** Who did it, if not whoever asked for the command it is written with. */
  readonly by?: string | undefined;
}

/** Folds events over a subject. A subject that is new has version 0 and needs its first state in `before`. */
export function changed<S, E extends AnyEvent>(kind: Kind<S, E>, subject: Subject<S>, events: readonly E[]): Change<S> {
  const state = events.reduce((s, e) => kind.evolve(s, e), subject.state);
  return {
    kind: kind as unknown as Kind<S, never>,
    id: subject.id,
    from: subject.version,
    before: subject.version ? subject.state : null,
    events,
    state,
  };
}

const states = new WeakMap<Change, string>();
const events = new WeakMap<Change, readonly string[]>();

/** The state after a change as JSON, written once for the database and for whoever is told. */
export function stateText(change: Change): string {
  const text = states.get(change) ?? JSON.stringify(change.state);
  states.set(change, text);
  return text;
}

/** The events of a change as JSON, each by itself; written once as well. */
export function eventTexts(change: Change): readonly string[] {
  const texts = events.get(change) ?? change.events.map((event) => JSON.stringify(event));
  events.set(change, texts);
  return texts;
}

/** The JSON of an object with one field more, of which there is a text already. */
export const withText = (rest: object, field: string, text: string): string => `${JSON.stringify(rest).slice(0, -1)},"${field}":${text}}`;

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

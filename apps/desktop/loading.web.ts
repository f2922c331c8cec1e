import type { SubjectFrame } from '@patchbay/base/stream.ts';
import { api, type Refused } from './api.web.ts';
import type { Cell } from './cell.ts';
import { type Desk, without } from './desk.ts';
import { problemOf } from './problem.ts';
import { pathOf, placeOf } from './routes.ts';
import { behind } from './selectors.ts';
import { gone, knownItem, type Mirror, receive, unveiling } from './store.ts';
import { newest, older } from './timeline.ts';

/** Changes some of what the desktop knows. */
export type Change = (by: (desk: Desk) => Partial<Desk>) => void;
/** Reads from the server what the stream does not bring. */
export interface Reading {
  readonly older: (interaction: string) => Promise<void>;
  readonly stop: () => void;
}

const again = 3000;
/** Under which name it stands that earlier messages of an interaction could not be read. [DT191] */
export const olderOf = (interaction: string): string => `older ${interaction}`;

/** Keeps transcripts and things whose events did not fit up to date; `anew` asks for a whole new picture. [DT3, DT7] */
export function keepReading(state: Cell<Desk>, change: Change, anew: () => void): Reading {
  const reading = new Set<string>();
  const once = async (key: string, run: () => Promise<boolean>): Promise<void> => {
    if (reading.has(key)) return;
    reading.add(key);
    const reached = await run();
    if (reached) reading.delete(key);
    else setTimeout(() => reading.delete(key) && look(), again);
    if (reached) look();
  };
  const mirrored = (by: (mirror: Mirror) => Mirror): void => change((desk) => ({ mirror: by(desk.mirror) }));

  const timeline = async (id: string): Promise<boolean> => {
    const asked = state.get().mirror.chats[id]?.version ?? 0;
    const answer = await api.timeline(id);
    if (answer.is === 'unreached') return false;
    const page = answer.is === 'ok' ? answer.body : { entries: [], more: false };
    mirrored((m) => unveiling({ ...m, timelines: { ...m.timelines, [id]: newest(m.timelines[id], page, asked) } }, id));
    return true;
  };
  const subject = async (id: string): Promise<boolean> => {
    if (id === state.get().mirror.me.agent || state.get().mirror.others[id]) {
      mirrored((m) => ({ ...m, stale: m.stale.filter((s) => s !== id) }));
      anew();
      return true;
    }
    const answer = await api.interaction(id);
    if (answer.is === 'unreached') return false;
    if (answer.is === 'refused' && id === state.get().selected && !knownItem(state.get().mirror, id)) tellOf(answer);
    mirrored((m) => (answer.is === 'ok' ? receive(m, answer.body satisfies SubjectFrame, Date.now()) : gone(m, id)));
    return true;
  };
  /** Somebody came by a link to what is not theirs. [DT171] */
  const tellOf = (refused: Refused): void =>
    change((desk) => ({ problems: { ...desk.problems, [desk.mirror.me.agent]: problemOf(refused) } }));
  const look = (): void => {
    const { mirror, selected, line } = state.get();
    if (!line.up) return;
    for (const id of mirror.stale) void once(`s${id}`, () => subject(id));
    for (const id of behind(mirror, selected)) void once(`t${id}`, () => timeline(id));
    if (selected && mirror.current && !knownItem(mirror, selected))
      void once(`s${selected}`, () => subject(selected).then((r) => r && settle(selected)));
  };
  /** What is selected and not ours to see is not selected any more. */
  const settle = (id: string): boolean => {
    if (!knownItem(state.get().mirror, id)) {
      if (placeOf(location.pathname).interaction === id)
        history.replaceState(null, '', pathOf({ page: 'work', interaction: null, contact: null }));
      change((desk) => (desk.selected === id ? { selected: null } : {}));
    }
    return true;
  };
  const unsubscribe = state.subscribe(look);
  return {
    async older(id) {
      const first = state.get().mirror.timelines[id]?.entries[0]?.n;
      if (!first) return;
      const answer = await api.timeline(id, first);
      change(({ problems }) => ({
        problems: answer.is === 'ok' ? without(problems, olderOf(id)) : { ...problems, [olderOf(id)]: problemOf(answer, 'older') },
      }));
      if (answer.is !== 'ok') return;
      mirrored((m) => {
        const known = m.timelines[id];
        return known ? { ...m, timelines: { ...m.timelines, [id]: older(known, answer.body) } } : m;
      });
    },
    stop: unsubscribe,
  };
}

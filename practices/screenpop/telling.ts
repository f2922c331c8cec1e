/** What a page in a frame hands over, value by value, and the name by which it wants an answer. [SP10] */
export interface Told {
  readonly id: string | number | null;
  readonly values: Readonly<Record<string, string>>;
}
/** What became of a value: kept, there already, somebody else was first, not taken, or not reached. */
export type Fate = 'saved' | 'same' | 'changed' | 'refused' | 'failed';
/** Why nothing of a message is taken. */
export type Why = 'invalid' | 'unknown' | 'tooMany';

const mostValues = 20;
const longest = 256;
const mostMessages = 20;
const spanMs = 10_000;

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isValue = (value: unknown): value is string => typeof value === 'string' && value.length <= longest;
const nameIn = (id: unknown): Told['id'] =>
  (typeof id === 'string' && id.length <= 64) || (typeof id === 'number' && Number.isFinite(id)) ? id : null;

/** A message of a page as it is meant; null: it is none of ours. `takes`: the variables that the administrator lets it fill. [SP10] */
export function heard(
  data: unknown,
  takes: readonly string[],
):
  | { readonly is: 'hello' }
  | ({ readonly is: 'save' } & Told)
  | { readonly is: 'refused'; readonly id: Told['id']; readonly why: Why }
  | null {
  if (!isFields(data) || data['patchbay'] !== 1) return null;
  if (data['type'] === 'hello') return { is: 'hello' };
  const id = nameIn(data['id']);
  const { type, values } = data;
  if (type !== 'save' || !isFields(values)) return { is: 'refused', id, why: 'invalid' };
  const all = Object.entries(values);
  if (all.length === 0 || all.length > mostValues || !all.every(([, value]) => isValue(value)))
    return { is: 'refused', id, why: 'invalid' };
  if (!all.every(([name]) => takes.includes(name))) return { is: 'refused', id, why: 'unknown' };
  return { is: 'save', id, values: Object.fromEntries(all) as Told['values'] };
}

/** Lets so many messages of one frame through in ten seconds. */
export function flow(): (now: number) => boolean {
  let times: readonly number[] = [];
  return (now) => {
    times = times.filter((at) => at > now - spanMs);
    if (times.length >= mostMessages) return false;
    times = [...times, now];
    return true;
  };
}

import type { Also, Rows, Value } from './commit.node.ts';

/** More rows to write along, which may be written together with such rows of other commits. `write` is the same function for all of them. */
export const inList = <R extends object>(rows: readonly R[], write: (rows: readonly R[], v: Value) => string): Also =>
  Object.assign((v: Value) => write(rows, v), { list: { rows, write: write as Rows['write'] } });
/** These, each list once. */
export const joined = (also: readonly Also[]): readonly Also[] =>
  [...Map.groupBy(also, (one) => one.list?.write ?? one).values()].flatMap((same) => {
    const [{ list } = {}, ...more] = same;
    return list && more.length
      ? [
          inList(
            same.flatMap((one) => one.list?.rows ?? []),
            list.write,
          ),
        ]
      : same;
  });

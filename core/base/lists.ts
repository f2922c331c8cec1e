/** Makes a parameter of a value, and answers its name in the statement. */
export type Value = (value: unknown) => string;
/** One data-modifying statement; `v` makes a parameter of a value. Of those with a list, all that are written the same way become one. */
export interface Also {
  (v: Value): string;
  readonly list?: Rows;
}
/** Rows, and the statement that writes any number of them. */
export interface Rows {
  readonly rows: readonly object[];
  readonly write: (rows: readonly object[], v: Value) => string;
}

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

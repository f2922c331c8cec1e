/** One work after the other for each name: nobody is dropped in the middle of a move. */
export function inTurns<Name>(): <T>(name: Name, work: () => Promise<T>) => Promise<T> {
  const last = new Map<Name, Promise<unknown>>();
  return (name, work) => {
    const mine = (last.get(name) ?? Promise.resolve()).then(work, work);
    const settled = mine.then(
      () => undefined,
      () => undefined, // whoever asked hears of it
    );
    last.set(name, settled);
    void settled.then(() => last.get(name) === settled && last.delete(name));
    return mine;
  };
}

/**
 * Keeps what is to be told until it is opened, then to the end of each turn: by then agents have been told, and places in line are known.
 * What one throws goes to `failed`; the others are told all the same. [SV61]
 */
export function endOfTurn(failed: (error: unknown) => void) {
  let opened = false;
  let waiting: (() => void)[] = [];
  const tell = () => {
    const now = waiting;
    waiting = [];
    for (const one of now)
      try {
        one();
      } catch (error) {
        failed(error);
      }
  };
  return {
    late(one: () => void) {
      waiting.push(one);
      if (opened && waiting.length === 1) setImmediate(tell);
    },
    open() {
      opened = true;
      tell();
    },
  };
}

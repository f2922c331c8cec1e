import { type Kept, type Memory, nothingKept, type Unsent } from './outside.ts';

/** The key of localStorage under which a widget keeps what it knows; the loader reads it too. */
export const keptKey = (widget: string) => `patchbay:${widget}`;

/** What a browser keeps for one widget. Every unsent message has its own key, so that tabs cannot overwrite each other's. */
export function memoryOf(widget: string, store: Store): Memory {
  const key = keptKey(widget);
  const unsent = `${key}:unsent:`;
  return {
    read: () => ({ ...nothingKept, ...parsed<Kept>(store.getItem(key)) }),
    write(part) {
      store.setItem(key, JSON.stringify({ ...this.read(), ...part }));
    },
    unsent: () =>
      Object.keys(store)
        .filter((name) => name.startsWith(unsent))
        .flatMap((name) => parsed<Unsent>(store.getItem(name)) ?? [])
        .sort((a, b) => a.at - b.at),
    put: (message) => store.setItem(unsent + message.id, JSON.stringify(message)),
    drop: (id) => store.removeItem(unsent + id),
  };
}

/** A browser's store, or one that lasts as long as the page where the browser refuses to keep anything or has no room left. */
export function storeOf(open: () => Storage): Store {
  const page = new Map<string, string>();
  const inPage: Store = {
    getItem: (name) => page.get(name) ?? null,
    setItem: (name, value) => void page.set(name, value),
    removeItem: (name) => void page.delete(name),
  };
  try {
    const store = open();
    store.setItem('patchbay', '1');
    store.removeItem('patchbay');
    return store;
  } catch {
    // The site or the customer forbids storage: the chat works until the page is left.
    return inPage;
  }
}
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

function parsed<T>(text: string | null): T | null {
  try {
    return JSON.parse(text ?? 'null') as T | null;
  } catch {
    // Not written by us: as if there were nothing.
    return null;
  }
}

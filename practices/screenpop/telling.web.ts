import { type Fate, flow, heard, type Told, type Why } from './telling.ts';

/** What is done with the values of a page. */
export interface Taking {
  /** The variables that the page may fill. */
  readonly takes: readonly string[];
  /** The page was loaded; also when it leads itself on. */
  loaded(): void;
  /** Answers what became of each value. */
  take(values: Told['values']): Promise<Readonly<Record<string, Fate>>>;
}

/**
 * Hears the page in the frame of our page, and nobody else. Ours has no script: its window is of our origin, so we listen there ourselves.
 * The page has no origin of its own to be addressed by; what may stand in the frame is the business of its policy. [SP4] [SP10]
 */
export function listenTo(holder: HTMLIFrameElement, { takes, loaded, take }: Taking): () => void {
  const around = holder.contentWindow;
  const frame = around?.document.querySelector('iframe');
  if (!around || !frame) return () => {};
  const mayPass = flow();
  const say = (word: { readonly type: string; readonly id?: Told['id']; readonly why?: Why; readonly [more: string]: unknown }) =>
    frame.contentWindow?.postMessage({ patchbay: 1, ...word }, '*');
  const ready = (): void => {
    loaded();
    say({ type: 'ready', takes });
  };
  const hear = ({ source, data }: MessageEvent): void => {
    if (source !== frame.contentWindow) return;
    const word = heard(data, takes);
    if (!word) return;
    if (!mayPass(performance.now())) return say({ type: 'refused', id: word.is === 'hello' ? null : word.id, why: 'tooMany' });
    if (word.is === 'hello') return say({ type: 'ready', takes });
    if (word.is === 'refused') return say({ type: 'refused', id: word.id, why: word.why });
    void take(word.values).then((values) => say({ type: 'saved', id: word.id, values }));
  };
  around.addEventListener('message', hear);
  frame.addEventListener('load', ready);
  ready();
  return () => {
    around.removeEventListener('message', hear);
    frame.removeEventListener('load', ready);
  };
}

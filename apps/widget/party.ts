import type { VisitorFrame } from './frames.ts';
import { alarm, type Outside, type Socket, type SocketEvents } from './outside.ts';

/** What tabs of one browser say to each other: the leader what it heard, that it is there, that its line is lost; the others what to send. */
export type Word =
  | { readonly w: 'frame'; readonly frame: VisitorFrame }
  | { readonly w: 'here' | 'down' }
  | { readonly w: 'send'; readonly frame: unknown };
/** The tabs of one browser with one widget. */
export interface Tabs {
  /** Waits to lead, or takes the lead at once; `deposed`: another tab has taken it. Answers how to lead no more, or wait no more. */
  lead(on: { led(): void; deposed(): void }, atOnce: boolean): () => void;
  /** Tells all other tabs. */
  say(word: Word): void;
  /** Listens to the other tabs; answers how to stop. */
  hear(heard: (word: Word) => void): () => void;
}

const followMs = 100;
const patienceMs = 3000;

/** Connects one tab for all: the one who leads has the socket, the others hear and speak through it; when it is gone another one leads. [WI20] */
export function partyLine(direct: Outside['connect'], tabs: Tabs, outside: Pick<Outside, 'after'>): Outside['connect'] {
  return (on: SocketEvents): Socket => {
    let mine: Socket | null = null;
    let gone = false;
    const [wait, doubt] = [alarm(outside), alarm(outside)];
    const end = () => {
      gone = true;
      for (const stop of [wait.off, doubt.off, deaf, abdicate]) stop();
      mine?.close();
    };
    const lost = () => {
      if (gone) return;
      end();
      on.closed();
    };
    const crown = {
      led() {
        if (gone) return;
        wait.off();
        doubt.off();
        mine = direct({
          opened: on.opened,
          frame(frame) {
            tabs.say({ w: 'frame', frame });
            if (!gone) on.frame(frame);
          },
          closed() {
            if (!gone) tabs.say({ w: 'down' });
            lost();
          },
        });
      },
      deposed: lost,
    };
    const deaf = tabs.hear((word) => {
      if (mine) {
        if (word.w !== 'send') return;
        tabs.say({ w: 'here' });
        return mine.send(word.frame);
      }
      if (word.w === 'send') return;
      doubt.off();
      if (word.w === 'frame') on.frame(word.frame);
      if (word.w === 'down') lost();
    });
    let abdicate = tabs.lead(crown, false);
    /** Who leads and does not answer is no leader. */
    const take = () => {
      abdicate();
      abdicate = tabs.lead(crown, true);
    };
    if (!mine) wait.set(followMs, on.opened);
    return {
      send(frame) {
        if (mine) return mine.send(frame);
        tabs.say({ w: 'send', frame });
        if (!doubt.isSet()) doubt.set(patienceMs, take);
      },
      close: end,
    };
  };
}

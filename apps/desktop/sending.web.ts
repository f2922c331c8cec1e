import type { SentFile } from '@patchbay/files/file.ts';
import { api, newKey } from './api.web.ts';
import type { Cell } from './cell.ts';
import type { Desk } from './desk.ts';
import type { Change } from './loading.web.ts';
import {
  confirmed,
  discarded,
  type Knowing,
  type Outbox,
  type Outgoing,
  restored,
  retried,
  sendable,
  sending,
  settled,
  shownOf,
  written,
} from './outbox.ts';
import { withCode } from './problem.ts';

/** Takes messages and sees to it that each arrives once. */
export interface Sending {
  /** To the customer, with how much was on the screen; or between staff. */
  readonly say: (interaction: string, text: string, knowing: Knowing | null) => void;
  /** Shows a file that the server has already. */
  readonly show: (interaction: string, file: SentFile, knowing: Knowing) => void;
  readonly retry: (id: string, knowing: Knowing) => void;
  readonly discard: (id: string) => void;
  /** Signing out leaves nothing behind. */
  readonly clear: () => void;
  readonly stop: () => void;
}

const again = 2000;

/** Sends what is written as soon as its chat is known to be current, in order, and again with the same id until it arrives. [DT9, DT10] */
export function keepSending(state: Cell<Desk>, change: Change, user: string): Sending {
  const key = `patchbay.outbox.${user}`;
  let stopped = false;
  const keep = (by: (outbox: Outbox) => Outbox): void => change((desk) => ({ outbox: by(desk.outbox) }));

  const pump = (): void => {
    const { mirror, outbox } = state.get();
    const current = (id: string): boolean =>
      mirror.current &&
      !mirror.stale.includes(id) &&
      (mirror.timelines[id]?.to ?? -1) >= (mirror.chats[id]?.version ?? Number.POSITIVE_INFINITY);
    for (const message of sendable(outbox, current)) void send(message);
  };
  const send = async ({ id, interaction, text, inside, file, ...knowing }: Outgoing): Promise<void> => {
    keep((outbox) => sending(outbox, id));
    const command = file
      ? { type: 'sendFile', interaction, id, file: file.id, alt: file.alt, ...knownBy(knowing) }
      : inside
        ? { type: 'whisper', interaction, id, text }
        : { type: 'say', interaction, id, text, ...knownBy(knowing) };
    const answer = await api.command(command, id);
    if (stopped) return;
    if (answer.is === 'unreached') setTimeout(() => keep((outbox) => settled(outbox, id, answer)), again);
    else
      keep((outbox) =>
        settled(
          outbox,
          id,
          answer.is === 'ok'
            ? { is: 'taken' }
            : { is: 'refused', text: withCode(answer.text, answer.code), crossed: answer.key === 'chat.crossed' },
        ),
      );
  };

  let stored = state.get().outbox;
  const unsubscribe = state.subscribe(() => {
    const { outbox } = state.get();
    if (outbox !== stored) {
      stored = outbox;
      localStorage.setItem(key, JSON.stringify(outbox));
    }
    const shown = shownOf(outbox, state.get().mirror.timelines);
    if (shown.size) return keep((all) => confirmed(all, shown)); // comes here again
    pump();
  });
  const now = () => ({ id: newKey(), at: Date.now() + state.get().mirror.ahead });
  const left = JSON.parse(localStorage.getItem(key) ?? '[]') as Outbox;
  if (left.length) keep(() => restored(left));

  return {
    say: (interaction, text, knowing) =>
      keep((outbox) => written(outbox, { ...now(), interaction, text, inside: knowing === null, ...knowing })),
    show: (interaction, file, knowing) =>
      keep((outbox) => written(outbox, { ...now(), interaction, text: '', inside: false, file, ...knowing })),
    retry: (id, knowing) => keep((outbox) => retried(outbox, id, newKey(), knowing)),
    discard: (id) => keep((outbox) => discarded(outbox, id)),
    clear: () => localStorage.removeItem(key),
    stop() {
      stopped = true;
      unsubscribe();
    },
  };
}

/** Messages from before this was kept say nothing. */
const knownBy = ({ seen, sure }: Partial<Knowing>) => (seen === undefined || sure === undefined ? {} : { seen, sure });

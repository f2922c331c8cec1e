import { type Allowed, type Attaching, type Attachment, changed, sentFiles, unfit } from '@patchbay/chat/attaching.ts';
import type { FileFacts } from '@patchbay/files/file.ts';
import { codeOf } from '@patchbay/help/codes.ts';
import { newKey } from './api.web.ts';
import type { Cell } from './cell.ts';
import type { Desk } from './desk.ts';
import type { Change } from './loading.web.ts';
import { withCode } from './problem.ts';
import { refusalText } from './refusals.ts';
import type { Sending } from './sending.web.ts';

/** Takes files that the agent chooses to the server, so that they can be shown in a message. */
export interface Attachments {
  readonly add: (interaction: string, files: readonly File[], allowed: Allowed) => void;
  readonly describe: (id: string, alt: string) => void;
  readonly again: (id: string) => void;
  /** Gives one up, also while it is on its way. */
  readonly remove: (id: string) => void;
  /** Sends all that is ready as messages. */
  readonly send: (interaction: string) => void;
  /** Where a chosen picture can be drawn from. */
  readonly preview: (id: string) => string | undefined;
  readonly stop: () => void;
}
interface Chosen {
  readonly file: File;
  readonly preview: string | undefined;
  request: XMLHttpRequest | null;
}

const drawable = /^image\/(jpeg|png|webp|gif)$/;

/** Keeps what is chosen per interaction: looking at another one loses nothing. */
export function keepAttaching(state: Cell<Desk>, change: Change, outgoing: Pick<Sending, 'show'>): Attachments {
  const chosen = new Map<string, Chosen>();
  const put = (id: string, by: Partial<Attachment>): void => change((desk) => ({ attachments: changed(desk.attachments, id, by) }));
  const is = (id: string, next: Attaching): void => put(id, { is: next });
  const forget = (id: string): void => {
    const one = chosen.get(id);
    one?.request?.abort();
    if (one?.preview) URL.revokeObjectURL(one.preview);
    chosen.delete(id);
  };

  const send = (id: string): void => {
    const one = chosen.get(id);
    const attachment = state.get().attachments.find((a) => a.id === id);
    if (!one || !attachment) return;
    is(id, { now: 'uploading', part: 0 });
    const request = new XMLHttpRequest(); // fetch tells nothing of how far it is
    one.request = request;
    request.open('PUT', `/api/files?${new URLSearchParams({ interaction: attachment.interaction, id, name: attachment.name })}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept-language', document.documentElement.lang || 'en');
    request.upload.onprogress = ({ loaded, total }) => chosen.has(id) && is(id, { now: 'uploading', part: total ? loaded / total : 0 });
    request.onload = () => is(id, outcome(request));
    request.onerror = () => is(id, { now: 'unreached' });
    request.send(one.file);
  };

  return {
    add(interaction, files, allowed) {
      for (const file of files) {
        const id = newKey();
        const why = unfit(file, allowed);
        const picture = drawable.test(file.type);
        chosen.set(id, { file, preview: picture && !why ? URL.createObjectURL(file) : undefined, request: null });
        const refused = why && (refusalText(why.refused, document.documentElement.lang, why.with) ?? why.refused);
        const first: Attaching =
          why && refused ? { now: 'refused', why: withCode(refused, codeOf(why.refused)) } : { now: 'uploading', part: 0 };
        const attachment = { id, interaction, name: file.name, size: file.size, picture, alt: '', is: first };
        change((desk) => ({ attachments: [...desk.attachments, attachment] }));
        if (!refused) send(id);
      }
    },
    describe: (id, alt) => put(id, { alt }),
    again: send,
    remove(id) {
      forget(id);
      change((desk) => ({ attachments: desk.attachments.filter((a) => a.id !== id) }));
    },
    send(interaction) {
      const mine = state.get().attachments.filter((a) => a.interaction === interaction && a.is.now === 'ready');
      for (const file of sentFiles(mine)) outgoing.show(interaction, file);
      for (const { id } of mine) forget(id);
      change((desk) => ({ attachments: desk.attachments.filter((a) => !mine.includes(a)) }));
    },
    preview: (id) => chosen.get(id)?.preview,
    stop() {
      for (const id of chosen.keys()) forget(id);
    },
  };
}

/** What the server said to a file; an answer that is not ours (the page of a proxy) is as good as none. */
function outcome({ status, responseText }: XMLHttpRequest): Attaching {
  const body = parsed(responseText);
  if (status === 200 && body.file) return { now: 'ready', file: body.file };
  return body.text ? { now: 'refused', why: withCode(body.text, body.code) } : { now: 'unreached' };
}

function parsed(text: string): { readonly file?: FileFacts; readonly text?: string; readonly code?: string } {
  try {
    return JSON.parse(text) as { file?: FileFacts; text?: string };
  } catch {
    return {};
  }
}

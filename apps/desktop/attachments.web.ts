import { type Allowed, type Attaching, type Attachment, changed, sentFiles, unfit } from '@patchbay/chat/attaching.ts';
import { type FileFacts, isPicture, type SentFile } from '@patchbay/files/file.ts';
import { codeOf } from '@patchbay/help/codes.ts';
import { api, newKey } from './api.web.ts';
import type { Cell } from './cell.ts';
import type { Desk } from './desk.ts';
import type { Change } from './loading.web.ts';
import type { Knowing } from './outbox.ts';
import { withCode } from './problem.ts';
import { refusalText } from './refusals.ts';
import type { Sending } from './sending.web.ts';

/** Takes files that the agent chooses to the server, so that they can be shown in a message, or go with a canned response. */
export interface Attachments {
  /** For an interaction, or a canned response: see `forResponse`. */
  readonly add: (place: string, files: readonly File[], allowed: Allowed) => void;
  /** Those that a canned response has, to be changed. */
  readonly hold: (place: string, files: readonly SentFile[]) => void;
  /** Takes the files of a canned response along; one that is there already is not taken twice. [CN9] */
  readonly take: (interaction: string, response: string, files: readonly SentFile[]) => void;
  readonly describe: (id: string, alt: string) => void;
  readonly again: (id: string) => void;
  /** Gives one up, also while it is on its way. */
  readonly remove: (id: string) => void;
  /** Sends all that is ready as messages. */
  readonly send: (interaction: string, knowing: Knowing) => void;
  /** Gives up all of a place. */
  readonly clear: (place: string) => void;
  /** Where a chosen picture can be drawn from. */
  readonly preview: (id: string) => string | undefined;
  readonly stop: () => void;
}
interface Chosen {
  /** Of this computer, of a canned response, or there already. */
  readonly from: File | OfResponse | null;
  readonly preview: string | undefined;
  request: XMLHttpRequest | null;
}
interface OfResponse {
  readonly response: string;
  readonly file: string;
}
const ofCanned = 'canned:';
/** Where the files of a canned response are kept while it is written. */
export const forResponse = (shared: boolean): string => `${ofCanned}${shared ? 'shared' : 'own'}`;
const targetOf = (place: string) => (place.startsWith(ofCanned) ? { canned: place.slice(ofCanned.length) } : { interaction: place });
const smallOf = (file: FileFacts): string | undefined => (isPicture(file) ? `/api/files/${file.id}/thumbnail` : undefined);

const drawable = /^image\/(jpeg|png|webp|gif)$/;

/** Keeps what is chosen per interaction: looking at another one loses nothing. */
export function keepAttaching(state: Cell<Desk>, change: Change, outgoing: Pick<Sending, 'show'>): Attachments {
  const chosen = new Map<string, Chosen>();
  const put = (id: string, by: Partial<Attachment>): void => change((desk) => ({ attachments: changed(desk.attachments, id, by) }));
  const is = (id: string, next: Attaching): void => put(id, { is: next });
  const forget = (id: string): void => {
    const one = chosen.get(id);
    one?.request?.abort();
    if (one?.preview && one.from instanceof File) URL.revokeObjectURL(one.preview);
    chosen.delete(id);
  };

  const copy = async (id: string, interaction: string, from: OfResponse): Promise<void> => {
    const answer = await api.askCanned({ type: 'attach', ...from, interaction, id });
    if (answer.is === 'ok' && answer.body.file) is(id, { now: 'ready', file: answer.body.file });
    else is(id, answer.is === 'refused' ? { now: 'refused', why: withCode(answer.text, answer.code) } : { now: 'unreached' });
  };
  const send = (id: string): void => {
    const one = chosen.get(id);
    const attachment = state.get().attachments.find((a) => a.id === id);
    if (!one?.from || !attachment) return;
    is(id, { now: 'uploading', part: 0 });
    if (!(one.from instanceof File)) return void copy(id, attachment.interaction, one.from);
    const request = new XMLHttpRequest(); // fetch tells nothing of how far it is
    one.request = request;
    request.open('PUT', `/api/files?${new URLSearchParams({ ...targetOf(attachment.interaction), id, name: attachment.name })}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept-language', document.documentElement.lang || 'en');
    request.upload.onprogress = ({ loaded, total }) => chosen.has(id) && is(id, { now: 'uploading', part: total ? loaded / total : 0 });
    request.onload = () => is(id, outcome(request));
    request.onerror = () => is(id, { now: 'unreached' });
    request.send(one.from);
  };
  const enter = (attachment: Attachment): void => change((desk) => ({ attachments: [...desk.attachments, attachment] }));
  const listed = ({ name, size, alt, ...file }: SentFile) => ({ name, size, alt, picture: isPicture(file) });

  return {
    add(place, files, allowed) {
      for (const file of files) {
        const id = newKey();
        const why = unfit(file, allowed);
        const picture = drawable.test(file.type);
        chosen.set(id, { from: file, preview: picture && !why ? URL.createObjectURL(file) : undefined, request: null });
        const refused = why && (refusalText(why.refused, document.documentElement.lang, why.with) ?? why.refused);
        const first: Attaching =
          why && refused ? { now: 'refused', why: withCode(refused, codeOf(why.refused)) } : { now: 'uploading', part: 0 };
        enter({ id, interaction: place, name: file.name, size: file.size, picture, alt: '', is: first });
        if (!refused) send(id);
      }
    },
    hold(place, files) {
      for (const file of files) {
        const id = newKey();
        chosen.set(id, { from: null, preview: smallOf(file), request: null });
        enter({ id, interaction: place, ...listed(file), is: { now: 'ready', file } });
      }
    },
    take(interaction, response, files) {
      const there = state.get().attachments.filter((a) => a.interaction === interaction);
      const taken = (file: SentFile): boolean =>
        there.some(({ id }) => {
          const from = chosen.get(id)?.from;
          return from && !(from instanceof File) && from.file === file.id;
        });
      for (const file of files.filter((one) => !taken(one))) {
        const id = newKey();
        chosen.set(id, { from: { response, file: file.id }, preview: smallOf(file), request: null });
        enter({ id, interaction, ...listed(file), is: { now: 'uploading', part: 0 } });
        send(id);
      }
    },
    describe: (id, alt) => put(id, { alt }),
    again: send,
    remove(id) {
      forget(id);
      change((desk) => ({ attachments: desk.attachments.filter((a) => a.id !== id) }));
    },
    send(interaction, knowing) {
      const mine = state.get().attachments.filter((a) => a.interaction === interaction && a.is.now === 'ready');
      for (const file of sentFiles(mine)) outgoing.show(interaction, file, knowing);
      for (const { id } of mine) forget(id);
      change((desk) => ({ attachments: desk.attachments.filter((a) => !mine.includes(a)) }));
    },
    clear(place) {
      for (const { id, interaction } of state.get().attachments) if (interaction === place) forget(id);
      change((desk) => ({ attachments: desk.attachments.filter((a) => a.interaction !== place) }));
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

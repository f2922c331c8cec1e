import type { FileFacts } from '@patchbay/files/file.ts';
import type { Answer } from '../frames.ts';
import type { PassOffice } from '../pass.ts';

/** Where files are sent to and read from: beside the folder this part came from. */
const files = new URL('../api/files', import.meta.url).href;
const side = 2048;

/** What became of sending a file. */
export type Sent =
  | { readonly is: 'done'; readonly file: FileFacts }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'lost' };
/** A file on its way, and how to call it off. */
export interface Way {
  stop(): void;
}

/** Sends a file as the customer, into a chat or for a message that is about to be left; `moved` is told how much of it is there, `ended` what became of it. A pass that is over is renewed once. */
export function sendFile(
  pass: PassOffice,
  file: { readonly blob: Blob; readonly name: string; readonly id: string; readonly interaction: string | null; readonly language: string },
  on: { moved(part: number): void; ended(sent: Sent): void },
): Way {
  const request = new XMLHttpRequest();
  let stopped = false;
  const go = async (stale?: string) => {
    const got = await pass(stale);
    if (stopped) return;
    if (got.is !== 'done') return on.ended({ is: 'lost' });
    const { token } = got.body;
    const { id, interaction, name } = file;
    request.open('PUT', `${files}?${new URLSearchParams({ ...(interaction && { interaction }), id, name })}`);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.setRequestHeader('accept-language', file.language);
    request.upload.onprogress = ({ loaded, total }) => on.moved(total ? loaded / total : 0);
    request.onerror = () => on.ended({ is: 'lost' });
    request.onload = () => (request.status === 401 && !stale ? void go(token) : on.ended(outcome(request)));
    request.send(file.blob);
  };
  void go();
  return {
    stop() {
      stopped = true;
      request.abort();
    },
  };
}

function outcome({ status, responseText }: XMLHttpRequest): Sent {
  try {
    const { file, text } = JSON.parse(responseText) as { file?: FileFacts; text?: string };
    if (status === 200 && file) return { is: 'done', file };
    return text ? { is: 'refused', why: text } : { is: 'lost' };
  } catch {
    return { is: 'lost' }; // the page of a proxy, not an answer of ours
  }
}

/** Reads a file as the customer: its address is worth nothing without the token, so the page shows a copy. */
export async function readFile(pass: PassOffice, id: string, part: '' | '/thumbnail', stale?: string): Promise<Answer<Blob>> {
  const got = await pass(stale);
  if (got.is !== 'done') return got;
  const { token } = got.body;
  try {
    const response = await fetch(`${files}/${id}${part}`, { headers: { authorization: `Bearer ${token}` }, credentials: 'omit' });
    if (response.ok) return { is: 'done', body: await response.blob() };
    if (response.status === 401 && !stale) return readFile(pass, id, part, token);
    return { is: 'refused', status: response.status, why: '', text: '', seconds: 0 };
  } catch {
    return { is: 'unreachable' };
  }
}

/** A photo without the place and the camera, at most 2048 pixels wide and high; whatever cannot be drawn here goes as it is. */
export async function smaller(file: File): Promise<Blob> {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob((blob) => done(blob ?? file), file.type, 0.86));
  } catch {
    return file; // no picture: the server says so
  }
}

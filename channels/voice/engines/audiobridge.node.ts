import WebSocket from 'ws';
import type { Places, Secrets } from './engine.ts';

type Message = {
  readonly janus: string;
  readonly data?: { readonly id: number };
  readonly plugindata?: { readonly data: { readonly audiobridge?: string; readonly list?: readonly Listed[] } };
  readonly error?: { readonly reason: string };
};

/** A room, and how many sit in it. */
type Listed = { readonly room: string; readonly num_participants: number };

/** Asks Janus' AudioBridge for its rooms, as a stranger would: one that hangs does not answer, though Janus itself does. */
export async function askAudioBridge({ janus }: Places, secrets: Secrets): Promise<readonly Listed[]> {
  const socket = new WebSocket(`ws://127.0.0.1:${janus}`, 'janus-protocol', { handshakeTimeout: 2_000 });
  try {
    await opened(socket);
    const ask = (message: object) => asking(socket, { ...message, apisecret: secrets.janus });
    const session_id = (await ask({ janus: 'create' })).data?.id;
    const handle_id = (await ask({ janus: 'attach', session_id, plugin: 'janus.plugin.audiobridge' })).data?.id;
    const listed = await ask({ janus: 'message', session_id, handle_id, body: { request: 'list', admin_key: secrets.rooms } });
    await ask({ janus: 'destroy', session_id });
    if (listed.plugindata?.data.audiobridge !== 'success') throw new Error('the AudioBridge does not tell its rooms');
    return listed.plugindata.data.list ?? [];
  } finally {
    socket.terminate();
  }
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
}

/** One question at a time, so the next message is its answer. */
function asking(socket: WebSocket, message: object): Promise<Message> {
  const { promise, resolve, reject } = Promise.withResolvers<Message>();
  const timer = setTimeout(() => reject(new Error('the AudioBridge does not answer')), 2_000);
  socket.once('close', () => reject(new Error('Janus hung up')));
  socket.once('message', (data) => {
    const answer = JSON.parse(String(data)) as Message;
    if (answer.janus === 'error') reject(new Error(`Janus: ${answer.error?.reason}`));
    else resolve(answer);
  });
  socket.send(JSON.stringify({ ...message, transaction: 'health' }));
  return promise.finally(() => clearTimeout(timer));
}

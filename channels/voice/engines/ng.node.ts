import { createSocket } from 'node:dgram';

/** Asks rtpengine one question and closes again. Resolves with its answer; rejects with its reason. */
export function askRtpengine(port: number, command: string): Promise<unknown> {
  const socket = createSocket('udp4');
  const cookie = String(process.pid);
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  socket.once('error', reject);
  socket.once('message', (data) => {
    const text = String(data);
    const answer = JSON.parse(text.slice(text.indexOf(' ') + 1)) as { readonly result: string; readonly 'error-reason'?: string };
    if (answer.result === 'error') reject(new Error(`rtpengine: ${answer['error-reason']}`));
    else resolve(answer);
  });
  socket.send(`${cookie} ${JSON.stringify({ command })}`, port, '127.0.0.1');
  const timer = setTimeout(() => reject(new Error('rtpengine does not answer')), 2_000);
  return promise.finally(() => {
    clearTimeout(timer);
    socket.close();
  });
}

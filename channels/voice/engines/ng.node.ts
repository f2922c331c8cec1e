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
  const send = () => socket.send(`${cookie} ${JSON.stringify({ command })}`, port, '127.0.0.1');
  send();
  const again = setInterval(send, 100); // it may be starting, and what nobody received is not kept for it
  const timer = setTimeout(() => reject(new Error('rtpengine does not answer')), 2_000);
  return promise.finally(() => {
    clearTimeout(timer);
    clearInterval(again);
    socket.close();
  });
}

import { connect } from 'node:net';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Sends these bytes to the server of this address and reads until it closes; for requests that no client library would make. */
export function raw(url: string, bytes: string | Uint8Array): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const parts: Buffer[] = [];
    socket.on('data', (part) => parts.push(part));
    socket.on('error', () => undefined); // the server may hang up on what it does not want to read; 'close' tells what it said before
    socket.on('close', () => {
      const answer = parsed(Buffer.concat(parts).toString());
      if (answer) resolve(answer);
      else reject(new Error(`No answer to ${String(bytes).slice(0, 200)}`));
    });
    socket.write(bytes);
  });
}

/** The bytes of a request that asks to close afterwards. */
export function request(line: string, headers: Readonly<Record<string, string>>, body = ''): string {
  const all = { host: '127.0.0.1', connection: 'close', ...(body && { 'content-length': String(Buffer.byteLength(body)) }), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${line} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

function parsed(text: string): RawAnswer | null {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
  if (!status) return null;
  const headers = head
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(/: ?/, 2));
  return {
    status: Number(status),
    headers: Object.fromEntries(headers.map(([name = '', value = '']) => [name.toLowerCase(), value])),
    text: rest.join('\r\n\r\n'),
  };
}

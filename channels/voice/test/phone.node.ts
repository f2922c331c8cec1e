import { createSocket } from 'node:dgram';

/** A phone of our own making, for what sipp cannot do: it answers any message of its past, out of order too. */
export interface RawPhone {
  /** The next request with this method. */
  readonly gets: (method: string) => Promise<string>;
  readonly replies: (
    request: string,
    status: string,
    more?: { readonly tag?: string; readonly sdp?: string; readonly headers?: readonly string[] },
  ) => void;
  readonly sends: (text: string) => void;
  /** The next answer to what it sent. */
  readonly hears: () => Promise<string>;
  readonly close: () => void;
}

export async function rawPhone(port: number, edge: number): Promise<RawPhone> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(port, '127.0.0.1', resolve));
  const got: string[] = [];
  let wake = Promise.withResolvers<void>();
  socket.on('message', (data) => {
    if (!got.includes(String(data))) got.push(String(data)); // Repetitions of UDP say nothing new.
    wake.resolve();
  });
  const next = async (what: string) => {
    for (;;) {
      const at = got.findIndex((text) => text.startsWith(what));
      if (at >= 0) return got.splice(at, 1)[0] ?? '';
      wake = Promise.withResolvers();
      await wake.promise;
    }
  };
  return {
    gets: (method) => next(`${method} `),
    hears: () => next('SIP/2.0 '),
    sends: (text) => socket.send(text, edge, '127.0.0.1'),
    replies: (request, status, { tag = '', sdp = '', headers = [] } = {}) => {
      const copied = request.split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq|Record-Route):/i.test(line));
      const tagged = copied.map((line) => (/^To:/i.test(line) && tag ? `${line};tag=${tag}` : line));
      const own = [
        `Contact: <sip:phone@127.0.0.1:${port}>`,
        ...(sdp ? ['Content-Type: application/sdp'] : []),
        ...headers,
        `Content-Length: ${sdp.length}`,
      ];
      socket.send([`SIP/2.0 ${status}`, ...tagged, ...own, '', sdp].join('\r\n'), edge, '127.0.0.1');
    },
    close: () => socket.close(),
  };
}

import { createSocket } from 'node:dgram';
import { targetIn } from '../media/sdp.ts';
import { FRAME, heardIn, packetsOf, samplesOf } from './tones.ts';

/** A phone's sound: it speaks one tone in G.711 and knows which ones it hears. */
export interface Voice {
  readonly sdp: (direction?: string) => string;
  /** Where to speak, as their session says. */
  readonly speaks: (sdp: string) => void;
  /** The call is over: nothing is sent there any more, where soon somebody else may be heard. */
  readonly stops: () => void;
  /** Where that is, and how many packets went there. */
  readonly spoken: () => { readonly port: number; readonly packets: number };
  /** The tones of the last 200 ms. */
  readonly hears: () => readonly number[];
  /** Forgets what it has heard: from now on only what comes. */
  readonly forgets: () => void;
  /** Which tones it has heard since the last time this was asked, one after the other; pauses part them. */
  readonly heard: () => readonly number[];
  readonly presses: (digit: number) => Promise<void>;
  /** How many packets of digits it got. */
  readonly digits: () => number;
  readonly close: () => void;
}

/** What came longer ago is not heard any more; in ms, with room for a machine that stumbles. */
const PRESENT = 1000;
/** What is noted of a story that nobody asks for: ten minutes. */
const NOTED = 30_000;
const USUAL = 101;

/** `listens` gets every packet of theirs; `address` is its own. */
export async function openVoice(tone: number, listens?: (packet: Buffer) => void, address = '127.0.0.1'): Promise<Voice> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, address, resolve));
  let [sequence, time, digits] = [1, 0, 0];
  const packets = packetsOf(tone);
  /** The number of digits in the session: theirs, once they have offered one. */
  let keys = USUAL;
  let to = { ip: '127.0.0.1', port: 9 };
  const recent: { readonly at: number; readonly sound: Buffer }[] = [];
  const noted: Buffer[] = [];
  let now: number | undefined;
  socket.on('message', (data) => {
    listens?.(data);
    if (((data[1] ?? 0) & 127) === keys) digits += 1;
    if (((data[1] ?? 0) & 127) !== 0) return;
    const sound = data.subarray(12);
    recent.push({ at: performance.now(), sound });
    if (recent.length > 10) recent.shift();
    if (noted.length < NOTED) noted.push(sound);
  });
  /** The tones of what was noted, two packets at a time. */
  const story = (): readonly number[] => {
    const tones: number[] = [];
    for (let n = 0; n + 1 < noted.length; n += 2) {
      const [tone] = heardIn(samplesOf(Buffer.concat(noted.slice(n, n + 2))));
      if (tone !== now && tone !== undefined) tones.push(tone);
      now = tone;
    }
    noted.splice(0, noted.length - (noted.length % 2));
    return tones;
  };
  const send = (type: number, payload: Buffer, at: number) => {
    const header = Buffer.alloc(12);
    header.writeUInt8(0x80, 0);
    header.writeUInt8(type, 1);
    header.writeUInt16BE((sequence += 1) & 0xffff, 2);
    header.writeUInt32BE(at >>> 0, 4);
    header.writeUInt32BE(tone, 8);
    socket.send(Buffer.concat([header, payload]), to.port, to.ip);
  };
  const began = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    for (const due = (performance.now() - began) / 20; sent < due; sent += 1) {
      send(0, packets[sent % packets.length] as Buffer, (time += FRAME));
    }
  }, 10);
  return {
    sdp: (direction = 'sendrecv') =>
      [
        ...[
          'v=0',
          `o=- 1 1 IN IP4 ${address}`,
          's=-',
          `c=IN IP4 ${address}`,
          't=0 0',
          `m=audio ${socket.address().port} RTP/AVP 0 ${keys}`,
        ],
        ...['a=rtpmap:0 PCMU/8000', `a=rtpmap:${keys} telephone-event/8000`, `a=fmtp:${keys} 0-15`, `a=${direction}`, ''],
      ].join('\r\n'),
    speaks: (sdp) => {
      const target = targetIn(sdp);
      if (target) to = { ip: target.ip, port: target.port };
      keys = Number(/^a=rtpmap:(\d+) telephone-event/im.exec(sdp)?.[1] ?? keys);
    },
    hears: () => heardIn(samplesOf(Buffer.concat(recent.filter(({ at }) => at > performance.now() - PRESENT).map(({ sound }) => sound)))),
    stops: () => {
      to = { ip: '127.0.0.1', port: 9 };
    },
    spoken: () => ({ port: to.port, packets: sent }),
    forgets: () => void recent.splice(0),
    heard: story,
    presses: async (digit) => {
      const at = time;
      for (let n = 1; n <= 8; n += 1) {
        send(n === 1 ? keys | 0x80 : keys, Buffer.from([digit, (n > 5 ? 0x80 : 0) | 10, (n * FRAME) >> 8, (n * FRAME) & 255]), at);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    digits: () => digits,
    close: () => {
      clearInterval(timer);
      socket.close();
    },
  };
}

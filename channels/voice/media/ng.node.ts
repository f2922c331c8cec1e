import { createSocket } from 'node:dgram';

/** rtpengine's commands (its ng protocol, JSON over UDP), and the digits it reports. */
export interface Ng {
  /** Asked again with the same cookie until there is an answer: rtpengine does a thing once. Throws an `NgError` with its reason. */
  readonly ask: (command: string, more?: object) => Promise<Answer>;
  /** Whether it has this leg; null: it does not answer. */
  readonly has: (leg: string) => Promise<boolean | null>;
  readonly close: () => void;
}
/** rtpengine does not want to. */
export class NgError extends Error {}
export type Answer = Readonly<Record<string, unknown>> & { readonly sdp?: string };

/** Where rtpengine listens, where it reports digits to, and who hears of them. */
export interface NgOptions {
  readonly port: number;
  readonly digits: number;
  readonly heard: (call: string, digit: string) => void;
}

const KEYS = '0123456789*#ABCD';
const TRIES = [200, 400, 800, 1600];
const ONCE = [200];

export async function openNg({ port, digits, heard }: NgOptions): Promise<Ng> {
  const [socket, ear] = [createSocket('udp4'), createSocket('udp4')];
  const waiting = new Map<string, (answer: Answer) => void>();
  let asked = 0;
  socket.on('message', (data) => {
    const text = String(data);
    const at = text.indexOf(' ');
    waiting.get(text.slice(0, at))?.(JSON.parse(text.slice(at + 1)) as Answer);
  });
  ear.on('message', (data) => {
    const said = JSON.parse(String(data)) as {
      readonly callid: string;
      readonly source_tag: string;
      readonly type: string;
      readonly event: number;
    };
    // A digit of one leg is a tone in the room, and comes back as one of the others: only what a peer pressed counts.
    if (said.type === 'DTMF' && said.source_tag === 'sip') heard(said.callid, KEYS[said.event] ?? '');
  });
  await new Promise<void>((resolve, reject) => ear.once('error', reject).bind(digits, '127.0.0.1', resolve));

  const ask = async (command: string, more: object = {}, tries = TRIES): Promise<Answer> => {
    const cookie = `${process.pid}_${(asked += 1)}`;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    waiting.set(cookie, resolve);
    const answer = await repeated(
      () => socket.send(`${cookie} ${JSON.stringify({ command, ...more })}`, port, '127.0.0.1'),
      promise,
      tries,
    );
    waiting.delete(cookie);
    if (!answer) throw new Error(`rtpengine does not answer ${command}`);
    if (answer['result'] === 'error') throw new NgError(`rtpengine, ${command}: ${String(answer['error-reason'])}`);
    return answer;
  };
  const has = (leg: string) =>
    ask('query', { 'call-id': leg }, ONCE).then(
      () => true,
      (error: unknown) => (error instanceof NgError ? false : null),
    );
  return { ask: (command, more) => ask(command, more), has, close: () => void [socket.close(), ear.close()] };
}

async function repeated(send: () => void, answer: Promise<Answer>, tries: readonly number[]): Promise<Answer | undefined> {
  for (const wait of tries) {
    send();
    const late = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => late.resolve(undefined), wait);
    const got = await Promise.race([answer, late.promise]);
    clearTimeout(timer);
    if (got) return got;
  }
  return undefined;
}

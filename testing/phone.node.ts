import { createHash, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { openVoice, type Voice } from '@patchbay/voice/test/voice.node.ts';

/** Who a phone is at the edge; without a password it is a carrier, known by its address. */
export interface PhoneOptions {
  readonly edge: number;
  readonly user: string;
  readonly password?: string;
  readonly tone: number;
  readonly port?: number;
  /** Its own address, and that of the edge; left out: loopback. */
  readonly address?: string;
  readonly edgeAddress?: string;
  /** Gets every packet of what it hears. */
  readonly listens?: (packet: Buffer) => void;
}
/** One call as the phone has it. */
export interface PhoneCall {
  /** The last answer to our invitation, or 0. */
  status: number;
  up: boolean;
  over: boolean;
  readonly who: string;
}
/** A phone of our own making, as people use one: it speaks a tone and knows which tones it hears. */
export interface Phone {
  readonly voice: Voice;
  readonly port: number;
  readonly registers: () => Promise<void>;
  /** It rings: who calls. */
  readonly rings: () => PhoneCall | undefined;
  readonly lifts: () => void;
  readonly refuses: (status?: string) => void;
  /** `more` stands at the end of its session. */
  readonly calls: (number: string, more?: string) => PhoneCall;
  readonly hangsUp: () => void;
  readonly call: () => PhoneCall | undefined;
  /** Its call's name in SIP. */
  readonly callId: () => string;
  readonly close: () => void;
}

const header = (text: string, name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(text)?.[1]?.trim() ?? '';
const bodyOf = (text: string): string => text.slice(text.indexOf('\r\n\r\n') + 4);
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const random = () => randomBytes(5).toString('hex');

/** Opens a phone. */
export async function openPhone({ edge, user, password, tone, port: wanted = 0, listens, ...where }: PhoneOptions): Promise<Phone> {
  const { address = '127.0.0.1', edgeAddress = '127.0.0.1' } = where;
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(wanted, address, resolve));
  const { port } = socket.address();
  const voice = await openVoice(tone, listens, address);
  const realm = 'patchbay';
  const contact = `<sip:${user}@${address}:${port}>`;
  type State = PhoneCall & {
    invite: string;
    tag: string;
    ours: boolean;
    cseq: number;
    remote: string;
    target: string;
    routes: readonly string[];
  };
  let current: State | undefined;
  let registered = () => {};
  let challenge: ((answer: string) => void) | undefined;
  const send = (lines: readonly string[], sdp = '') =>
    socket.send(
      [...lines, ...(sdp ? ['Content-Type: application/sdp'] : []), `Content-Length: ${sdp.length}`, '', sdp].join('\r\n'),
      edge,
      edgeAddress,
    );
  const via = () => `Via: SIP/2.0/UDP ${address}:${port};branch=z9hG4bK${random()};rport`;

  const reply = (request: string, status: string, more: readonly string[] = [], sdp = '') => {
    const copied = request.split('\r\n').filter((line) => /^(Via|From|Call-ID|CSeq|Record-Route):/i.test(line));
    const to = `To: ${header(request, 'To')}`;
    send(
      [
        `SIP/2.0 ${status}`,
        ...copied,
        /;tag=/.test(to) || status.startsWith('100') ? to : `${to};tag=${current?.tag ?? 'x'}`,
        `Contact: ${contact}`,
        ...more,
      ],
      sdp,
    );
  };
  /** A request inside the call. */
  const inside = (method: string, s: State, cseq: number) => {
    const [own, theirs] = s.ours
      ? [header(s.invite, 'From'), s.remote]
      : [`${header(s.invite, 'To')};tag=${s.tag}`, header(s.invite, 'From')];
    send([
      `${method} ${s.target} SIP/2.0`,
      via(),
      'Max-Forwards: 70',
      ...s.routes.map((route) => `Route: ${route}`),
      `From: ${own}`,
      `To: ${theirs}`,
      `Call-ID: ${header(s.invite, 'Call-ID')}`,
      `CSeq: ${cseq} ${method}`,
      `Contact: ${contact}`,
    ]);
  };
  const routesIn = (text: string) =>
    text
      .split('\r\n')
      .filter((line) => /^Record-Route:/i.test(line))
      .flatMap((line) => line.replace(/^[^:]+:\s*/, '').split(/,\s*(?=<)/));
  const uriIn = (text: string) => /<([^>]+)>/.exec(text)?.[1] ?? '';

  const isOf = (text: string, s: State): boolean => header(s.invite, 'Call-ID') === header(text, 'Call-ID');
  const requested = (text: string, method: string): void => {
    if (method === 'OPTIONS') reply(text, '200 OK');
    if (method === 'INVITE') invited(text);
    if (method !== 'CANCEL' && method !== 'BYE') return;
    reply(text, '200 OK');
    if (!current || !isOf(text, current)) return;
    voice.stops();
    if (method === 'CANCEL') reply(current.invite, '487 Request Terminated');
    Object.assign(current, { over: true, up: false });
  };
  const invited = (text: string): void => {
    if (/;tag=/.test(header(text, 'To'))) {
      if (bodyOf(text)) voice.speaks(bodyOf(text));
      return reply(text, '200 OK', [], voice.sdp());
    }
    if (current && isOf(text, current)) return;
    if (current && !current.over) return reply(text, '486 Busy Here');
    current = {
      ...{ status: 0, up: false, over: false, who: /sip:([^@]+)@/.exec(header(text, 'From'))?.[1] ?? '', invite: text, tag: random() },
      ...{ ours: false, cseq: 1, remote: header(text, 'From'), target: uriIn(header(text, 'Contact')), routes: routesIn(text) },
    };
    voice.speaks(bodyOf(text));
    reply(text, '180 Ringing');
  };
  /** A refusal is acknowledged to whoever said it. */
  const acknowledges = (text: string) => {
    const same = ['Via', 'From', 'To', 'Call-ID'].map((name) => `${name}: ${header(text, name)}`);
    send([`ACK sip:edge@${edgeAddress} SIP/2.0`, ...same, 'Max-Forwards: 70', `CSeq: ${Number.parseInt(header(text, 'CSeq'), 10)} ACK`]);
  };
  const answered = (text: string) => {
    const status = Number(text.slice(8, 11));
    const method = /\d+ (\w+)/.exec(header(text, 'CSeq'))?.[1];
    if (method === 'REGISTER') return status === 401 ? challenge?.(header(text, 'WWW-Authenticate')) : registered();
    if (method !== 'INVITE') return undefined;
    if (status >= 300) acknowledges(text);
    if (!current || !isOf(text, current) || current.over) return undefined;
    return status === 407 ? challenge?.(header(text, 'Proxy-Authenticate')) : goesOn(current, status, text);
  };
  const goesOn = (s: State, status: number, text: string) => {
    s.status = status;
    if (status < 200) return;
    s.remote = header(text, 'To');
    s.over = status >= 300;
    if (s.over) return voice.stops();
    s.target = uriIn(header(text, 'Contact'));
    s.routes = routesIn(text).reverse();
    if (!s.up) voice.speaks(bodyOf(text));
    s.up = true;
    inside('ACK', s, s.cseq);
  };
  socket.on('message', (data) => {
    const text = String(data);
    if (text.startsWith('SIP/2.0 ')) answered(text);
    else requested(text, text.slice(0, text.indexOf(' ')));
  });

  const digest = (said: string, method: string, uri: string) => {
    const one = (name: string) => new RegExp(`${name}="([^"]+)"`).exec(said)?.[1] ?? '';
    const [nonce, cnonce] = [one('nonce'), random()];
    const response = md5(`${md5(`${user}:${realm}:${password}`)}:${nonce}:00000001:${cnonce}:auth:${md5(`${method}:${uri}`)}`);
    return `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", qop=auth, nc=00000001, cnonce="${cnonce}", algorithm=MD5`;
  };
  return {
    voice,
    port,
    registers: () =>
      new Promise((resolve) => {
        registered = resolve;
        const [id, tag] = [random(), random()];
        const ask = (cseq: number, more: readonly string[]) =>
          send([
            `REGISTER sip:${realm} SIP/2.0`,
            via(),
            'Max-Forwards: 70',
            `From: <sip:${user}@${realm}>;tag=${tag}`,
            `To: <sip:${user}@${realm}>`,
            `Call-ID: ${id}`,
            `CSeq: ${cseq} REGISTER`,
            `Contact: ${contact}`,
            'Expires: 300',
            ...more,
          ]);
        challenge = (said) => ask(2, [`Authorization: ${digest(said, 'REGISTER', `sip:${realm}`)}`]);
        ask(1, []);
      }),
    rings: () => (current && !current.ours && !current.up && !current.over ? current : undefined),
    lifts: () => {
      if (!current) throw new Error(`${user} does not ring`);
      current.up = true;
      reply(current.invite, '200 OK', [], voice.sdp());
    },
    refuses: (status = '603 Decline') => {
      if (!current) throw new Error(`${user} does not ring`);
      current.over = true;
      voice.stops();
      reply(current.invite, status);
    },
    calls: (number, session = '') => {
      const uri = `sip:${number}@${realm}`;
      const [id, tag] = [random(), random()];
      const ask = (cseq: number, more: readonly string[]) => {
        const lines = [
          `INVITE ${uri} SIP/2.0`,
          via(),
          'Max-Forwards: 70',
          `From: <sip:${user}@${realm}>;tag=${tag}`,
          `To: <${uri}>`,
          `Call-ID: ${id}`,
          `CSeq: ${cseq} INVITE`,
          `Contact: ${contact}`,
          ...more,
        ];
        const before = current;
        current = {
          ...{
            status: 0,
            up: false,
            over: false,
            who: number,
            invite: lines.join('\r\n'),
            tag,
            ours: true,
            cseq,
            remote: '',
            target: uri,
            routes: [],
          },
        };
        if (before && header(before.invite, 'Call-ID') === id) Object.assign(before, { cseq, invite: current.invite });
        current = before && header(before.invite, 'Call-ID') === id ? before : current;
        send(lines, voice.sdp() + session);
        return current;
      };
      challenge = (said) => void ask(2, [`Proxy-Authorization: ${digest(said, 'INVITE', uri)}`]);
      return ask(1, []);
    },
    hangsUp: () => {
      if (!current || current.over) return;
      const s = current;
      if (s.up) inside('BYE', s, s.cseq + 1);
      else {
        const branch = /branch=[^;\s]+/.exec(header(s.invite, 'Via'))?.[0] ?? '';
        send([
          `CANCEL ${s.target} SIP/2.0`,
          `Via: SIP/2.0/UDP ${address}:${port};${branch};rport`,
          'Max-Forwards: 70',
          ...['From', 'To', 'Call-ID'].map((name) => `${name}: ${header(s.invite, name)}`),
          `CSeq: ${s.cseq} CANCEL`,
        ]);
      }
      s.up = false;
      s.over = true;
      voice.stops();
    },
    call: () => current,
    callId: () => header(current?.invite ?? '', 'Call-ID'),
    close: () => {
      voice.close();
      socket.close();
    },
  };
}

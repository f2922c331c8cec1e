/** What messages of malice know: where the edge is, and a call that is up. */
export interface Known {
  readonly edge: number;
  readonly callId: string;
}

const METHODS = [
  'INVITE',
  'BYE',
  'CANCEL',
  'ACK',
  'OPTIONS',
  'REGISTER',
  'UPDATE',
  'INFO',
  'PRACK',
  'REFER',
  'NOTIFY',
  'MESSAGE',
  'GRÜSSE',
];
const STRANGE = [
  '\0',
  '\r\n',
  '\n',
  '"',
  '<',
  '>',
  ';',
  ',',
  '%',
  ' ',
  '\u00e9',
  '9'.repeat(400),
  '-1',
  'a'.repeat(3000),
  ';tag=',
  '\r\n\r\n',
];
const HEADERS = [
  'Content-Length: -5',
  'Content-Length: 99999999999',
  'CSeq: 99999999999999 INVITE',
  'Via: SIP/2.0/UDP',
  'Via: SIP/3.0/CARRIER.PIGEON :0;branch=',
  'Contact: *',
  'Contact: <sip:@[::1>:99999>',
  'Route: <sip:127.0.0.1;lr>, <sip:evil.invalid;lr>',
  'Record-Route: <<<>>>',
  'Require: everything',
  'Session-Expires: 1;refresher=nobody',
  'Max-Forwards: 0',
  'Proxy-Authorization: Digest username=,realm="patchbay"',
  'X-CC-Source: trunk;id=carrier.demo',
  'To: <sip:x@y>;tag=1;tag=2',
  'Content-Type: multipart/mixed',
];
const BODIES = [
  'v=0',
  'v=0\r\nm=audio 99999 RTP/AVP 0\r\n',
  'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nc=IN IP4 999.999.999.999\r\nt=0 0\r\nm=audio 0 RTP/AVP\r\n',
  `v=0\r\n${'m=audio 9 RTP/AVP 0\r\n'.repeat(100)}`,
];

/** Messages of SIP as nobody should write them: the same for the same seed. */
export function malformed(seed: number, many: number, known: Known): readonly Buffer[] {
  let state = seed;
  const chance = (n: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * n);
  };
  const of = (list: readonly string[]): string => list[chance(list.length)] ?? '';
  return Array.from({ length: many }, (_, n) => {
    const lines = message(`${seed}-${n}`, of(METHODS), chance(2) ? `${seed}-${n}` : known.callId, known);
    const body = chance(3) ? '' : of(BODIES);
    const written = [...lines, ...(body ? ['Content-Type: application/sdp'] : []), `Content-Length: ${body.length}`];
    for (let times = 1 + chance(3); times > 0; times -= 1) spoil(written, chance, of);
    const text = [...written, '', body].join(chance(8) ? '\r\n' : '\n');
    return Buffer.from(chance(6) ? text : text.slice(0, chance(text.length)), chance(4) ? 'utf8' : 'latin1');
  });
}

/** Whole, but for the call that is up: that has other tags. Whoever it calls has no number here. */
const message = (id: string, method: string, callId: string, { edge }: Known): string[] => [
  id.endsWith('7') ? 'SIP/2.0 200 OK' : `${method} sip:+4930000000@127.0.0.1:${edge} SIP/2.0`,
  `Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK${id};rport`,
  'Max-Forwards: 70',
  `From: <sip:+4930666@patchbay>;tag=f${id}`,
  `To: <sip:+4930000000@patchbay>${callId === id ? '' : `;tag=t${id}`}`,
  `Call-ID: ${callId}`,
  `CSeq: 1 ${method}`,
  `Contact: <sip:+4930666@127.0.0.1:9>`,
];

/** One fault more. */
function spoil(lines: string[], chance: (n: number) => number, of: (list: readonly string[]) => string): void {
  const at = chance(lines.length);
  const line = lines[at] ?? '';
  const cut = chance(line.length + 1);
  const ways: readonly (() => void)[] = [
    () => lines.splice(at, 1),
    () => lines.splice(at, 0, of(HEADERS)),
    () => lines.splice(at, 0, line),
    () => lines.splice(at, 1, line.slice(0, cut)),
    () => lines.splice(at, 1, line.slice(0, cut) + of(STRANGE) + line.slice(cut)),
    () => lines.splice(at, 1, line.slice(0, cut) + String.fromCharCode(chance(256)) + line.slice(cut + 1)),
  ];
  ways[chance(ways.length)]?.();
}

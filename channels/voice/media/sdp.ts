/** Where a session wants voices to be sent. */
export interface Target {
  readonly ip: string;
  readonly port: number;
  /** The number of Opus in it; null: it has none. */
  readonly opus: number | null;
}

/** Reads the audio of a session (RFC 4566); null: it has none. */
export function targetIn(sdp: string): Target | null {
  const [ip, port, opus] = [/^c=IN IP4 (\S+)/m, /^m=audio (\d+)/m, /^a=rtpmap:(\d+) opus\/48000/im].map(
    (pattern) => pattern.exec(sdp)?.[1],
  );
  return ip && port ? { ip, port: Number(port), opus: opus === undefined ? null : Number(opus) } : null;
}

const TURNED: Readonly<Record<string, string>> = { sendonly: 'recvonly', recvonly: 'sendonly', inactive: 'inactive' };

/** Which way voices go for us, when the peer's session says which way for them. */
export const turned = (sdp: string): string => TURNED[/^a=(sendonly|recvonly|inactive)/m.exec(sdp)?.[1] ?? ''] ?? 'sendrecv';

/** The session of a room's side: Opus, 20 ms, nothing else. */
export const roomSession = (ip: string, port: number, opus: number, direction = 'sendrecv'): string =>
  [
    ...['v=0', `o=- 1 1 IN IP4 ${ip}`, 's=-', `c=IN IP4 ${ip}`, 't=0 0', `m=audio ${port} RTP/AVP ${opus}`],
    ...[`a=rtpmap:${opus} opus/48000/2`, `a=fmtp:${opus} useinbandfec=1;stereo=0`, 'a=ptime:20', `a=${direction}`, ''],
  ].join('\r\n');

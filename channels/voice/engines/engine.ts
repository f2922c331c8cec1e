/** An engine of the field as data: which program, with which arguments, and the files it reads from its folder. */
export interface EngineSpec {
  readonly name: EngineName;
  readonly program: string;
  readonly args: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** Files that it writes itself: begun so where they are not there. */
  readonly own?: Readonly<Record<string, string>>;
}
export type EngineName = 'kamailio' | 'rtpengine' | 'janus';

/** Where the engines listen and are reached: all of it on loopback unless `open` says otherwise. */
export interface Places {
  /** SIP over UDP and TCP. */
  readonly sip: number;
  /** Kamailio's door for the telephony process: WebSocket and remote procedures. Always loopback. */
  readonly control: number;
  /** rtpengine's commands (ng), and where it reports digits. Always loopback. */
  readonly ng: number;
  readonly digits: number;
  /** Janus' WebSocket. Always loopback. */
  readonly janus: number;
  /** UDP ports of the callers' voices, of the voices between rtpengine and the rooms, and of the browsers'. */
  readonly rtp: Range;
  readonly rooms: Range;
  readonly browsers: Range;
}
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What only the engines and whoever steers them know. */
export interface Secrets {
  readonly control: string;
  readonly janus: string;
  readonly rooms: string;
}

/** How the engines are reached from other machines; null: not at all, they listen on loopback. */
export interface Open {
  /** The address of this machine that phones and browsers reach. */
  readonly address: string;
  /** What they see of it behind a router that translates addresses; the same when there is none. */
  readonly announced: string;
}

/** SIP over TLS: where, and the files (PEM) of the certificate with its chain and of its key. */
export interface Tls {
  readonly port: number;
  readonly certificate: string;
  readonly key: string;
}

/** Everything the configuration of the engines is made of. */
export interface Setup {
  readonly folder: string;
  readonly places: Places;
  readonly secrets: Secrets;
  readonly open: Open | null;
  /** Left out: nobody comes by TLS. */
  readonly tls?: Tls | undefined;
  /** The name phones register under, and the realm of their passwords. */
  readonly realm: string;
  /** Requests one stranger may send in two seconds. */
  readonly flood: number;
}

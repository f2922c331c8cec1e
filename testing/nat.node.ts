import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order, Stand } from './apart.node.ts';
import type { PhoneOptions } from './phone.node.ts';

/** A network behind a router that translates addresses, in network namespaces of this machine: nothing of it reaches another one. */
export interface Behind {
  /** Our own address on the side of the router that is open. */
  readonly address: string;
  /** A phone in the network behind it. */
  readonly phone: (options: Omit<PhoneOptions, 'listens' | 'address' | 'edgeAddress'>) => Promise<FarPhone>;
  readonly close: () => void;
}
/** A phone that is elsewhere. */
export interface FarPhone {
  readonly does: (order: Order) => Promise<Stand>;
  readonly close: () => void;
}

/** The open side, of a range for measurements (RFC 2544), and the hidden one; how many seconds the router remembers who spoke. */
const OPEN = { us: '198.18.77.1', router: '198.18.77.2' };
const HIDDEN = { net: '192.168.77.0/24', router: '192.168.77.1', phone: '192.168.77.2' };
const remembered = 30;

const ip = (...args: readonly string[]): void => void execFileSync('ip', args, { stdio: 'pipe' });
const iptables = '/usr/sbin/iptables';

/** Why no such network can be made here; null: it can. */
export function whyNoNat(): string | null {
  const name = `pbt${process.pid}`;
  try {
    ip('netns', 'add', name);
    try {
      ip('netns', 'exec', name, iptables, '-t', 'nat', '-A', 'POSTROUTING', '-j', 'MASQUERADE');
    } finally {
      ip('netns', 'del', name);
    }
    return null;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n').at(1) ?? error.message) : String(error);
  }
}

/** Makes the network. */
export function networkBehind(): Behind {
  const id = String(process.pid % 100_000);
  const [router, hidden] = [`pbr${id}`, `pbp${id}`];
  const undo: (() => void)[] = [];
  const begun = (make: readonly string[], back: readonly string[]) => {
    ip(...make);
    undo.unshift(() => ip(...back));
  };
  const close = () => {
    for (const step of undo.splice(0)) step();
  };
  const atRouter = (...args: readonly string[]) => ip('netns', 'exec', router, ...args);
  try {
    begun(['netns', 'add', router], ['netns', 'del', router]);
    begun(['netns', 'add', hidden], ['netns', 'del', hidden]);
    begun(['link', 'add', `pbo${id}`, 'type', 'veth', 'peer', 'name', 'open', 'netns', router], ['link', 'del', `pbo${id}`]);
    ip('addr', 'add', `${OPEN.us}/30`, 'dev', `pbo${id}`);
    ip('link', 'set', `pbo${id}`, 'up');
    begun(['route', 'add', 'blackhole', HIDDEN.net], ['route', 'del', 'blackhole', HIDDEN.net]); // what is said to hidden addresses stays here
    ip('-n', router, 'addr', 'add', `${OPEN.router}/30`, 'dev', 'open');
    ip('-n', router, 'link', 'add', 'inside', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', hidden);
    ip('-n', router, 'addr', 'add', `${HIDDEN.router}/24`, 'dev', 'inside');
    for (const device of ['lo', 'open', 'inside']) ip('-n', router, 'link', 'set', device, 'up');
    atRouter('sysctl', '-qw', 'net.ipv4.ip_forward=1');
    atRouter(iptables, '-t', 'nat', '-A', 'POSTROUTING', '-o', 'open', '-j', 'MASQUERADE', '--random');
    atRouter(
      'sysctl',
      '-qw',
      `net.netfilter.nf_conntrack_udp_timeout=${remembered}`,
      `net.netfilter.nf_conntrack_udp_timeout_stream=${remembered}`,
    );
    ip('-n', hidden, 'addr', 'add', `${HIDDEN.phone}/24`, 'dev', 'eth0');
    for (const device of ['lo', 'eth0']) ip('-n', hidden, 'link', 'set', device, 'up');
    ip('-n', hidden, 'route', 'add', 'default', 'via', HIDDEN.router);
  } catch (error) {
    close();
    throw error;
  }
  return {
    address: OPEN.us,
    close,
    phone: (options) => farPhone(hidden, { ...options, address: HIDDEN.phone, edgeAddress: OPEN.us }),
  };
}

async function farPhone(network: string, options: PhoneOptions): Promise<FarPhone> {
  const file = fileURLToPath(new URL('./apart.node.ts', import.meta.url));
  const child = spawn('ip', ['netns', 'exec', network, process.execPath, file, JSON.stringify(options)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit').then(() => Promise.reject(new Error('The phone behind the router is gone.')));
  gone.catch(() => undefined); // whoever waits for an answer is told
  const answer = async () => ((await Promise.race([once(child, 'message'), gone])) as [Stand])[0];
  await answer(); // it is there
  return {
    does: (order) => {
      const told = answer();
      child.send(order);
      return told;
    },
    close: () => void child.kill(),
  };
}

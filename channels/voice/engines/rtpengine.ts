import type { EngineSpec, Setup } from './engine.ts';

/** rtpengine: takes the phones' voices, whatever they speak, to the rooms and back. */
export function rtpengine({ folder, places, open }: Setup): EngineSpec {
  const outside = open ? `external/${open.address}${open.announced === open.address ? '' : `!${open.announced}`}` : 'external/127.0.0.1';
  return {
    name: 'rtpengine',
    program: 'rtpengine',
    args: [`--config-file=${folder}/rtpengine.conf`, `--pidfile=${folder}/rtpengine.pid`],
    files: {
      'rtpengine.conf': [
        '[rtpengine]',
        'table = -1',
        `interface = internal/127.0.0.1;${outside}`,
        `listen-ng = 127.0.0.1:${places.ng}`,
        `port-min = ${places.rtp.from}`,
        `port-max = ${places.rtp.to}`,
        'timeout = 60',
        'silent-timeout = 3600',
        'log-level = 5',
        'log-stderr = true',
        'foreground = true',
        `dtmf-log-dest = 127.0.0.1:${places.digits}`,
        'num-threads = 2',
        'delete-delay = 0',
        // The address a session names goes before that of whoever speaks first: a stranger is not taken for a phone.
        'endpoint-learning = heuristic',
        '',
      ].join('\n'),
    },
  };
}

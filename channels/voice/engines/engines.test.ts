import { expect, test } from 'vitest';
import type { Open, Setup } from './engine.ts';
import { janus } from './janus.ts';
import { rtpengine } from './rtpengine.ts';

const setup = (open: Open | null): Setup => ({
  folder: '/data/voice',
  places: {
    ...{ sip: 1, control: 2, ng: 3, digits: 4, janus: 5 },
    ...{ rtp: { from: 10, to: 19 }, rooms: { from: 20, to: 29 }, browsers: { from: 30, to: 39 } },
  },
  secrets: { control: 'c', janus: 'j', rooms: 'r' },
  ...{ open, realm: 'patchbay', flood: 60 },
});
const addresses = (text: string) => [...new Set(text.match(/\d+\.\d+\.\d+\.\d+/g))];
const textOf = (open: Open | null) =>
  [rtpengine(setup(open)), janus(setup(open), '/usr/lib')].flatMap(({ files }) => Object.values(files)).join('\n');

test('[VO99] as they are, the engines know no address but loopback', () => {
  expect(addresses(textOf(null))).toEqual(['127.0.0.1']);
});

test('[VO99] opened to a network, voices use its address and what the others see of it; commands stay on loopback', () => {
  const text = textOf({ address: '192.0.2.7', announced: '198.51.100.1' });
  expect(text).toContain('external/192.0.2.7!198.51.100.1');
  expect(text).toContain('nat_1_1_mapping = "198.51.100.1"');
  expect(['listen-ng = 127.0.0.1:3', 'ws_ip = "127.0.0.1"', 'local_ip = "127.0.0.1"'].filter((line) => !text.includes(line))).toEqual([]);
  expect(textOf({ address: '192.0.2.7', announced: '192.0.2.7' })).not.toContain('nat_1_1');
});

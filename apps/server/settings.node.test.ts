import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { trusting } from './proxy.node.ts';
import { serverSettings } from './settings.node.ts';
import { isStorable } from './storable.ts';

const url = 'postgres://there/patchbay';
const read = (env: object) => serverSettings({ DATABASE_URL: url, ...env });

describe('[SV8] settings', () => {
  test('without any the server is reached from this machine only and believes no proxy', () => {
    const plain = {
      ...{ url, port: 7070, host: '127.0.0.1', trustProxy: [], ownNetworks: [], data: resolve('data') },
      ...{ secretKey: undefined, clamav: undefined },
    };
    expect(read({})).toEqual(plain);
    expect(read({ PATCHBAY_HOST: '', PATCHBAY_TRUST_PROXY: '', PATCHBAY_CLAMD: '' })).toEqual(plain);
  });
  test.each(['0.0.0.0', '::', '::1', '192.168.1.5', 'localhost', 'desk.example'])('%s is an address to listen on', (host) => {
    expect(read({ PATCHBAY_HOST: host })).toMatchObject({ host });
  });
  test.each(['http://desk.example', '999.1.1.1', '1.2.3', 'desk example', '*', '-x', '127.0.0.1:7070', 'a/b'])('%s is none', (host) => {
    expect(read({ PATCHBAY_HOST: host })).toEqual({ problems: [expect.stringContaining(`PATCHBAY_HOST is "${host}"`)] });
  });
  test('proxies are a list of addresses and networks', () => {
    const text = ' loopback, 10.0.0.5,10.1.0.0/16 ,fd00::/8,::1 ';
    expect(read({ PATCHBAY_TRUST_PROXY: text })).toMatchObject({ trustProxy: ['loopback', '10.0.0.5', '10.1.0.0/16', 'fd00::/8', '::1'] });
  });
  test.each(['true', '*', '1', 'proxy.example', '10.0.0.0/33', '10.0.0.0/', '0.0.0.0/0', '::/0', '10.0.0.0/8/8'])(
    '%s is no proxy',
    (name) => {
      expect(read({ PATCHBAY_TRUST_PROXY: `loopback,${name}` })).toEqual({ problems: [expect.stringContaining(`names "${name}"`)] });
    },
  );
  test('networks that may be asked are a list of the same kind', () => {
    expect(read({ PATCHBAY_OWN_NETWORKS: '10.1.0.0/16, ::1' })).toMatchObject({ ownNetworks: ['10.1.0.0/16', '::1'] });
    expect(read({ PATCHBAY_OWN_NETWORKS: 'crm.local' })).toEqual({ problems: [expect.stringContaining('names "crm.local"')] });
  });
  test.each(['0', '65536', 'seven', '-1', ''])('%s is no port', (port) => {
    expect(read({ PATCHBAY_PORT: port })).toEqual({ problems: [expect.stringContaining('PATCHBAY_PORT')] });
  });
  test('the key of secure values has 64 hexadecimal digits', () => {
    expect(read({ PATCHBAY_SECRET_KEY: 'ab'.repeat(32) })).toMatchObject({ secretKey: 'ab'.repeat(32) });
    for (const key of ['short', 'xy'.repeat(32), 'ab'.repeat(33)])
      expect(read({ PATCHBAY_SECRET_KEY: key })).toEqual({
        problems: [expect.stringMatching(/^(?!.*(short|xyxy|abab)).*PATCHBAY_SECRET_KEY/)],
      });
  });
  test('clamd listens on a socket or on a port', () => {
    expect(read({ PATCHBAY_CLAMD: '/run/clamd.ctl' })).toMatchObject({ clamav: { path: '/run/clamd.ctl' } });
    expect(read({ PATCHBAY_CLAMD: 'scanner.example:3310' })).toMatchObject({ clamav: { host: 'scanner.example', port: 3310 } });
    expect(read({ PATCHBAY_CLAMD: '[::1]:3310' })).toMatchObject({ clamav: { host: '::1', port: 3310 } });
  });
  test.each(['clamd', 'clamd:', 'clamd:0', 'clamd:70000', 'http://clamd:3310', './clamd.ctl'])('%s is no address of clamd', (at) => {
    expect(read({ PATCHBAY_CLAMD: at })).toEqual({ problems: [expect.stringContaining(`PATCHBAY_CLAMD is "${at}"`)] });
  });
  test('all that is wrong is told at once', () => {
    const wrong = serverSettings({ PATCHBAY_PORT: 'x', PATCHBAY_HOST: '*', PATCHBAY_TRUST_PROXY: 'all' });
    expect('problems' in wrong && wrong.problems.length).toBe(4);
  });
});

describe('[SV8] who is believed', () => {
  const trusts = trusting(['loopback', '10.1.0.0/16', '192.0.2.1', 'fd00::/8']);
  test.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '10.1.2.3', '::ffff:10.1.2.3', '192.0.2.1', 'fd12::1'])(
    '%s',
    (address) => {
      expect(trusts(address)).toBe(true);
    },
  );
  test.each(['10.2.0.1', '192.0.2.2', '::2', 'fe80::1', '::ffff:10.2.0.1', '', 'loopback', '127.0.0.1.evil.example'])(
    'not %s',
    (address) => {
      expect(trusts(address)).toBe(false);
    },
  );
  test('without a list nobody is', () => expect(trusting([])('127.0.0.1')).toBe(false));
});

describe('[SV6] what can be kept', () => {
  test.each<unknown>([
    null,
    undefined,
    1,
    'text',
    '😀 ü 漢 \u0001\u007f',
    { a: ['b', { c: 'd' }] },
    { toString: 'x', constructor: { prototype: 1 } },
  ])('%j', (value) => {
    expect(isStorable(value)).toBe(true);
  });
  test.each<unknown>(['\0', 'a\0b', '\ud800', 'a\udc00', { a: ['\0'] }, { '\0': 1 }, { a: { '\ud83d': 1 } }, [[[['\udfff']]]]])(
    'not %j',
    (value) => {
      expect(isStorable(value)).toBe(false);
    },
  );
  test('however deep it is nested', () => {
    let deep: unknown = 'x';
    for (let n = 0; n < 200_000; n++) deep = n % 2 ? [deep] : { deep };
    expect(isStorable(deep)).toBe(true);
  });
});

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { openEgress, type Resolve } from './egress.node.ts';
import { isPublic } from './networks.node.ts';
import { sources } from './test/repository.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
async function somebody(answer: RequestListener): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.headers.host}${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((there) => server.listen(0, '127.0.0.1', there));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, asked };
}
const named =
  (...addresses: readonly string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
const post = (url: string, patienceMs = 5000) => ({ method: 'POST', url, body: '{}', patienceMs }) as const;
const forbidden = { reason: 'forbidden' };

describe('[BA17] who is asked', () => {
  test.each(['8.8.8.8', '93.184.216.34', '2606:4700::1111', '2a00:1450:4001:80b::200e'])('%s is somebody on the internet', (address) =>
    expect(isPublic(address)).toBe(true),
  );
  test.each([
    ...['127.0.0.1', '0.0.0.0', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '224.0.0.1', '255.255.255.255'],
    ...['::1', '::', 'fe80::1', 'fd00::1', 'fc00::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '2002:7f00:1::'],
    ...['2001:db8::1', '2001::1', '', 'localhost', '127.1'],
  ])('%s is not', (address) => expect(isPublic(address)).toBe(false));

  test.each([
    'http://127.0.0.1:{port}/',
    'http://127.1:{port}/',
    'http://0x7f000001:{port}/',
    'http://2130706433:{port}/',
    'http://0.0.0.0:{port}/',
    'http://[::ffff:127.0.0.1]:{port}/',
    'http://localhost:{port}/',
  ])('%s of this machine is refused, and nothing is sent', async (url) => {
    const { port, asked } = await somebody((_, response) => response.end());
    await expect(openEgress([])(post(url.replace('{port}', `${port}`)))).rejects.toMatchObject(forbidden);
    expect(asked).toEqual([]);
  });
  test('a name with one address that nobody may ask is refused, whatever the others are', async () => {
    for (const address of ['127.0.0.1', '169.254.169.254', 'fd00::1'])
      await expect(openEgress([], named('8.8.8.8', address))(post('https://push.example/'))).rejects.toMatchObject(forbidden);
    await expect(openEgress([], named())(post('https://push.example/'))).rejects.toMatchObject(forbidden);
  });
  test('a name that leads elsewhere when it is looked up again is looked up once, and the connection goes to what was judged', async () => {
    const { port, asked } = await somebody((_, response) => response.end('here'));
    const answers = ['127.0.0.1', '127.0.0.9'];
    let lookups = 0;
    const rebinding: Resolve = async () => [{ address: answers[lookups++] ?? '127.0.0.9', family: 4 }];
    const egress = openEgress(['127.0.0.1'], rebinding);
    expect(await egress(post(`http://push.example:${port}/a`))).toMatchObject({ status: 200, body: 'here' });
    expect([lookups, asked]).toEqual([1, [`POST push.example:${port}/a`]]);
    await expect(egress(post(`http://push.example:${port}/b`))).rejects.toMatchObject(forbidden);
    expect(asked).toHaveLength(1);
  });
  test('own networks that the settings name may be asked, and no others', async () => {
    const { port } = await somebody((_, response) => response.end());
    expect(await openEgress(['loopback'])(post(`http://127.0.0.1:${port}/`))).toMatchObject({ status: 200 });
    await expect(openEgress(['10.0.0.0/8'])(post(`http://127.0.0.1:${port}/`))).rejects.toMatchObject(forbidden);
  });
  test.each([
    'file:///etc/passwd',
    'ftp://a.example/',
    'gopher://a.example/',
    'javascript:1',
    'https://me:word@a.example/',
    'a.example',
    '',
  ])('%s is no address', async (url) => {
    await expect(openEgress([], named('8.8.8.8'))(post(url))).rejects.toMatchObject({ reason: 'address' });
  });
});

describe('[BA17] what comes back', () => {
  test('a redirect is told, never followed', async () => {
    const inside = await somebody((_, response) => response.end('secret'));
    const { port } = await somebody((_, response) => response.writeHead(302, { location: `http://127.0.0.1:${inside.port}/` }).end());
    expect(await openEgress(['loopback'])(post(`http://127.0.0.1:${port}/`))).toMatchObject({ status: 302, body: '' });
    expect(inside.asked).toEqual([]);
  });
  test('an answer that is too long is not read', async () => {
    const { port } = await somebody((_, response) => response.end('x'.repeat(1_000_000)));
    await expect(openEgress(['loopback'])(post(`http://127.0.0.1:${port}/`))).rejects.toMatchObject({ reason: 'tooLong' });
  });
  test('nobody is waited for longer than wanted: not for an answer, not for its end, not for the name', async () => {
    const silent = await somebody(() => undefined);
    const slow = await somebody((_, response) => void response.write('a'));
    for (const { port } of [silent, slow])
      await expect(openEgress(['loopback'])(post(`http://127.0.0.1:${port}/`, 50))).rejects.toMatchObject({ reason: 'late' });
    const never = openEgress([], () => new Promise(() => undefined));
    await expect(never(post('https://push.example/', 20))).rejects.toMatchObject({ reason: 'late' });
  });
  test('a port where nobody listens, a name that there is not: failed', async () => {
    const gone: Resolve = async () => Promise.reject(new Error('ENOTFOUND'));
    await expect(openEgress(['loopback'])(post('http://127.0.0.1:1/'))).rejects.toMatchObject({ reason: 'failed' });
    await expect(openEgress([], gone)(post('https://nobody.example/'))).rejects.toMatchObject({ reason: 'failed' });
  });
});

test('[BA17] no other file of the server asks anybody, but for those that talk to our own engines on loopback', () => {
  const out = /\bfetch\(|import \{(?! type).* from 'node:(https?|http2|dgram)'|from 'undici'/;
  const asks = sources('**/*.node.ts').filter(
    ({ path, text }) => !/^(testing|apps\/supervisor|channels\/voice\/(media|engines))|\/test\//.test(path) && out.test(text),
  );
  expect(asks.map(({ path }) => path)).toEqual(['core/base/egress.node.ts']);
});

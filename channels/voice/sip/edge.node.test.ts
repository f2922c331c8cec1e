import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { freePort } from '@patchbay/supervisor/port.node.ts';
import { describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { ha1, rpc } from '../engines/rpc.node.ts';
import { noCalls } from '../test/edge.node.ts';
import { rawPhone } from '../test/phone.node.ts';
import { replyInside } from '../test/phrases.ts';
import { recv, SDP, send } from '../test/sipp.ts';
import { acks, answered, calling, rings } from '../test/steps.ts';
import { EdgeOfSuite, OUR } from '../test/suite.node.ts';
import { openCore } from './core.node.ts';

test('[VO99] in the edge, what a table may lack is never kept in a variable that cannot be nothing', () => {
  const lines = readFileSync(new URL('../engines/kamailio.cfg', import.meta.url), 'utf8').split('\n');
  expect(lines.filter((line) => /\$var\(\w+\)\s*=\s*\$sht/.test(line))).toEqual([]);
});

describe.skipIf(noCalls)('who may come in', () => {
  const w = new EdgeOfSuite();
  /** A message of somebody we do not know, from another address than the carrier's. */
  const strange = (port: number, { method = 'INVITE', user = 'mallory', more = '' } = {}) =>
    [
      `${method} sip:4930123@127.0.0.1:${w.setup.places.sip} SIP/2.0`,
      `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK${randomBytes(6).toString('hex')}`,
      `From: <sip:${user}@patchbay>;tag=x`,
      `To: <sip:${user}@patchbay>`,
      `Call-ID: ${randomBytes(6).toString('hex')}`,
      `CSeq: 1 ${method}`,
      `Contact: <sip:${user}@127.0.0.1:${port}>`,
      'Max-Forwards: 70',
      ...(more ? [more] : []),
      ...['Content-Length: 0', '', ''],
    ].join('\r\n');

  test('[VO99] a stranger is asked who they are, whatever they say of themselves; nothing of it reaches us', async () => {
    const port = await freePort();
    await w.edge.set('ha1', 'anna', ha1('anna', 'patchbay', 'right'));
    const one = await rawPhone(port, w.setup.places.sip);
    const forged = 'X-CC-Source: trunk;id=t1';
    const wrong =
      'Proxy-Authorization: Digest username="anna",realm="patchbay",nonce="abc",uri="sip:x",response="00000000000000000000000000000000"';
    const tries = [
      {},
      { more: forged },
      { user: 'anna' },
      { user: 'anna', more: wrong },
      { method: 'REGISTER', user: 'anna' },
      { method: 'MESSAGE' },
      { method: 'OPTIONS' },
    ];
    const answers: string[] = [];
    for (const attempt of tries) {
      one.sends(strange(port, attempt));
      answers.push((await one.hears()).slice(8, 11));
    }
    expect(answers).toEqual(['407', '407', '407', '407', '401', '405', '404']);
    expect(w.us.events).toEqual([]);
    one.close();
  });

  test('[VO99] the door of the telephony process opens for its secret only, and not on the port of the callers', async () => {
    const { control, sip } = w.setup.places;
    const refused = (port: number, secret: string) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}/sip/evil.app.invalid`, 'sip', { headers: { 'X-Secret': secret } });
        socket.once('open', () => resolve('open'));
        socket.once('error', (error) => resolve(error.message));
      });
    expect(await refused(control, 'wrong')).toContain('403');
    expect(await refused(sip, w.setup.secrets.control)).toContain('403');
    await expect(rpc(control, 'wrong', 'core.uptime')).rejects.toThrow('403');
  });

  test('[VO98] malformed messages of all kinds, at the edge and past it, end no call of anybody', async () => {
    const sipp = w.calls([
      ...calling(),
      rings,
      answered(),
      acks(),
      recv('request="INVITE"'),
      send(replyInside('200 OK'), SDP),
      recv('request="ACK"'),
      recv('request="BYE"'),
      send(replyInside('200 OK')),
    ]);
    const { leg, connected } = await w.isAnswered();
    expect(connected.is).toBe('connected');
    const port = await freePort();
    const one = await rawPhone(port, w.setup.places.sip);
    const whole = strange(port, { user: 'anna' });
    let seed = 42;
    const chance = (n: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) % n;
    const broken = Array.from({ length: 200 }, () => {
      const at = chance(whole.length);
      return (
        [
          whole.slice(0, at),
          whole.slice(0, at) + String.fromCharCode(chance(256)) + whole.slice(at + chance(40)),
          whole.replaceAll('\r\n', '\n').repeat(1 + chance(3)),
        ][chance(3)] ?? ''
      );
    });
    for (const text of broken) one.sends(text);
    const [said, invited]: [string[], string[]] = [[], []];
    const alone = openCore({
      ...{ node: 'n.app.invalid', realm: 'patchbay', say: (line) => said.push(line), send: async () => undefined },
      ...{ onInvite: (_, dialled) => invited.push(dialled), onUpdate: () => undefined },
    });
    const worse = ['', '\r\n', 'SIP/2.0 200 OK\r\n\r\n', 'INVITE sip:x SIP/2.0\r\n\r\n', `${whole.slice(0, 60)}${'a'.repeat(70_000)}`];
    for (const text of [...broken, ...worse, whole]) alone.receive(text);
    expect([said.length > 0, invited.at(-1)]).toEqual([true, '4930123']);
    alone.core.dispose();
    one.close();
    expect(await w.us.sip.reoffer(leg, OUR)).toContain('m=audio 6000');
    await w.us.sip.hangUp(leg);
    await sipp.done;
  });
});

import { describe, expect, test } from 'vitest';
import { noCalls } from '../test/edge.node.ts';
import { ackRefused, invite, reply, replyInside } from '../test/phrases.ts';
import { check, recv, SDP, send } from '../test/sipp.ts';
import { isLeft } from '../test/steps.ts';
import { EdgeOfSuite } from '../test/suite.node.ts';

describe.skipIf(noCalls)('whom we call', () => {
  const w = new EdgeOfSuite();

  test('[VO90] a call goes out, is answered and left by us; nothing is kept of it afterwards', async () => {
    const sipp = w.phone([
      recv('request="INVITE"'),
      send(reply('180 Ringing')),
      send(reply('200 OK'), SDP, 'retrans="500"'),
      recv('request="ACK"'),
      ...isLeft,
    ]);
    const leg = await w.dials();
    expect(await w.us.hears('answered')).toMatchObject({ leg, sdp: expect.stringContaining('m=audio 6000') });
    await w.us.sip.hangUp(leg);
    await sipp.done;
    expect([await w.us.hears('ended'), w.us.kept.size]).toMatchObject([{ leg, cause: 'hungUp' }, 0]);
  });

  test('[VO93] an extension we do not have is named and refused; a phone that insists on acknowledged ringing gets that', async () => {
    const refused = w.calls([
      send(invite('Require: foo, timer'), SDP),
      recv('response="100"', 'optional="true"'),
      recv('response="420"', '', check('foo', 'Unsupported')),
      send(ackRefused()),
    ]);
    await refused.done;
    const ringing = send(reply('180 Ringing', { more: 'Require: 100rel\nRSeq: 7' }));
    const prack = [recv('request="PRACK"', '', check('7 1 INVITE', 'RAck')), send(replyInside('200 OK'))];
    const sipp = w.phone([recv('request="INVITE"'), ringing, ...prack, recv('request="CANCEL"'), send(replyInside('200 OK'))]);
    const leg = await w.dials();
    await w.us.hears('ringing');
    await w.us.sip.hangUp(leg);
    await sipp.done;
  });

  /** Its lines end as those of SIP do. */
  const wire = (port: number) => `${SDP.replace('6000', String(port)).replaceAll('\n', '\r\n')}\r\n`;
  const tagIn = (message: string) => /^To:.*;tag=(\w+)/im.exec(message)?.[1];

  test('[VO94] it rings at several phones, each with its own session; the first who answers has the call, the next one is thanked and left', async () => {
    const phones = await w.rawPhone();
    const leg = await w.dials();
    const invitation = await phones.gets('INVITE');
    phones.replies(invitation, '183 Session Progress', { tag: 'a', sdp: wire(6000) });
    phones.replies(invitation, '180 Ringing', { tag: 'b' });
    phones.replies(invitation, '183 Session Progress', { tag: 'b', sdp: wire(6100) });
    for (const port of ['6000', undefined, '6100']) expect(/m=audio (\d+)/.exec((await w.us.hears('ringing')).sdp ?? '')?.[1]).toBe(port);
    phones.replies(invitation, '200 OK', { tag: 'b', sdp: wire(6100) });
    expect((await w.us.hears('answered')).sdp).toContain('m=audio 6100');
    expect(tagIn(await phones.gets('ACK'))).toBe('b');
    phones.replies(invitation, '200 OK', { tag: 'a', sdp: wire(6000) });
    expect(tagIn(await phones.gets('ACK'))).toBe('a');
    const bye = await phones.gets('BYE');
    expect(tagIn(bye)).toBe('a');
    phones.replies(bye, '200 OK');
    await w.us.sip.hangUp(leg);
    expect(tagIn(await phones.gets('BYE'))).toBe('b');
    phones.close();
  });

  test('[VO95] a phone answers when we have just given up: it is acknowledged and left', async () => {
    const one = await w.rawPhone();
    const leg = await w.dials();
    const invitation = await one.gets('INVITE');
    one.replies(invitation, '180 Ringing', { tag: 'a' });
    await w.us.hears('ringing');
    await w.us.sip.hangUp(leg);
    const cancelled = await one.gets('CANCEL');
    one.replies(invitation, '200 OK', { tag: 'a', sdp: wire(6000) });
    one.replies(cancelled, '200 OK', { tag: 'a' });
    await one.gets('ACK');
    one.replies(await one.gets('BYE'), '200 OK');
    expect(await w.us.hears('ended')).toMatchObject({ leg, cause: 'cancelled' });
    one.close();
  });

  test.each([
    ['by UPDATE if they know that', 'Allow: INVITE, UPDATE', 'UPDATE'],
    ['else by offering again', 'Allow: INVITE', 'INVITE'],
  ])('[VO97] asked too often we ask less often; we refresh what a phone wants us to refresh: %s', async (_, allow, method) => {
    const one = await w.rawPhone();
    const leg = await w.dials();
    const first = await one.gets('INVITE');
    one.replies(first, '422 Session Interval Too Small', { tag: 'a', headers: ['Min-SE: 2000'] });
    const second = await one.gets('INVITE');
    expect([expiresIn(first), expiresIn(second), callIn(first) === callIn(second)]).toEqual(['1800', '2000', true]);
    const timer = ['Require: timer', 'Session-Expires: 2000;refresher=uac', allow];
    one.replies(second, '200 OK', { tag: 'b', sdp: wire(6000), headers: timer });
    await w.us.hears('answered');
    w.us.clock.pass(1_000_000);
    const refresh = await one.gets(method);
    expect([expiresIn(refresh), refresh.includes('m=audio')]).toEqual(['2000;refresher=uac', method === 'INVITE']);
    one.replies(refresh, '481 Gone');
    expect(await w.us.hears('ended')).toMatchObject({ leg, cause: 'hungUp' });
    one.close();
  });
  const expiresIn = (message: string) => /^Session-Expires: (.*)$/im.exec(message)?.[1]?.trim();
  const callIn = (message: string) => /^Call-ID: (.*)$/im.exec(message)?.[1];

  test('[VO126] a carrier that asks for a password gets it, and answers', async () => {
    await w.edge.set('trunk', 't1::user', 'us');
    await w.edge.set('trunk', 't1::pass', 'a-password');
    const carrier = await w.rawPhone();
    const leg = await w.dials();
    const challenge = 'Proxy-Authenticate: Digest realm="carrier", nonce="abc", qop="auth"';
    carrier.replies(await carrier.gets('INVITE'), '407 Proxy Authentication Required', { tag: 'a', headers: [challenge] });
    const again = await carrier.gets('INVITE');
    expect(again).toMatch(/^Proxy-Authorization: Digest username="us", realm="carrier"/m);
    expect(again).not.toContain('a-password');
    carrier.replies(again, '200 OK', { tag: 'b', sdp: wire(6000) });
    expect((await w.us.hears('answered')).leg).toBe(leg);
    await w.us.sip.hangUp(leg);
    await carrier.gets('BYE');
    carrier.close();
  });

  test('[VO96] we die while it rings there: the phone stops ringing', async () => {
    const sipp = w.phone([
      recv('request="INVITE"'),
      send(reply('180 Ringing')),
      recv('request="CANCEL"'),
      send(replyInside('200 OK')),
      send(reply('487 Request Terminated').replace('[last_CSeq:]', 'CSeq: 1 INVITE')),
      recv('request="ACK"'),
    ]);
    await w.dials();
    await w.us.hears('ringing');
    w.us.sip.close();
    await sipp.done;
  });
});

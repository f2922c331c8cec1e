import { openPhone } from '@patchbay/testing/phone.node.ts';
import { describe, expect, test } from 'vitest';
import { listens, noCalls } from '../test/edge.node.ts';
import { ackRefused, cancel, inside, invite, replyInside } from '../test/phrases.ts';
import { sipPromises, theirNumber } from '../test/sipContract.ts';
import { check, pause, recv, SDP, send } from '../test/sipp.ts';
import { acks, answered, calling, leaves, rings } from '../test/steps.ts';
import { EdgeOfSuite, OUR } from '../test/suite.node.ts';

describe.skipIf(noCalls)('who calls us', () => {
  const w = new EdgeOfSuite();

  test.each(Object.entries(sipPromises))('%s, by Kamailio and SIP.js', async (_, keeps) => {
    const peer = await openPhone({ edge: w.setup.places.sip, user: theirNumber, tone: 440, port: w.port });
    try {
      await keeps({ edge: w.us.sip, peer, events: w.us.events });
    } finally {
      peer.close();
    }
  });

  test('[VO90] a call comes in, is rung, answered and left by the caller', async () => {
    const sipp = w.calls([...calling(), rings, answered(check('m=audio 7000')), acks(), ...leaves(2)]);
    const { source, from, to, sdp } = await w.isAnswered();
    expect([source, from, to, sdp?.includes('m=audio 6000')]).toEqual([{ trunk: 't1' }, '+4930999', '4930123', true]);
    expect(await w.us.hears('ended')).toMatchObject({ cause: 'hungUp' });
    await sipp.done;
  });

  test('[VO91] an invitation without an offer gets ours, and theirs comes with the acknowledgement', async () => {
    const sipp = w.calls([...calling('', ''), rings, answered(check('m=audio 7000')), acks(SDP), ...leaves(2)]);
    const { sdp, connected } = await w.isAnswered();
    expect([sdp, connected.sdp?.includes('m=audio 6000')]).toEqual([null, true]);
    await sipp.done;
  });

  test('[VO91] asked in mid-call for an offer, we make one', async () => {
    const sipp = w.calls([
      ...calling(),
      rings,
      answered(),
      acks(),
      send(inside('INVITE', 2), undefined, 'retrans="500"'),
      recv('response="100"', 'optional="true"'),
      recv('response="200"', '', check('m=audio 7000') + check('app.invalid', 'Contact')),
      send(inside('ACK', 2), SDP),
      ...leaves(3),
    ]);
    await w.isAnswered();
    const { leg, sdp } = await w.us.hears('offered');
    await w.us.sip.agree(leg, OUR);
    expect(sdp).toBeNull();
    expect((await w.us.hears('connected')).sdp).toContain('m=audio 6000');
    await sipp.done;
  });

  const HELD = SDP.replace('t=0 0', 't=0 0\na=sendonly');
  test.each([
    ['INVITE', [recv('response="200"', '', check('m=audio 7000')), send(inside('ACK', 2))]],
    ['UPDATE', [recv('response="200"', '', check('m=audio 7000'))]],
  ])('[VO92] a peer holds by %s: told, answered, or refused and the old session goes on', async (method, taken) => {
    const refused = [
      send(inside(method, 3), HELD, 'retrans="500"'),
      recv('response="100"', 'optional="true"'),
      recv('response="488"'),
      ...(method === 'INVITE' ? [send(inside('ACK', 3))] : []),
    ];
    const sipp = w.calls([
      ...calling(),
      rings,
      answered(),
      acks(),
      send(inside(method, 2), HELD, 'retrans="500"'),
      recv('response="100"', 'optional="true"'),
      ...taken,
      ...refused,
      ...leaves(4),
    ]);
    await w.isAnswered();
    const { leg, sdp } = await w.us.hears('offered');
    expect(sdp).toContain('a=sendonly');
    await w.us.sip.agree(leg, OUR);
    await w.us.hears('offered');
    await w.us.sip.agree(leg, null);
    await w.us.hears('ended');
    await sipp.done;
  });

  test('[VO92] an UPDATE of no call we know is refused', async () => {
    const sipp = w.calls([
      ...calling(),
      rings,
      answered(),
      acks(),
      send(inside('UPDATE', 2).replace('[pid]T', '[pid]X')),
      recv('response="481"'),
      ...leaves(3),
    ]);
    await w.isAnswered();
    await sipp.done;
  });

  test('[VO93] who insists on reliable ringing gets it, again until they have acknowledged it; only then are they answered', async () => {
    const reliable = recv('response="180"', 'rrs="true"', check('100rel', 'Require') + check('1', 'RSeq'));
    const prack = [send(inside('PRACK', 2, 'RAck: 1 1 INVITE')), recv('response="200"', '', check('PRACK', 'CSeq'))];
    const sipp = w.calls([...calling('Require: 100rel'), reliable, pause(700), ...prack, answered(), acks(), ...leaves(3)]);
    await w.isAnswered();
    expect((await sipp.done).split('SIP/2.0 180 Ringing').length).toBeGreaterThan(2);
  });

  test('[VO95] a caller gives up while it rings', async () => {
    const sipp = w.calls([...calling(), rings, send(cancel()), recv('response="200"'), recv('response="487"'), send(ackRefused())]);
    const { leg } = await w.us.hears('invited');
    await w.us.sip.ring(leg);
    expect(await w.us.hears('ended')).toMatchObject({ leg, cause: 'cancelled' });
    await w.us.sip.answer(leg, OUR);
    await sipp.done;
  });

  test('[VO95] a caller gives up when we have just answered: the call stands until they leave it', async () => {
    const learnt = recv('response="200"', 'rrs="true"', '<ereg regexp=";tag=.*" search_in="hdr" header="To:" assign_to="tag"/>');
    const [ack, bye] = [inside('ACK', 1), inside('BYE', 2)].map((text) => send(text.replace('[peer_tag_param]', '[$tag]')));
    const sipp = w.calls([
      ...calling(),
      rings,
      learnt,
      send(cancel()),
      recv('response="200"'),
      ack ?? '',
      bye ?? '',
      recv('response="200"'),
    ]);
    await w.isAnswered();
    expect(await w.us.hears('ended')).toMatchObject({ cause: 'hungUp' });
    await sipp.done;
  });

  test('[VO97] who asks for a refreshed session gets one, and refreshes it; when nobody does it is over', async () => {
    const short = w.calls([
      send(invite('Supported: timer\nSession-Expires: 20'), SDP),
      recv('response="100"', 'optional="true"'),
      recv('response="422"', '', check('90', 'Min-SE')),
      send(ackRefused()),
    ]);
    await short.done;
    const timer = check('1200;refresher=uac', 'Session-Expires');
    const reoffered = [recv('request="INVITE"', '', check('m=audio 7000')), send(replyInside('200 OK'), SDP), recv('request="ACK"')];
    const refresh = [
      send(inside('UPDATE', 2, 'Session-Expires: 1200;refresher=uac'), undefined, 'retrans="500"'),
      recv('response="200"', '', timer),
    ];
    const sipp = w.calls([
      ...calling('Supported: timer\nSession-Expires: 1200'),
      rings,
      answered(timer + check('timer', 'Require')),
      acks(),
      ...reoffered,
      ...refresh,
      recv('request="BYE"'),
      send(replyInside('200 OK')),
    ]);
    const { leg } = await w.isAnswered();
    w.us.clock.pass(1_000_000);
    expect(await w.us.sip.reoffer(leg, OUR)).toContain('m=audio 6000');
    await expect.poll(() => w.us.kept.get(leg)?.remoteSequenceNumber).toBe(2);
    w.us.clock.pass(1_000_000);
    expect(w.us.events.some((event) => event.is === 'ended')).toBe(false);
    w.us.clock.pass(200_000);
    expect(await w.us.hears('ended')).toMatchObject({ leg });
    await sipp.done;
  });

  test('[VO96] we die between our answer and its acknowledgement: the call is up, a successor goes on with it', async () => {
    const sipp = w.calls([...calling(), rings, answered(), acks(), recv('request="BYE"'), send(replyInside('200 OK'))]);
    const { leg } = await w.us.hears('invited');
    await w.us.sip.ring(leg);
    await w.us.sip.answer(leg, OUR);
    w.us.sip.close();
    w.us = await listens(w.setup, { kept: w.us.kept });
    await w.us.sip.hangUp(leg);
    await sipp.done;
    expect(w.us.kept.size).toBe(0);
  });

  test('[VO96] we die while it rings here: the caller is told at once', async () => {
    const sipp = w.calls([...calling(), rings, recv('response="503"'), send(ackRefused())]);
    const { leg } = await w.us.hears('invited');
    await w.us.sip.ring(leg);
    w.us.sip.close();
    await sipp.done;
  });
});

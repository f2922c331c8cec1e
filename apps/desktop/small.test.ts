import { asksFirst, hostOf, mailsIn, numbersIn, pieces } from '@patchbay/chat/links.ts';
import { lines } from '@patchbay/chat/transcript.ts';
import { describe, expect, test } from 'vitest';
import { nextSaid } from './announcing.ts';
import { picksOf } from './dispositions.ts';
import { drafts, type Shelf } from './drafts.ts';
import { said } from './fixtures.ts';
import { backoff, nextRung, rungOf } from './ladder.ts';
import { mayOpen, pathOf, placeOf } from './routes.ts';
import { failureOf, known } from './signingIn.ts';
import { duration, isPressing, left, share, urgency } from './time.ts';
import { loudness, melodyOf } from './tones.ts';
import { othersOf, whyOf } from './why.ts';

function shelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (n) => [...kept.keys()][n] ?? null,
    get length() {
      return kept.size;
    },
  };
}

describe('[DT11] drafts', () => {
  const draft = (text: string, at = 0) => ({ text, caret: 2, at });
  test('belong to a person, an interaction and a kind', () => {
    const place = shelf();
    drafts(place, 'anna').write('a', 'reply', draft('to Jane'));
    expect(drafts(place, 'anna').read('a', 'reply')).toEqual(draft('to Jane'));
    expect([
      drafts(place, 'anna').read('b', 'reply'),
      drafts(place, 'anna').read('a', 'notes'),
      drafts(place, 'ben').read('a', 'reply'),
    ]).toEqual([null, null, null]);
  });
  test('are gone when empty, when the person signs out, and after a week', () => {
    const place = shelf();
    const mine = drafts(place, 'anna');
    mine.write('a', 'reply', draft('x'));
    mine.write('a', 'reply', draft(''));
    expect(place.length).toBe(0);
    mine.write('a', 'reply', draft('old', 1));
    mine.write('b', 'reply', draft('new', 700_000_000));
    mine.tidy(700_000_001);
    expect([mine.read('a', 'reply'), mine.read('b', 'reply')?.text]).toEqual([null, 'new']);
    drafts(place, 'ben').write('c', 'notes', draft('his'));
    mine.clear();
    expect(place.length).toBe(1);
  });
  test('written by something else are none', () => {
    const place = shelf();
    place.setItem('patchbay.draft.anna.a.reply', '{"text":');
    expect(drafts(place, 'anna').read('a', 'reply')).toBe(null);
  });
});

describe('[DT5] the line', () => {
  const down = { up: false, since: 10_000 } as const;
  test('says nothing for 2 s, then that it reconnects, after 10 s that no contacts come', () => {
    expect([10_000, 11_999, 12_000, 19_999, 20_000].map((now) => rungOf(down, now))).toEqual([
      'fine',
      'fine',
      'reconnecting',
      'reconnecting',
      'offline',
    ]);
    expect([10_000, 12_000, 20_000].map((now) => nextRung(down, now))).toEqual([12_000, 20_000, null]);
    expect(rungOf({ up: true }, 99_999)).toBe('fine');
  });
  test('is tried again ever more rarely, at most every 15 s, spread by a quarter', () => {
    expect([0, 1, 2, 3, 4, 5, 50].map((n) => backoff(n, 0.5))).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
    expect([backoff(3, 0), backoff(3, 1)]).toEqual([3000, 5000]);
  });
});

describe('times', () => {
  test('are read at a glance', () => {
    expect([0, 7999, 723_000, 3_723_000, -5].map(duration)).toEqual(['0:00', '0:07', '12:03', '1:02:03', '0:00']);
    expect([left(10_000, 1), left(10_000, 9001), left(10_000, 10_000)]).toEqual(['0:10', '0:01', '0:00']);
    expect([share(0, 100, -5), share(0, 100, 50), share(0, 100, 900)]).toEqual([0, 0.5, 1]);
  });
  test('[DT16] it is soon at 60 % and late at 100 % of the reply target', () => {
    expect([35_999, 36_000, 59_999, 60_000].map((now) => urgency(0, 60, now))).toEqual(['calm', 'soon', 'soon', 'late']);
  });
});

test('[DT17] a path names the interaction on the screen', () => {
  const id = '01a1fd96-9f42-7ba3-bc2a-4a1b664ecd4c';
  expect(placeOf(pathOf({ page: 'work', interaction: id, contact: null }))).toEqual({ page: 'work', interaction: id, contact: null });
  for (const contact of [id, null])
    expect(placeOf(pathOf({ page: 'contacts', interaction: null, contact }))).toEqual({ page: 'contacts', interaction: null, contact });
  expect([placeOf('/'), placeOf('/work'), placeOf('/work/../x'), placeOf(`/x/${id}`)].map((p) => p.interaction)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test('[DT84] a link says its true host, and asks once before it leads to one that is new', () => {
  expect(hostOf('https://shop.example:8443/a?b#c')).toBe('shop.example:8443');
  expect(hostOf('https://pаypal.example/')).toMatch(/^xn--/); // the first a is Cyrillic
  expect(hostOf('https://bank.example@evil.example/')).toBe('evil.example');
  const asks = (href: string) => asksFirst(href, new Set(['known.example']), 'desk.example');
  expect(
    ['https://new.example/', 'https://known.example/x', 'https://desk.example/', 'https://known.example.evil.example/'].map(asks),
  ).toEqual([true, false, false, true]);
});

describe('[DT245] numbers in a message', () => {
  const numbers = (text: string) => numbersIn(text).flatMap(({ text: one, isNumber }) => (isNumber ? [one] : []));
  test('are those with their prefix, as people write them', () => {
    expect(numbers('Call +49 (30) 1234-567 or 030/1234567, please.')).toEqual(['+49 (30) 1234-567', '030/1234567']);
    expect(numbers('0044 20 7946 0958')).toEqual(['0044 20 7946 0958']);
  });
  test('are not dates, orders, amounts or codes', () => {
    expect(numbers('On 01/02/2026 I paid 0.12345678 for order 12345678, code A0123456789, 2026-11-22.')).toEqual([]);
  });
  test('lose no character of the text', () => {
    for (const text of ['', 'x', '030 1234567', 'a 030 1234567 b +49301234567'])
      expect(
        numbersIn(text)
          .map((p) => p.text)
          .join(''),
      ).toBe(text);
  });
});

describe('[DT13] links', () => {
  const links = (text: string) =>
    pieces(text)
      .filter((p) => p.href)
      .map((p) => p.href);
  test('are http and https addresses, without the sentence around them', () => {
    expect(links('See https://a.example/x?y=1, or http://b.example.')).toEqual(['https://a.example/x?y=1', 'http://b.example']);
    expect(links('(https://a.example/x)')).toEqual(['https://a.example/x']);
  });
  test('are nothing else', () => {
    expect(['javascript:alert(1)', 'data:text/html,x', 'ftp://a.example', 'https://', 'JAVASCRIPT:https'].flatMap(links)).toEqual([]);
    expect(links('https://a.example/"><script>')).toEqual(['https://a.example/']);
  });
  test('lose no character of the text', () => {
    for (const text of ['', 'plain', 'https://a.example', 'x https://a.example, y http://b.example!'])
      expect(
        pieces(text)
          .map((p) => p.text)
          .join(''),
      ).toBe(text);
  });
});

describe('[DT8] the transcript', () => {
  const at = (n: number, event: unknown, by = 'customer') => ({ n, at: 5000 + n, by, event: event as never });
  test('has messages, what happened between them, and what is on its way', () => {
    const drawn = lines(
      [
        at(1, { type: 'interaction.queued', queue: 'q', since: 1, not: [] }),
        at(2, said('m1', 'Hello')),
        at(3, { type: 'interaction.accepted', agent: 'anna', since: 1 }),
        at(4, said('m2', 'Hi', 'anna')),
        at(5, { type: 'interaction.notesWritten', notes: 'secret' }),
        at(6, { type: 'interaction.ended', outcome: 'done' }, 'anna'),
      ],
      [
        { id: 'm2', text: 'Hi', inside: false, at: 1, is: 'taken', why: null },
        { id: 'm3', text: 'Bye', inside: false, at: 9000, is: 'waiting', why: null },
      ],
      'anna',
    );
    expect(drawn.map((l) => (l.is === 'said' ? `${l.from} ${l.delivery}` : l.is === 'note' ? l.what : l.is))).toEqual([
      'day',
      'queued',
      'customer sent',
      'youJoined',
      'me sent',
      'youEnded',
      'me waiting',
    ]);
  });
  test('says who ended it', () => {
    const ended = (by: string) =>
      lines([at(1, { type: 'interaction.ended', outcome: 'done' }, by)], [], 'anna').flatMap((l) => (l.is === 'note' ? l.what : []))[0];
    expect(['anna', 'ben', 'customer', 'system'].map(ended)).toEqual(['youEnded', 'ended', 'customerLeft', 'timedOut']);
  });
  test('[CH74] mine say how far they have come: sent, with the customer, read; when is said at the last one read', () => {
    const mine = ['a', 'b', 'c'].map((id, n) => at(n + 1, said(id, id, 'anna')));
    const drawn = lines([...mine, at(4, said('d', 'd'))], [], 'anna', { to: 2, read: 1, readAt: 9000 });
    expect(drawn.flatMap((l) => (l.is === 'said' ? [[l.delivery, l.readAt]] : []))).toEqual([
      ['read', 9000],
      ['delivered', undefined],
      ['sent', undefined],
      ['sent', undefined],
    ]);
  });
  test('joins what one person says in a row', () => {
    const drawn = lines([at(1, said('a', '1')), at(2, said('b', '2')), at(3, said('c', '3', 'anna'))], [], 'anna');
    expect(drawn.flatMap((l) => (l.is === 'said' ? l.first : []))).toEqual([true, false, true]);
  });
});

describe('[DT68] sounds', () => {
  const wanted = { sound: true, quiet: false, offerTone: 'chime', messageTone: 'drop', warningTone: 'off' } as const;
  test('are those chosen for their kind, or none', () => {
    expect(melodyOf('offer', wanted, false)?.tones).toHaveLength(2);
    expect(melodyOf('message', wanted, true)?.tones).toHaveLength(1);
    expect(melodyOf('warning', wanted, false)).toBe(null);
    expect(melodyOf('offer', { ...wanted, sound: false }, false)).toBe(null);
  });
  test('are one soft tick while a conversation is open, if the agent wants quiet', () => {
    const quiet = { ...wanted, quiet: true };
    expect(melodyOf('offer', quiet, true)?.part).toBeLessThan(0.3);
    expect(melodyOf('offer', quiet, false)).toEqual(melodyOf('offer', wanted, false));
    expect(melodyOf('warning', quiet, true)).toBe(null);
  });
  test('are silent at 0 and louder with the slider', () => {
    expect([0, 50, 100].map((volume) => loudness(volume, 1))).toEqual([0, 0.065, 0.26]);
  });
});

test('[DT21] many messages are said as a number, and nothing else is lost', () => {
  const message = { kind: 'message', text: 'Jane: Hi' } as const;
  const state = { kind: 'state', text: 'Accepted' } as const;
  const counted = (n: number) => `${n} new`;
  expect(nextSaid([message], counted)).toEqual({ say: 'Jane: Hi', rest: [] });
  expect(nextSaid([message, state, message], counted)).toEqual({ say: '2 new', rest: [state] });
  expect(nextSaid([], counted).say).toBe(null);
});

test('[DT26] every way of not getting in has its own text', () => {
  const refused = (key: string) => failureOf({ is: 'refused', key, text: 'server text', code: 'PB110', seconds: 30 });
  expect(refused('signIn.tooMany')).toEqual({ is: 'tooMany', seconds: 30, code: 'PB110', text: null });
  expect(refused('signIn.new').text).toBe('server text');
  expect(failureOf({ is: 'unreached' }).is).toBe('unreached');
  expect([known('signIn.elsewhere'), known('signIn.other')]).toEqual(['elsewhere', null]);
});

test('[DT241] the last ten seconds are pressing', () => {
  expect([19_999, 20_000, 30_000].map((now) => isPressing(30_000, now))).toEqual([false, true, true]);
});

test('[DT33] dispositions are labelled, kept by folder, and the system’s own are left out', () => {
  const all = {
    b: { label: { en: 'B', de: 'Bé' }, type: 'success', folder: 'F' },
    a: { label: 'A', type: 'success' },
    c: { label: 'C', type: 'spam', folder: 'F' },
    none: { label: 'N', type: 'system' },
  };
  expect(picksOf(['b', 'a', 'c', 'none', 'unknown'], all, 'de').map((p) => p.label)).toEqual(['Bé', 'C', 'A', 'unknown']);
});

test('[DT36] why it came to me is read off the last decision for me', () => {
  const decision = (agent: string, order: 'longestIdle' | 'onlyOne') => ({
    at: 1,
    decision: {
      agent,
      order,
      considered: [
        { agent, excluded: null },
        { agent: 'dan', excluded: null },
        { agent: 'cleo', excluded: 'full' },
      ],
      rest: 0,
    },
  });
  const why = whyOf([decision('anna', 'longestIdle'), decision('ben', 'onlyOne')], 'anna');
  expect(why?.order).toBe('longestIdle');
  expect(why && othersOf(why)).toEqual([
    { agent: 'dan', excluded: null },
    { agent: 'cleo', excluded: 'full' },
  ]);
  expect(whyOf([decision('ben', 'onlyOne')], 'anna')).toBe(null);
});

describe('[DT171] pages that are not for everybody', () => {
  test.each([
    ['team', [], [], false],
    ['team', [], ['service'], true],
    ['sessions', ['seeAllWork'], [], false],
    ['sessions', [], ['service'], true],
    ['widgets', ['seeAllWork'], [], false],
    ['widgets', ['configure'], [], true],
    ['mailboxes', ['seeAllWork'], [], false],
    ['mailboxes', ['configure'], [], true],
    ['logs', ['configure'], [], false],
    ['logs', ['seeLogs'], [], true],
    ['bans', [], ['service'], false],
    ['bans', ['ban'], [], true],
    ['bans', ['seeAllWork'], [], true],
    ['day', [], [], true],
  ] as const)('%s with %j, looking after %j: %s', (page, may, teams, opens) => expect(mayOpen(page, may, teams)).toBe(opens));
});

test('[DT433] addresses of e-mail in a message are found, and what only looks like one is not', () => {
  const found = (text: string) => mailsIn(text).flatMap(({ text: one, isMail }) => (isMail ? [one] : []));
  expect(found('Write to Eva.Lind+shop@mail.example.com, or (tom@ex.example).')).toEqual([
    'Eva.Lind+shop@mail.example.com',
    'tom@ex.example',
  ]);
  expect(found('user@localhost, @eva, a@b@c.example, 5@2.3, see a@@b.example')).toEqual([]);
  for (const text of ['', 'a@b.example', 'x a@b.example y'])
    expect(
      mailsIn(text)
        .map((one) => one.text)
        .join(''),
    ).toBe(text);
});

import { randomBytes } from 'node:crypto';
import { dice } from '@patchbay/base/test/random.ts';
import { describe, expect, test } from 'vitest';
import { added, recipientsOf, threadFields } from './answer.ts';
import { clues, findThread, speakerOf } from './find.ts';
import type { Address, Head } from './head.ts';
import { answering, bare, numberIn, tagged } from './subject.ts';
import { tokensOf } from './token.node.ts';
import { inAddress, inMessageId, inSubject, type Token, written } from './token.ts';

const [key, older] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const { sign, verify } = tokensOf('demo', [key]);
const mine = sign(4711);
const text = written(mine);
const a = (address: string, name = ''): Address => ({ name, address });
const eva = a('eva@example.com', 'Eva');
const claims = 'claims@centre.example';
const head = (more: Partial<Head> = {}): Head => ({
  ...{
    messageId: 'in1@example.com',
    inReplyTo: [],
    references: [],
    from: eva,
    replyTo: [],
    to: [a(claims)],
    cc: [],
    subject: 'Order late',
  },
  ...{ returnPath: 'eva@example.com', fields: [] },
  ...more,
});
const find = (more: Partial<Head>, known: Readonly<Record<string, number>> = {}) =>
  findThread(clues(head(more)), { verify, caseOf: (id) => known[id] ?? null });

describe('tokens', () => {
  test('[EM30] a token is a number and twelve letters and digits, the same each time, another for each case and tenant', () => {
    expect(text).toMatch(/^4711-[a-z2-7]{12}$/);
    expect(sign(4711)).toEqual(mine);
    expect(new Set([1, 2, 3, 4711, 47110].map((n) => sign(n).code)).size).toBe(5);
    expect(tokensOf('other', [key]).sign(4711).code).not.toBe(mine.code);
  });
  test('[EM30] it is found in an id, in an address and in a subject, also in capitals', () => {
    for (const token of [
      inMessageId(`${text}.x1@centre.example`),
      inAddress(`claims+${text}@centre.example`),
      inSubject(`AW: late [#${text}]`),
    ])
      expect(token).toEqual(mine);
    expect(inSubject(`LATE [#${text.toUpperCase()}]`)).toEqual(mine);
    expect(inSubject(`[#1-aaaaaaaaaaaa] late [#${text}]`)).toEqual(mine);
    for (const none of [inMessageId(`x${text}.x@c`), inMessageId(text), inAddress(`${text}@c`), inSubject(text), inSubject(`[#${text}x]`)])
      expect(none).toBe(null);
  });
  test('[EM30] a forged token never matches: not a bit of it, not of another case, tenant or key', () => {
    const forged: Token[] = [{ ...mine, number: 4712 }];
    for (const code of ['', mine.code.slice(1), `${mine.code}a`, mine.code.toUpperCase()]) forged.push({ ...mine, code });
    for (let n = 0; n < mine.code.length; n++)
      forged.push({ ...mine, code: mine.code.slice(0, n) + (mine.code[n] === 'a' ? 'b' : 'a') + mine.code.slice(n + 1) });
    const d = dice(7);
    for (let n = 0; n < 2000; n++)
      forged.push({
        number: d.below(5000),
        code: Array.from({ length: 12 }, () => d.of([...'abcdefghijklmnopqrstuvwxyz234567'])).join(''),
      });
    forged.push(tokensOf('other', [key]).sign(4711), tokensOf('demo', [randomBytes(32)]).sign(4711));
    expect(forged.filter(verify)).toEqual([]);
    expect(verify(mine)).toBe(true);
  });
  test('[EM30] keys can be changed: the first signs, all verify', () => {
    const both = tokensOf('demo', [older, key]);
    expect(both.verify(mine)).toBe(true);
    expect(both.sign(4711)).toEqual(tokensOf('demo', [older]).sign(4711));
    expect(verify(both.sign(4711))).toBe(false);
  });
});

describe('finding a thread', () => {
  const id = `${text}.x1@centre.example`;
  test.each([
    ['a token in In-Reply-To', { inReplyTo: [id] }, 'token'],
    ['a token in References only', { references: ['old@example.com', id, 'newer@example.com'] }, 'token'],
    ['a token in the address it was written to', { to: [a(`claims+${text}@centre.example`)] }, 'token'],
    ['a token in Cc', { cc: [a(`claims+${text}@centre.example`)] }, 'token'],
    ['an id that is known', { inReplyTo: ['known@example.com'] }, 'references'],
    ['an id that is known, far back', { references: ['known@example.com', 'b@x', 'c@x'] }, 'references'],
    ['the tag in the subject', { subject: `AW: late [#${text}]` }, 'subject'],
  ] as const)('[EM31] by %s', (_, more, by) => expect(find(more, { 'known@example.com': 4711 })).toEqual({ number: 4711, by }));

  test('[EM31] the surest clue wins: token, then ids, then the tag; the nearest mail first', () => {
    const [other, third] = [sign(1), sign(2)];
    const known = { 'known@example.com': 3 };
    expect(find({ inReplyTo: ['known@example.com', id], subject: `[#${written(other)}]` }, known)).toEqual({ number: 4711, by: 'token' });
    expect(find({ inReplyTo: ['known@example.com'], subject: `[#${written(other)}]` }, known)).toEqual({ number: 3, by: 'references' });
    expect(find({ references: [`${written(other)}.a@c`, `${written(third)}.b@c`] })).toEqual({ number: 2, by: 'token' });
  });
  test.each([
    ['nothing', {}],
    ['a forged token in an id', { inReplyTo: [`4711-aaaaaaaaaaaa.x@centre.example`] }],
    ['a forged token in an address', { to: [a('claims+4711-aaaaaaaaaaaa@centre.example')] }],
    ['a forged tag', { subject: 'Re: late [#4711-aaaaaaaaaaaa]' }],
    ['the number alone', { subject: 'Re: late [#4711]' }],
    ['an id that nobody knows', { references: ['strange@example.com'] }],
  ] as const)('[EM31] %s tells no case', (_, more) => expect(find(more)).toBe(null));
  test('[EM31] a forged token does not hide a true clue behind it, and a thousand ids are not looked at', () => {
    expect(find({ inReplyTo: ['4711-aaaaaaaaaaaa.x@c'], subject: `[#${text}]` })).toEqual({ number: 4711, by: 'subject' });
    expect(clues(head({ references: Array.from({ length: 1000 }, (_, n) => `${n}@x`) })).length).toBe(50);
  });
  test('[EM32] whoever writes is the contact or somebody else, never an agent, whatever they say of themselves', () => {
    expect(speakerOf(eva, ['eva@example.com'])).toBe('contact');
    for (const from of [a('ada@centre.example', 'Ada Agent'), a(claims), null])
      expect(speakerOf(from, ['eva@example.com'])).toBe('thirdParty');
  });
});

describe('subjects', () => {
  test.each([
    ['Re: Order late', 'Order late'],
    ['RE: AW: Fwd: WG: Order late', 'Order late'],
    ['Re[2]: Order late', 'Order late'],
    ['AW(3): Order late', 'Order late'],
    ['  Sv :  Order   late ', 'Order late'],
    ['回复:订单', '订单'],
    ['答复: 转发: 订单', '订单'],
    ['Re: [#4711-abcdefghijkl] Re: Order late', 'Order late'],
    ['Order late [#4711-abcdefghijkl] [#4711-abcdefghijkl]', 'Order late'],
    ['Report: 3 of 4', 'Report: 3 of 4'],
    ['Reparatur', 'Reparatur'],
    ['', ''],
    ['Re:', ''],
  ])('[EM33] %s is about %s', (subject, matter) => expect(bare(subject)).toBe(matter));
  test('[EM33] an answer has one mark and the tag once, however often it went to and fro', () => {
    let subject = 'Order late';
    for (let n = 0; n < 5; n++) subject = answering(`AW: ${subject}`, mine, 'Re');
    expect(subject).toBe(`Re: Order late [#${text}]`);
    expect(answering('Re: Order late', mine, 'Fwd')).toBe(`Fwd: Order late [#${text}]`);
    expect(tagged('', mine)).toBe(`[#${text}]`);
    expect(bare(`${'Re: '.repeat(10_000)}x`).length).toBeLessThan(500);
  });
  test.each([
    ['4711', 4711],
    ['#4711', 4711],
    [` [#${text}] `, 4711],
    ['order 4711', null],
    ['', null],
    ['4711x', null],
  ])('[EM33] %s is the number %s', (said, number) => expect(numberIn(said)).toBe(number));
});

describe('answers', () => {
  const tom = a('tom@example.org', 'Tom');
  test('[EM36] an answer goes to whoever wrote, or asked for it elsewhere; to all: to the others too, never to us, nobody twice', () => {
    const mail = head({
      to: [a('Claims@Centre.example'), tom],
      cc: [a(`claims+${text}@centre.example`), a('EVA@example.com'), a('TOM@example.org')],
    });
    expect(recipientsOf(mail, [claims], false)).toEqual({ to: [eva], cc: [] });
    expect(recipientsOf(mail, [claims], true)).toEqual({ to: [eva], cc: [tom] });
    expect(recipientsOf({ ...mail, replyTo: [a('desk@example.com')] }, [claims], false).to).toEqual([a('desk@example.com')]);
  });
  test('[EM36] an answer to a mail of our own goes where that went', () =>
    expect(recipientsOf(head({ from: a(claims), to: [eva], cc: [tom] }), [claims], true)).toEqual({ to: [eva], cc: [tom] }));
  test('[EM36] whom the mail did not have is shown before it is sent', () => {
    const proposed = { to: [eva], cc: [tom] };
    expect(added(proposed, proposed)).toEqual([]);
    expect(added({ to: [a('EVA@example.com')], cc: [a('new@example.net')] }, proposed)).toEqual([a('new@example.net')]);
  });
  const fields = (answered: Head | null, automatic = false) =>
    Object.fromEntries(
      threadFields({ token: mine, nonce: 'n1', host: 'centre.example' }, answered, automatic).map(({ name, value }) => [name, value]),
    );
  test('[EM37] a mail of ours carries the token in its id, names what it answers and keeps the chain; an automatic one says so', () => {
    expect(fields(null)).toEqual({ 'message-id': `<${text}.n1@centre.example>` });
    expect(fields(head({ references: ['a@x', 'b@x'] }))).toEqual({
      'message-id': `<${text}.n1@centre.example>`,
      'in-reply-to': '<in1@example.com>',
      references: '<a@x> <b@x> <in1@example.com>',
    });
    expect(fields(head({ inReplyTo: ['b@x'] })).references).toBe('<b@x> <in1@example.com>');
    expect(fields(head(), true)).toMatchObject({ 'auto-submitted': 'auto-replied', 'x-auto-response-suppress': 'All' });
    const long = fields(head({ references: Array.from({ length: 100 }, (_, n) => `${n}@x`) })).references?.split(' ') ?? [];
    expect([long.length, long[0], long.at(-1)]).toEqual([20, '<0@x>', '<in1@example.com>']);
  });
  test('[EM31] what we send is found again when it is answered', () => {
    const id = fields(head())['message-id']?.slice(1, -1) ?? '';
    expect(find({ inReplyTo: [id] })).toEqual({ number: 4711, by: 'token' });
  });
});

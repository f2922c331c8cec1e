import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { itemsOf, mailboxSecrets } from './items.ts';
import { readCentre } from './read.ts';

const minimal = `
tenant: { key: t, name: T }
teams:
  one: { label: One }
dispositions:
  done: { label: Done }
queues:
  q:
    label: Q
    teams: [one]
    dispositions: [done]
`;

const problemsOf = (text: string) => {
  const reading = readCentre(text);
  return 'problems' in reading ? reading.problems.map((p) => `${p.line}:${p.column} ${p.reason}`) : [];
};

test('[CF1] the demo centre is read with every field filled in', () => {
  const reading = readCentre(readFileSync(new URL('../../config/demo.yaml', import.meta.url), 'utf8'));
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  expect(reading.centre.users.anna).toMatchObject({ name: 'Anna Winter', role: 'agent', disabled: false });
  expect(reading.centre.queues.service).toMatchObject({ priority: 50, channel: 'chat', defaultDisposition: 'no-disposition' });
});

test('[CF1] what is left out gets its default, also whole sections', () => {
  const reading = readCentre(minimal);
  expect(reading).toMatchObject({
    centre: { signIn: { perAccountAndAddress: 5, sessionHours: 12 }, users: {}, queues: { q: { offerSeconds: 20 } } },
  });
});

test('[CF1] a text may be given in one language only', () => {
  expect(problemsOf(minimal.replace('label: Q', 'label: { de: Q }'))).toEqual([]);
});

test('[CF1] references of YAML may be used', () => {
  expect(
    problemsOf(minimal.replace('{ label: One }', '&t { label: One }').replace('dispositions:\n  done', '  two: *t\ndispositions:\n  done')),
  ).toEqual([]);
});

describe('[CF2] every problem names line, column and a plain reason', () => {
  const bad: readonly (readonly [string, string, readonly string[]])[] = [
    ['nothing at all', '', ['1:1 Expected fields, got nothing.']],
    ['a list instead of fields', '- a', ['1:1 Expected fields, got a list.']],
    ['two documents', `${minimal}---\na: 1`, ['12:1 A file holds one contact centre only, without a line "---" in between.']],
    ['a tab', 'tenant:\n\tkey: t', ['2:1 Indent with spaces, not with a tab.']],
    ['an open bracket', 'tenant: { key: t', ['1:17 The indentation does not fit the lines before, or a bracket is not closed.']],
    [
      'a wrong indentation',
      'tenant:\n  key: t\n name: T',
      ['3:1 The indentation does not fit the lines before, or a bracket is not closed.'],
    ],
    ['a name twice', `${minimal}teams: {}`, ['12:1 "teams" stands here twice.']],
    ['a name twice, deep', minimal.replace('    label: Q', '    label: Q\n    label: R'), ['10:5 "label" stands here twice.']],
    ['an unknown section', `${minimal}quues: {}`, ['12:1 There is no field "quues" here.']],
    ['an unknown field', minimal.replace('label: Q', 'label: Q\n    colour: red'), ['10:5 There is no field "colour" here.']],
    ['a missing field', minimal.replace('label: One', ''), ['4:3 "label" is missing.']],
    ['a missing section', 'teams: {}', ['1:1 "tenant" is missing.']],
    ['a text for a number', minimal.replace('label: Q', 'label: Q\n    offerSeconds: soon'), ['10:19 Expected a number, got a text.']],
    [
      'a fraction',
      minimal.replace('label: Q', 'label: Q\n    offerSeconds: 2.5'),
      ['10:19 Expected a whole number, got a number with a fraction.'],
    ],
    ['a number for a text', minimal.replace('name: T', 'name: 7'), ['2:25 Expected a text, got a number.']],
    ['a text for a list', minimal.replace('[one]', 'one'), ['10:12 Expected a list, got a text.']],
    [
      'nothing for a label',
      minimal.replace('label: Q', 'label:'),
      ['9:11 Expected a text, or one text per language (en, de), got nothing.'],
    ],
    [
      'an unknown language',
      minimal.replace('label: Q', 'label: { fr: Q }'),
      ['9:12 Write the text in at least one language.', '9:14 There is no field "fr" here.'],
    ],
    ['no language', minimal.replace('label: Q', 'label: {}'), ['9:12 Write the text in at least one language.']],
    ['an empty label', minimal.replace('label: Q', 'label: " "'), ['9:12 This must not be empty.']],
    ['a label that is too long', minimal.replace('label: One', `label: ${'x'.repeat(81)}`), ['4:17 Write at most 80 characters.']],
    ['too large a number', minimal.replace('label: Q', 'label: Q\n    priority: 101'), ['10:15 Choose a number of at most 100.']],
    ['too few', minimal.replace('[done]', '[]'), ['11:19 Name at least 1.']],
    [
      'an impossible name',
      minimal.replace('  q:', '  Q 1:'),
      ['8:3 This name is not possible. Use lower-case letters, digits and hyphens.'],
    ],
    ['a name of the language', minimal.replace('  q:', '  __proto__:'), ['8:3 This name is not possible.']],
    [
      'an unknown word',
      minimal.replace('label: Done', 'label: Done, type: good'),
      ['6:30 Expected success, failure, continue, spam or system.'],
    ],
    ['a name that is not there', minimal.replace('[one]', '[one, two]'), ['10:18 There is no team "two" in this file.']],
    [
      'a default that is not offered',
      minimal.replace('[done]', '[done]\n    defaultDisposition: other'),
      [
        '12:25 There is no disposition "other" in this file.',
        '12:25 The default disposition must be one of the dispositions of its queue.',
      ],
    ],
    [
      'a tag',
      minimal.replace('name: T', 'name: !!binary T'),
      ['2:34 Tags (!name) are not possible here. A text that begins with ! needs quotes.'],
    ],
    [
      'a reference to nothing',
      minimal.replace('name: T', 'name: *secret'),
      ['2:25 There is nothing of this name before it. A text that begins with * needs quotes.'],
    ],
    ['a control character', minimal.replace('name: T', 'name: "T\\0"'), ['2:25 This holds characters that cannot be shown.']],
    ['half a character', minimal.replace('name: T', 'name: "\\uD800"'), ['2:25 This holds characters that cannot be shown.']],
    ['a list as a name', `${minimal}? [a]\n: 1`, ['12:3 A name must be a plain word.']],
    [
      'an address that is no e-mail',
      `${minimal}users:\n  u: { name: U, role: agent, email: u.example }`,
      ['13:37 This is no e-mail address.'],
    ],
    [
      'an origin with a path',
      `${minimal}entryPoints: { e: { label: E, queue: q } }\nwidgets:\n  w: { entryPoint: e, title: T, welcome: W, origins: ['https://a.example/x'] }`,
      ['14:55 Write self or an origin such as https://shop.example, without a path.'],
    ],
    [
      'canned responses that nobody could tell apart',
      `${minimal}cannedResponses:\n  a: { title: { en: Hello }, shortcut: hi, text: Hello }\n  b: { title: Hello, shortcut: hi, text: Hello, queues: [none] }`,
      [
        '14:15 Another canned response has this title.',
        '14:32 Another canned response has this shortcut.',
        '14:57 There is no queue "none" in this file.',
      ],
    ],
    [
      'a group that is not there, and one of nobody we know',
      `${minimal.replace('label: Q', 'label: Q\n    groups: [g]')}groups: { h: { label: H, users: [u] } }`,
      ['10:13 There is no group "g" in this file.', '13:33 There is no user "u" in this file.'],
    ],
    [
      'a reason after signing in that is not there',
      `${minimal.replace('label: One', 'label: One, signIn: { chat: later, voice: ready }')}`,
      ['4:38 There is no Not Ready reason "later" in this file.'],
    ],
    ['too large a file', `# ${'x'.repeat(1_000_000)}`, ['1:1 The file is larger than 1 MB.']],
    ['too deep a file', '['.repeat(100_000), ['1:1 The file is nested too deeply.']],
  ];
  test.each(bad)('%s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

test('[CF2] all problems are told at once, in the order of the file', () => {
  expect(problemsOf('tenant: { key: T, name: 1 }\nqueues: 5\nfoo: 1')).toEqual([
    '1:16 Use lower-case letters, digits and hyphens.',
    '1:25 Expected a text, got a number.',
    '2:9 Expected fields, got a number.',
    '3:1 There is no field "foo" here.',
  ]);
});

test('[CF2] a wrong password is never repeated', () => {
  const reading = readCentre(`${minimal}users:\n  u: { name: U, role: agent, password: hunter2 }`);
  expect(reading).toMatchObject({ problems: [{ line: 13, reason: 'Write at least 8 characters.' }] });
  expect(JSON.stringify(reading)).not.toContain('hunter2');
});

test('[CF3] references that unfold without end are refused quickly', () => {
  const levels = Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`);
  expect(problemsOf(`a0: &a0 [x]\n${levels.join('\n')}`)).toEqual(['2:10 More than 100 references (*name) are too many.']);
  const few = Array.from({ length: 20 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(4).fill(`*a${n}`).join(', ')}]`);
  expect(problemsOf(`a0: &a0 [x]\n${few.join('\n')}`)).toEqual(['1:1 The references (*name) of this file unfold too far.']);
});

test('[CF3] a file of very many names is read without growing slow', () => {
  const names = Array.from({ length: 20_000 }, (_, n) => `k${n}: 1`).join('\n');
  expect(problemsOf(names)).toHaveLength(50);
});

test('[CF11] rings that come too early or ask for more than before are problems, each at its line', () => {
  const rings = (lines: string) => minimal.replace('label: Q', `label: Q\n    skills: { a: 5 }\n    rings:\n${lines}`).concat(skills);
  const skills = 'skills: { a: { label: A }, b: { label: B } }\n';
  const good = '      - { afterSeconds: 30, skills: { a: 5 } }\n      - { afterSeconds: 60, skills: { a: 2, b: 0 }, teams: [one] }\n';
  expect(problemsOf(rings(good))).toEqual([]);
  const bad = '      - { afterSeconds: 60, skills: { a: 3 } }\n      - { afterSeconds: 60, skills: { a: 4, b: 1 } }\n';
  expect(problemsOf(rings(bad))).toEqual([
    '13:25 Each ring must come later than the one before.',
    '13:42 A ring can only ask for less: before it the level is 3.',
    '13:48 A ring can only ask for less: before it the level is 0.',
  ]);
});

test('[CF13] pressure and reserves name another queue, say how much, and come sooner', () => {
  const queue = (lines: string) => problemsOf(minimal.replace('label: Q', `label: Q\n${lines}`));
  const ring = (sooner: string) => queue(`    rings: [{ afterSeconds: 60, sooner: { ${sooner} } }]`);
  expect(ring('waiting: 3')).toEqual([]);
  expect(ring('afterSeconds: 60, expectedSeconds: 9')).toEqual([expect.stringContaining('This must be sooner than the ring itself.')]);
  expect(ring('queue: q')).toEqual([expect.stringContaining('Say when: waiting, longestSeconds or expectedSeconds.')]);
  expect(ring('queue: nowhere, waiting: 3')).toEqual([expect.stringContaining('nowhere')]);
  expect(queue('    keepFree: [{ queue: q, agents: 1 }]')).toEqual([expect.stringContaining('not to itself')]);
  expect(queue('    keepFree: [{ queue: nowhere }]')).toEqual([
    expect.stringContaining('Say how many: agents, percent, or both.'),
    expect.stringContaining('nowhere'),
  ]);
});

test('[CF12] a wish for an agent stands in a variable of the queue that is not secure', () => {
  const wish = (variable: string) =>
    minimal.replace(
      'label: Q',
      `label: Q\n    preferredAgent: { variable: ${variable} }\n    variables: [{ key: a, label: A }, { key: b, label: B, secure: true }]`,
    );
  expect(problemsOf(wish('a'))).toEqual([]);
  for (const variable of ['b', 'c'])
    expect(problemsOf(wish(variable))).toEqual(['10:33 The queue has no such variable that is not secure.']);
});

test('[CF20] a map has tiles of a server with https only, and says whose they are', () => {
  const map = (fields: string) => problemsOf(`${minimal}map: { ${fields} }\n`);
  expect(map("tiles: 'https://t.example/{z}/{x}/{y}.png', attribution: Us")).toEqual([]);
  expect(map('home: { label: Harbour, lat: 53.5, lng: 9.9 }')).toEqual([]);
  expect(map("tiles: 'https://t.example/{z}/{x}/{y}.png'")).toEqual([expect.stringContaining('Say whose map it is')]);
  for (const bad of [
    'http://t.example/{z}/{x}/{y}.png',
    'https://t.example/{z}/{x}.png',
    'https://{s}.t.example/{z}/{x}/{y}.png',
    'javascript:{z}{x}{y}',
  ])
    expect(map(`attribution: Us, tiles: '${bad}'`), bad).toEqual([expect.stringContaining('with https and all three gaps')]);
  expect(map("licence: 'javascript:alert(1)'")).toEqual([expect.stringContaining('with https')]);
});

test('[CF31] numbers, phones and carriers: an entry point leads to a queue of its channel, and a number to one entry point', () => {
  const calls = `${minimal}  calls: { label: Calls, channel: voice, teams: [one], dispositions: [done] }
entryPoints:
  chat: { label: Chat, queue: q }
  hotline: { label: Hotline, queue: calls, channel: voice, numbers: ['+4930123456'] }
users: { ada: { name: Ada, role: agent } }
phones: { desk: { user: ada, password: not-a-word-1 } }
trunks: { carrier: { addresses: [192.0.2.7], host: sip.carrier.example, secure: true, user: us, password: a-password } }
`;
  expect(problemsOf(calls)).toEqual([]);
  const reasons = (from: string, to: string) => problemsOf(calls.replace(from, to)).map((one) => one.replace(/^\S+ /, ''));
  expect(reasons('queue: calls, channel: voice', 'queue: calls')).toContain(
    'This is a queue of the channel voice, the entry point one of chat.',
  );
  expect(reasons('queue: q }', "queue: q, numbers: ['+4930123456'] }")).toEqual([
    'Only an entry point of the channel voice has numbers.',
    'Another entry point has this number.',
  ]);
  expect(reasons('user: ada', 'user: eve')).toEqual(['There is no user "eve" in this file.']);
  expect(reasons('[192.0.2.7]', '[nowhere]')).toHaveLength(1);
  expect(reasons('sip.carrier.example', 'sip carrier')).toHaveLength(1);
  expect(problemsOf(`${calls}widgets: { w: { entryPoint: hotline, title: T, welcome: W, origins: [self] } }`)).toHaveLength(1);
  const called = (call: string) =>
    problemsOf(`${calls}widgets: { w: { entryPoint: chat, call: ${call}, title: T, welcome: W, origins: [self] } }`);
  expect([called('hotline'), called('chat').length, called('nowhere').length]).toEqual([[], 1, 1]);
});

test('[CF40] mailboxes lead to queues of e-mail by rules, and an address lies in one of them', () => {
  const mails = `${minimal}  mails: { label: E-mail, channel: email, teams: [one], dispositions: [done] }
mailboxes:
  shop:
    address: Service@Shop.example
    name: Shop
    queue: mails
    rules: [{ from: ['@press.example'], queue: mails, priority: 90 }, { words: [refund], queue: mails }]
`;
  expect(problemsOf(mails)).toEqual([]);
  const reasons = (from: string, to: string) => problemsOf(mails.replace(from, to)).map((one) => one.replace(/^\S+ /, ''));
  expect(reasons('    queue: mails\n', '    queue: q\n')).toEqual(['A mailbox leads to a queue of the channel email.']);
  expect(reasons('refund], queue: mails', 'refund], queue: q')).toEqual(['A mailbox leads to a queue of the channel email.']);
  expect(reasons('refund], queue: mails', 'refund], queue: none')).toEqual(['There is no queue "none" in this file.']);
  expect(reasons('words: [refund], ', '')).toEqual(['Say when: from, to or words.']);
  expect(reasons('Service@Shop.example', 'nowhere')).toHaveLength(1);
  expect(problemsOf(`${mails}  other: { address: service@shop.example, name: Other, queue: mails }\n`)).toHaveLength(1);
});

test('[CF41] a mailbox names both servers or none, speaks without TLS on this machine only, and has its secrets in the file only', () => {
  const mails = (more: string) => `${minimal}  mails: { label: E-mail, channel: email, teams: [one], dispositions: [done] }
mailboxes: { shop: { address: shop@shop.example, name: Shop, queue: mails, ${more} } }
`;
  const away = (tls: string) => `imap: { host: imap.shop.example, port: 993, tls: ${tls} }, smtp: { host: smtp.shop.example, port: 465 }`;
  const here = 'imap: { host: localhost, port: 143, tls: none }, smtp: { host: 127.0.0.1, port: 25, tls: none }';
  const count = (more: string) => problemsOf(mails(more)).length;
  expect([away('tls'), away('none'), here, 'imap: { host: localhost, port: 143 }', 'handled: { move: INBOX }'].map(count)).toEqual([
    0, 1, 0, 1, 1,
  ]);
  const read = readCentre(mails('password: s3cret, clientSecret: s3cret, refreshToken: s3cret'));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  expect(JSON.stringify(itemsOf(read.centre))).not.toContain('s3cret');
  expect(mailboxSecrets(read.centre).get('shop')).toEqual({ password: 's3cret', clientSecret: 's3cret', refreshToken: 's3cret' });
});

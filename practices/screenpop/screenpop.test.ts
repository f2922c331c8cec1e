import { strangeVariables, templateOf } from '@patchbay/configuration/address.ts';
import { readCentre } from '@patchbay/configuration/read.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filled } from './address.ts';
import { refusesFraming } from './framing.ts';
import { framePage, framePolicy } from './page.ts';
import { openAt, type ScreenPop } from './pops.ts';
import { flow, heard } from './telling.ts';

const centre = (pop: string, more = 'screenPopOrigins: [https://crm.example, "http://localhost:9000"]') => `
tenant: { key: t, name: T }
agents: { ${more} }
teams: { a: { label: A } }
dispositions: { ok: { label: OK } }
queues:
  q:
    label: Q
    teams: [a]
    dispositions: [ok]
    variables:
      - { key: order, label: Order }
      - { key: pin, label: PIN, secure: true }
      - { key: fixed, label: Fixed, editable: false }
    screenPops:
      - { key: crm, label: Order, ${pop} }
`;
const reasons = (pop: string, more?: string) => {
  const read = readCentre(centre(pop, more));
  return 'problems' in read ? read.problems.map(({ reason }) => reason) : [];
};

describe('[SP10] what a page hands over', () => {
  const save = (more: object = {}) => ({ patchbay: 1, type: 'save', id: 7, values: { order: 'HO 1' }, ...more });
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`v${n}`, '']));
  test('is its values by name', () => {
    expect(heard(save(), ['order'])).toEqual({ is: 'save', id: 7, values: { order: 'HO 1' } });
    expect(heard({ patchbay: 1, type: 'hello' }, ['order'])).toEqual({ is: 'hello' });
  });
  test.each([null, 'save', 7, [], {}, { type: 'save' }, { patchbay: 2, type: 'save' }, { patchbay: '1' }])(
    'is nothing of ours: %j',
    (data) => expect(heard(data, ['order'])).toBe(null),
  );
  test.each([
    [save({ values: { pin: '1' } }), 'unknown'],
    [save({ values: { order: '1', pin: '1' } }), 'unknown'],
    [save({ values: { __proto__: null, constructor: 'x' } }), 'unknown'],
    [save({ values: {} }), 'invalid'],
    [save({ values: many }), 'invalid'],
    [save({ values: { order: 'x'.repeat(257) } }), 'invalid'],
    [save({ values: { order: 1 } }), 'invalid'],
    [save({ values: ['order'] }), 'invalid'],
    [save({ values: null }), 'invalid'],
    [save({ type: 'saveAll' }), 'invalid'],
  ])('is refused: %j', (data, why) => expect(heard(data, ['order'])).toMatchObject({ is: 'refused', why }));
  test('is answered under a short name only', () => {
    for (const id of ['x'.repeat(65), {}, Number.NaN, undefined]) expect(heard(save({ id }), ['order'])).toMatchObject({ id: null });
  });
  test('comes at most twenty times in ten seconds', () => {
    const pass = flow();
    expect(Array.from({ length: 21 }, (_, n) => pass(n)).filter(Boolean)).toHaveLength(20);
    expect([pass(9999), pass(10_000), pass(10_000)]).toEqual([false, true, false]);
  });
  test('goes into variables that agents may write, of a page in a tab', () => {
    const page = "address: 'https://crm.example'";
    expect(reasons(`${page}, takes: [order]`)).toEqual([]);
    expect(reasons(`${page}, takes: [pin]`)).toEqual(['The secure variable "pin" is never filled by a page.']);
    expect(reasons(`${page}, takes: [shoe]`)).toEqual(['This queue has no variable "shoe" in its case data.']);
    expect(reasons(`${page}, takes: [fixed]`)).toEqual(['Nobody may write the variable "fixed".']);
    expect(reasons(`${page}, show: window, takes: [order]`)).toEqual(['Only a page in a tab hands values over.']);
  });
});

describe('[SP1] an address', () => {
  test.each([
    'https://crm.example',
    'https://crm.example/orders/{data.order}?who={contact.email}#{interaction.id}',
    'http://localhost:9000/{agent.id}',
  ])('of an allowed origin is taken: %s', (address) => expect(reasons(`address: '${address}'`)).toEqual([]));
  test.each([
    ['https://other.example/', 'Name the origin of this address in agents.screenPopOrigins.'],
    ['http://crm.example/', 'Name the origin of this address in agents.screenPopOrigins.'],
    ['https://crm.example/{data.nothing}', 'This queue has no variable "nothing" in its case data.'],
    ['https://crm.example/{contact.shoe}', 'There is no variable {contact.shoe}.'],
  ])('%s is not', (address, reason) => expect(reasons(`address: '${address}'`)).toEqual([reason]));
  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//crm.example/',
    'https://{data.order}.example/',
    'https://crm.example{data.order}/',
    'https://user:pass@crm.example/',
    'https://crm.example\\@evil.example/',
    'https://crm.example/{data.order',
    'https://crm.example/}{',
    'https://CRM.example/',
    'https://crm.example/a b',
  ])('that is none is refused: %s', (address) => {
    expect(templateOf(address)).toBeNull();
    expect(reasons(`address: '${address}'`).length).toBe(1);
  });
  test('no origin is allowed unless it is named, and `self` is none', () => {
    expect(reasons("address: 'https://crm.example/'", '')).toHaveLength(1);
    expect(reasons("address: 'https://crm.example/'", 'screenPopOrigins: [self, https://crm.example]')).toHaveLength(1);
  });
});

describe('[SP8] a form', () => {
  const form = (fields: string, more = '') => `form: { pages: [{ title: Order, fields: [${fields}] }] }${more}`;
  test('names variables of its queue, on up to ten pages', () => {
    expect(reasons(form('{ variable: order, required: true, hint: Of the label }'))).toEqual([]);
    const page = '{ fields: [{ variable: order }] }';
    expect(reasons(`form: { pages: [${page}, { text: Read this aloud. }] }`)).toEqual([]);
    expect(reasons(`form: { pages: [${Array.from({ length: 11 }, () => page).join()}] }`)).toHaveLength(1);
  });
  test.each([
    [form('{ variable: nothing }'), 'This queue has no variable "nothing" in its case data.'],
    [form('{ variable: pin }'), 'The secure variable "pin" is never put into a form.'],
    [form('{ variable: order }, { variable: order }'), 'The form asks for "order" twice.'],
    [form(''), 'A form needs at least one field.'],
    [form('{ variable: order }', ", address: 'https://crm.example/'"), 'Write an address or a form.'],
    [form('{ variable: order }', ', show: window'), 'A form stands in a tab.'],
    ['when: offer', 'Write an address or a form.'],
  ])('%s is refused', (pop, reason) => expect(reasons(pop)).toEqual([reason]));
});

const known = {
  data: { order: 'HO 1/2&x=#é' },
  contact: { name: '../../admin', email: null },
  agent: { id: '..' },
};
describe('[SP2] variables', () => {
  test.each([
    ['https://crm.example/o/{data.order}?q={data.order}', 'https://crm.example/o/HO%201%2F2%26x%3D%23%C3%A9?q=HO%201%2F2%26x%3D%23%C3%A9'],
    ['https://crm.example/{contact.name}', 'https://crm.example/..%2F..%2Fadmin'],
    ['https://crm.example/a/{agent.id}/b', 'https://crm.example/a//b'],
    ['https://crm.example/a/{contact.email}?x={data.none}', 'https://crm.example/a/?x='],
    ['https://crm.example', 'https://crm.example/'],
  ])('%s becomes %s', (address, url) => expect(filled(address, known)).toBe(url));
  test('no value leads elsewhere: origin and path keep their shape', () =>
    fc.assert(
      fc.property(fc.string(), fc.string(), (order, name) => {
        const url = new URL(filled('https://crm.example/a/{data.order}/b/{contact.name}/c', { data: { order }, contact: { name } }) ?? '');
        const fixed = url.pathname.split('/').filter((_, n) => n % 2 === 1);
        return url.origin === 'https://crm.example' && url.search + url.hash === '' && fixed.join() === 'a,b,c';
      }),
    ));
  test('a value is cut', () =>
    expect(filled('https://crm.example/{data.order}', { data: { order: 'x'.repeat(999) } })).toBe(
      `https://crm.example/${'x'.repeat(256)}`,
    ));
  test('a secure one is refused by the configuration', () => {
    const template = templateOf('https://crm.example/{data.pin}');
    expect(template && strangeVariables(template, [{ key: 'pin', secure: true }])).toEqual([
      'The secure variable "pin" is never put into an address.',
    ]);
    expect(reasons("address: 'https://crm.example/{data.pin}'")).toHaveLength(1);
  });
});

test('[SP3] before it is accepted only those for the offer; who let it go has none; who looks on has all', () => {
  const pops = [
    { key: 'a', when: 'offer' },
    { key: 'b', when: 'accept' },
  ] as readonly Partial<ScreenPop>[] as readonly ScreenPop[];
  const keys = (stage: Parameters<typeof openAt>[1]) => openAt(pops, stage).map(({ key }) => key);
  expect(keys('offered')).toEqual(['a']);
  for (const stage of ['active', 'wrapUp', 'done', undefined] as const) expect(keys(stage)).toEqual(['a', 'b']);
  for (const stage of ['missed', 'declined', 'revoked'] as const) expect(keys(stage)).toEqual([]);
});

describe('[SP4] the page around the page', () => {
  test('has no script, and one frame without the origin it came from', () => {
    const page = framePage('https://crm.example/?a="><script>alert(1)</script>&b=1');
    expect(page.match(/<script/g)).toBeNull();
    expect(page).toContain('sandbox="allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox"');
    expect(page).not.toContain('allow-same-origin');
    expect(page).not.toContain('allow-top-navigation');
    expect(page).toContain('referrerpolicy="no-referrer"');
  });
  test('allows frames of the configured origins, and to be framed by us', () => {
    const policy = framePolicy(['https://crm.example'], 'sha256-x');
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "style-src 'sha256-x'",
      'frame-src https://crm.example',
      "frame-ancestors 'self'",
      "form-action 'none'",
      "base-uri 'none'",
    ]);
    expect(framePolicy([], 'x')).toContain("frame-src 'none'");
  });
});

describe('[SP6] whether a page refuses frames', () => {
  const ours = 'https://desk.example';
  test.each([
    [{ policy: null, options: null }, false],
    [{ policy: null, options: 'DENY' }, true],
    [{ policy: null, options: 'sameorigin' }, true],
    [{ policy: null, options: 'ALLOWALL' }, false],
    [{ policy: "default-src 'self'", options: null }, false],
    [{ policy: "default-src 'self'; frame-ancestors 'none'", options: null }, true],
    [{ policy: "frame-ancestors 'self'", options: null }, true],
    [{ policy: 'frame-ancestors *', options: 'DENY' }, false],
    [{ policy: 'frame-ancestors https:', options: null }, false],
    [{ policy: 'frame-ancestors http:', options: null }, true],
    [{ policy: "frame-ancestors 'self' https://desk.example", options: null }, false],
    [{ policy: 'frame-ancestors desk.example', options: null }, false],
    [{ policy: 'frame-ancestors https://*.example', options: null }, false],
    [{ policy: 'frame-ancestors https://other.example', options: null }, true],
    [{ policy: 'frame-ancestors https://desk.example:8443', options: null }, true],
    [{ policy: 'frame-ancestors *, frame-ancestors https://other.example', options: null }, true],
  ])('%o: %s', (headers, refuses) => expect(refusesFraming(headers, ours, 'https://crm.example')).toBe(refuses));
});

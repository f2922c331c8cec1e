import { languages } from '@patchbay/base/words.ts';
import { centreSchema } from '@patchbay/configuration/centre.ts';
import { describe, expect, test } from 'vitest';
import { looksAfter, newlyShutOut, permissions, shutOut } from './access.ts';
import { forgetCookie, readCookie, setCookie } from './cookie.ts';
import { countedAddress, isOver, secondsToWait } from './limits.ts';
import { isForeign, isForeignOrigin } from './origin.ts';
import { strangers } from './strangers.ts';
import { turns } from './turns.ts';
import { isWeak } from './weak.ts';
import { words } from './words.ts';

const centre = (more: object = {}) =>
  centreSchema.parse({
    tenant: { key: 't', name: 'T' },
    users: { ann: { name: 'Ann', role: 'agent' }, ben: { name: 'Ben', role: 'agent' } },
    ...more,
  });
const secret = 'A'.repeat(43);

describe('[US14] what a role may', () => {
  test.each([
    ['agent', ['end', 'decline', 'takeWork', 'extendWrapUp', 'ban', 'handOnMails']],
    [
      'supervisor',
      [
        'end',
        'decline',
        'takeWork',
        'extendWrapUp',
        'forceWrapUp',
        'seeAllWork',
        'seeAllContacts',
        'seeAllCases',
        'forceState',
        'ban',
        'mask',
        'handOnMails',
      ],
    ],
    [
      'administrator',
      [
        'forceWrapUp',
        'seeAllWork',
        'seeAllContacts',
        'seeAllCases',
        'anonymise',
        'configure',
        'forceState',
        'mask',
        'forceSignOut',
        'seeLogs',
      ],
    ],
  ] as const)('%s', (role, may) => {
    expect(permissions({ role }, centre())).toEqual(may);
  });
  test('nobody extends wrap-up where the centre does not allow it', () => {
    const strict = centre({ agents: { extendWrapUp: false } });
    expect(permissions({ role: 'agent' }, strict)).toEqual(['end', 'decline', 'takeWork', 'ban', 'handOnMails']);
    expect(permissions({ role: 'supervisor' }, strict)).not.toContain('extendWrapUp');
  });
  test('[IN24] who declines: as the user, else the team, else the centre says', () => {
    const teams = { firm: { label: 'Firm', decline: false }, free: { label: 'Free', decline: true }, plain: { label: 'Plain' } };
    const declines = (team: string, centreSays: boolean, decline?: boolean) =>
      permissions({ role: 'agent', team, decline }, centre({ teams, agents: { decline: centreSays } })).includes('decline');
    expect([declines('plain', true), declines('plain', false), declines('firm', true), declines('free', false)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect([declines('firm', true, true), declines('free', true, false)]).toEqual([true, false]);
  });
  test('a team says otherwise than the centre', () => {
    const teams = { slow: { label: 'Slow', extendWrapUp: true }, quick: { label: 'Quick', extendWrapUp: false } };
    const extends_ = (team: string, allowed: boolean) =>
      permissions({ role: 'agent', team }, centre({ teams, agents: { extendWrapUp: allowed } })).includes('extendWrapUp');
    expect([extends_('slow', false), extends_('quick', true), extends_('nowhere', true)]).toEqual([true, false, true]);
  });
});

test('[CH70] agents ban where the centre lets them, supervisors always, administrators handle no chats', () => {
  const strict = centre({ bans: { agents: false } });
  expect(['agent', 'supervisor', 'administrator'].map((role) => permissions({ role: role as 'agent' }, strict).includes('ban'))).toEqual([
    false,
    true,
    false,
  ]);
});

test('[EM205] agents mask in e-mails only where the centre lets them, supervisors and administrators always', () => {
  const may = (role: 'agent' | 'supervisor' | 'administrator', mask: boolean) =>
    permissions({ role }, centre({ agents: { mask } })).includes('mask');
  expect([may('agent', false), may('agent', true), may('supervisor', false), may('administrator', false)]).toEqual([
    false,
    true,
    true,
    true,
  ]);
});

test('[CF65] agents hand e-mails on where the centre lets them, supervisors always, administrators have none', () => {
  const may = (role: 'agent' | 'supervisor' | 'administrator', handOnMails: boolean) =>
    permissions({ role }, centre({ agents: { handOnMails } })).includes('handOnMails');
  expect([may('agent', true), may('agent', false), may('supervisor', false), may('administrator', true)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

describe('[US16] whom one looks after', () => {
  const person = (role: string, more: object = {}) => ({ name: role, role, ...more });
  const teams = centre({
    teams: { red: { label: 'Red' }, blue: { label: 'Blue' } },
    users: {
      ann: person('agent', { team: 'red' }),
      ben: person('agent', { team: 'blue' }),
      zoe: person('agent'),
      sam: person('supervisor', { team: 'red' }),
      sue: person('supervisor', { team: 'red', supervises: ['blue'] }),
      ada: person('administrator'),
    },
  });
  test.each([
    ['sam', ['ann', 'sue']],
    ['sue', ['ben']],
    ['ada', ['ann', 'ben', 'zoe', 'sam', 'sue']],
    ['ann', []],
    ['nobody', []],
  ] as const)('%s', (user, others) => {
    expect([...Object.keys(teams.users), 'toString'].filter((other) => looksAfter(teams, user, other))).toEqual(others);
  });
});

describe('[US4] who is shut out', () => {
  const disabled = centre({ users: { ann: { name: 'Ann', role: 'agent', disabled: true } } });
  test('a user who is disabled or gone, a tenant that is disabled or gone', () => {
    expect(shutOut(centre(), 'ann')).toBeNull();
    expect(shutOut(disabled, 'ann')).toBe('signIn.userDisabled');
    expect(shutOut(centre(), 'toString')).toBe('signIn.userDisabled');
    expect(shutOut(centre({ tenant: { key: 't', name: 'T', disabled: true } }), 'ann')).toBe('signIn.tenantDisabled');
    expect(shutOut(undefined, 'ann')).toBe('signIn.tenantDisabled');
  });
  test('a new configuration tells whose desktops have to end', () => {
    expect(newlyShutOut(centre(), disabled)).toEqual([
      { user: 'ann', why: 'signIn.userDisabled' },
      { user: 'ben', why: 'signIn.userDisabled' },
    ]);
    expect(newlyShutOut(disabled, disabled)).toEqual([]);
  });
});

describe('[US6] how long to wait', () => {
  const limits = centre({ signIn: { windowSeconds: 900 } }).signIn;
  test.each([
    ['nothing is full', { account: null, address: null }, 0],
    ['the account is full: until its oldest try is out of the window', { account: 1_000_000 - 600_000, address: null }, 300],
    ['the address is full', { account: null, address: 1_000_000 - 899_001 }, 1],
    ['both: the longer', { account: 1_000_000 - 600_000, address: 1_000_000 - 100_000 }, 800],
    ['out of the window', { account: 1_000_000 - 900_000, address: null }, 0],
  ])('%s', (_, tries, seconds) => {
    expect(secondsToWait(tries, limits, 1_000_000)).toBe(seconds);
  });
  test.each([
    ['10.1.2.3', '10.1.2.3'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['2001:db8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
    ['2001:0DB8:0000:0001:ffff::1', '2001:db8:0:1::/64'],
    ['2001:db8::5', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', (address, counted) => {
    expect(countedAddress(address)).toBe(counted);
  });
});

test('[US8] a session is over when it was not seen for the hours of the centre', () => {
  const limits = centre({ signIn: { sessionHours: 2 } }).signIn;
  expect(isOver(0, limits, 2 * 3_600_000 - 1)).toBe(false);
  expect(isOver(0, limits, 2 * 3_600_000)).toBe(true);
});

describe('[US8] the cookie', () => {
  const token = { tenant: 'shop' as never, secret };
  test('is closed to scripts and other sites, and to plain http when it came by https', () => {
    expect(setCookie(token, 60, false)).toBe(`patchbay=shop.${secret}; Max-Age=60; Path=/; HttpOnly; SameSite=Strict`);
    expect(setCookie(token, 60, true)).toMatch(/; Secure$/);
    expect(forgetCookie(true)).toBe('patchbay=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict; Secure');
  });
  test('is found among others, the first of our shape', () => {
    expect(readCookie(`a=b; patchbay=junk; patchbay=shop.${secret}`)).toEqual(token);
  });
  test.each([
    undefined,
    '',
    'patchbay',
    'patchbay=',
    `patchbay=${secret}`,
    `patchbay=SHOP.${secret}`,
    `patchbay=shop.${secret}x`,
    `xpatchbay=shop.${secret}`,
    "patchbay=' or 1=1",
  ])('is not %s', (header) => {
    expect(readCookie(header)).toBeNull();
  });
});

describe('[US9] where a request comes from', () => {
  const ours = { method: 'POST', host: 'desk.example', https: true, origin: 'https://desk.example', site: 'same-origin' };
  test.each([
    ['our own page', ours, false],
    ['a page of another site', { ...ours, origin: 'https://evil.example', site: 'cross-site' }, true],
    ['a sister site', { ...ours, origin: 'https://other.desk.example', site: 'same-site' }, true],
    ['another port', { ...ours, origin: 'https://desk.example:8443' }, true],
    ['plain http when we are https', { ...ours, origin: 'http://desk.example' }, true],
    ['https before a proxy that speaks http to us', { ...ours, https: false }, false],
    ['the default port written out', { ...ours, host: 'desk.example:443' }, false],
    ['a sandbox', { ...ours, origin: 'null' }, true],
    ['a scheme of its own', { ...ours, origin: 'ftp://desk.example' }, true],
    ['no browser', { ...ours, origin: undefined, site: undefined }, false],
    ['a browser that hides its origin, from elsewhere', { ...ours, origin: undefined, site: 'cross-site' }, true],
    ['a browser that hides its origin, from here', { ...ours, origin: undefined, site: 'same-origin' }, false],
    ['reading', { ...ours, method: 'GET', origin: 'https://evil.example' }, false],
  ])('%s', (_, from, foreign) => {
    expect(isForeign(from)).toBe(foreign);
  });
  test('a stream is opened by a GET, and asked all the same', () => {
    expect(isForeignOrigin({ ...ours, origin: 'https://evil.example' })).toBe(true);
    expect(isForeignOrigin(ours)).toBe(false);
  });
});

describe('[US11] weak passwords', () => {
  test.each([
    '',
    'short-one',
    'password123',
    'PassWord123',
    'passwort123',
    '1234567890',
    'aaaaaaaaaaaa',
    'ababababababab',
    'i-am-anna-w',
    'ANNA-the-agent',
    'x'.repeat(201),
  ])('%s is refused', (password) => {
    expect(isWeak(password, 'anna')).toBe(true);
  });
  test.each(['right-horse-battery', 'grün ist die Hoffnung', '正しい馬のバッテリー電池'])('%s is taken', (password) => {
    expect(isWeak(password, 'anna')).toBe(false);
  });
});

describe('[US7] turns', () => {
  const gate = () => {
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    return { open, opened };
  };
  test('so many at a time, in the order they came', async () => {
    const gates = [gate(), gate(), gate()];
    const begun: number[] = [];
    const { take } = turns({ parallel: 1, waiting: 5, perAddress: 5 });
    const works = gates.map((g, n) =>
      take('a', async () => {
        begun.push(n);
        await g.opened;
        return n;
      }),
    );
    await Promise.resolve();
    expect(begun).toEqual([0]);
    for (const g of gates) g.open();
    expect(await Promise.all(works)).toEqual([0, 1, 2]);
    expect(begun).toEqual([0, 1, 2]);
  });
  test('a full queue, or too many of one address, are turned away at once; others still have a place', async () => {
    const first = gate();
    const { take } = turns({ parallel: 1, waiting: 2, perAddress: 2 });
    const works = [take('a', () => first.opened), take('a', async () => 'second')];
    expect(await take('a', async () => 'third')).toBe('full');
    works.push(take('b', async () => 'other'));
    expect(await take('c', async () => 'too late')).toBe('full');
    first.open();
    expect(await Promise.all(works)).toEqual([undefined, 'second', 'other']);
    expect(await take('a', async () => 'again')).toBe('again');
  });
  test('work that fails hands its turn over', async () => {
    const { take } = turns({ parallel: 1, waiting: 1, perAddress: 1 });
    await expect(take('a', () => Promise.reject(new Error('on purpose')))).rejects.toThrow('on purpose');
    expect(await take('a', async () => 'next')).toBe('next');
  });
});

describe('[US2] strangers', () => {
  const limits = centre({ signIn: { perAccountAndAddress: 2, perAddress: 3, windowSeconds: 10 } }).signIn;
  test('have the limits of everybody, per account and per address, and other addresses are free', () => {
    const { take } = strangers(limits);
    const one = { account: 'x', address: 'a' };
    expect([take(one, 0), take(one, 1000), take(one, 2000)]).toEqual([0, 0, 8]);
    expect(take({ account: 'y', address: 'a' }, 2000)).toBe(0);
    expect(take({ account: 'z', address: 'a' }, 2000)).toBe(8);
    expect(take({ account: 'x', address: 'b' }, 2000)).toBe(0);
    expect(take(one, 10_000)).toBe(0);
  });
  test('cannot fill the memory: only the youngest addresses are remembered', () => {
    const { take } = strangers({ ...limits, perAddress: 1 }, 2);
    for (const address of ['a', 'b', 'c']) take({ account: 'x', address }, 0);
    expect(take({ account: 'x', address: 'c' }, 1)).toBeGreaterThan(0);
    expect(take({ account: 'x', address: 'a' }, 1)).toBe(0);
  });
});

test('every text exists in every language', () => {
  for (const language of languages) expect(Object.keys(words[language])).toEqual(Object.keys(words.en));
});

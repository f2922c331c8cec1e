import type { AgentId, ContactId, Person } from '@patchbay/base/decision.ts';
import { isRefused } from '@patchbay/base/decision.ts';
import { describe, expect, test } from 'vitest';
import { masked, normalOf } from './addresses.ts';
import { type Address, type Contact, type ContactEvent, contactKind, newContact } from './contact.ts';
import { evolve } from './evolve.ts';
import { foundBy, queryOf } from './finding.ts';
import { type ContactCommand, decide, merges, splits, survivor, told } from './rules.ts';

const anna: Person = { agent: 'anna' as AgentId, may: ['takeWork'] };
const ada: Person = { agent: 'ada' as AgentId, may: ['seeAllContacts', 'anonymise'] };
const watcher: Person = { agent: 'wil' as AgentId, may: [] };
const address = (kind: Address['kind'], typed: string, id = `${kind}-${typed}`): Address => ({
  id,
  kind,
  typed,
  normal: normalOf(kind, typed, '49') ?? typed,
  label: null,
});
const eva: Contact = { ...newContact('01' as ContactId, 'Eva', 1), addresses: [address('email', 'Eva@Example.org')] };
const after = (contact: Contact, events: readonly ContactEvent[]) => events.reduce(evolve, contact);
const does = (contact: Contact, command: ContactCommand, now = 10) => {
  const events = decide(contact, command, now);
  if (isRefused(events)) throw new Error(events.refused);
  return after(contact, events);
};
const put = (typed: string, more: Partial<Extract<ContactCommand, { type: 'putAddress' }>> = {}): ContactCommand => ({
  by: anna,
  type: 'putAddress',
  id: 'new',
  kind: 'phone',
  label: 'mobile',
  typed,
  normal: normalOf('phone', typed, '49'),
  base: null,
  ...more,
});

describe('[CO1] what a contact is', () => {
  test('addresses have kinds and labels, and are kept as typed', () => {
    const more = does(eva, put('0171 23 45 67'));
    expect(more.addresses.at(-1)).toEqual({ id: 'new', kind: 'phone', label: 'mobile', typed: '0171 23 45 67', normal: '+49171234567' });
    expect(does(more, put('0171 99', { base: '0171 23 45 67' })).addresses.map((a) => a.typed)).toEqual(['Eva@Example.org', '0171 99']);
    expect(does(more, { by: anna, type: 'removeAddress', address: 'new', base: '0171 23 45 67' }).addresses).toEqual(eva.addresses);
  });
  test('no address twice, none that cannot be one, at most 20', () => {
    const more = does(eva, put('0171 234'));
    expect(decide(more, put('+49 171 234', { id: 'other' }), 10)).toEqual({ refused: 'contacts.knownAddress' });
    expect(decide(more, put('call me', { id: 'other' }), 10)).toEqual({ refused: 'contacts.badAddress' });
    const full = { ...eva, addresses: Array.from({ length: 20 }, (_, n) => address('phone', `0171 ${1000 + n}`)) };
    expect(decide(full, put('0171 234'), 10)).toMatchObject({ refused: 'contacts.tooManyAddresses' });
  });
  test('no timer of a contact runs', () => expect(contactKind.due(eva)).toBe(null));
});

test.each([
  ['phone', '+49 (0)30 1234-5', '+493012345'],
  ['phone', '0049 30 12345', '+493012345'],
  ['phone', '030/12345', '+493012345'],
  ['phone', '110', '110'],
  ['phone', 'none', null],
  ['phone', '12', null],
  ['phone', '123456789012345678', null],
  ['email', ' Eva@Example.ORG ', 'eva@example.org'],
  ['email', 'eva at home', null],
  ['handle', '@Eva', 'eva'],
] as const)('[CO2] %s %s is compared as %s', (kind, typed, normal) => expect(normalOf(kind, typed, '49')).toBe(normal));
test('[CO2] without the country a national number stays what it is', () => expect(normalOf('phone', '030 12345', null)).toBe('03012345'));
test('a number is masked to its last four digits, a short one wholly', () =>
  expect(['+49 30 1234567', '1234'].map(masked)).toEqual(['***4567', '***']));

describe('[CO4] what a visitor types', () => {
  const typed = { name: 'Evi', addresses: [address('phone', '030 1234'), address('visitor', 'v2')] };
  test('goes into a contact that nobody has verified', () => {
    const next = after(eva, told(eva, typed, 20));
    expect([next.name, next.addresses.map((a) => a.kind), next.proposed]).toEqual(['Evi', ['email', 'visitor', 'phone'], []]);
    expect(told(next, typed, 30)).toEqual([]);
  });
  test('is only proposed to one that is verified; the browser itself is proved by its key', () => {
    const verified = { ...eva, verified: true };
    const next = after(verified, told(verified, typed, 20));
    expect([next.name, next.addresses.map((a) => a.kind)]).toEqual(['Eva', ['email', 'visitor']]);
    expect(next.proposed.map(({ field, value }) => [field, value])).toEqual([
      ['name', 'Evi'],
      ['phone', '030 1234'],
    ]);
    expect(told(next, typed, 30)).toEqual([]);
    const [first, second] = next.proposed.map(({ id }) => id);
    const taken = does(next, { by: anna, type: 'settleProposal', proposal: second ?? '', take: true, id: 'n', normal: '+49301234' });
    const left = does(taken, { by: anna, type: 'settleProposal', proposal: first ?? '', take: false, id: 'm', normal: null });
    expect([left.name, left.addresses.length, left.proposed]).toEqual(['Eva', 3, []]);
    expect(decide(left, { by: anna, type: 'settleProposal', proposal: '20-0', take: true, id: 'm', normal: null }, 1)).toEqual({
      refused: 'contacts.settled',
    });
  });
  test('never verifies anything', () =>
    expect(told(eva, { ...typed, verified: true } as never, 1).some((e) => e.type === 'contact.verified')).toBe(false));
});

describe('[CO5] the first save wins', () => {
  const edit = (by: Person, base: string | null, value: string | null): ContactCommand => ({
    by,
    type: 'editContact',
    field: 'name',
    base,
    value,
  });
  test('the second is told who was first and what the value is now', () => {
    const tom = does(eva, edit(ada, 'Eva', 'Eva K.'));
    expect(decide(tom, edit(anna, 'Eva', 'Eva M.'), 11)).toEqual({ refused: 'contacts.savedFirst', with: { by: 'ada', value: 'Eva K.' } });
    expect(does(tom, edit(anna, 'Eva K.', 'Eva M.')).name).toBe('Eva M.');
  });
  test('other fields do not stand in the way', () => {
    const tom = does(eva, edit(ada, 'Eva', 'Eva K.'));
    expect(does(tom, { by: anna, type: 'editContact', field: 'language', base: null, value: 'de' }).language).toBe('de');
  });
  test('an address too, also when it was removed', () => {
    const [old] = eva.addresses;
    const gone = does(eva, { by: ada, type: 'removeAddress', address: old?.id ?? '', base: old?.typed ?? '' });
    expect(decide(gone, put('x@y.z', { id: old?.id ?? '', kind: 'email', base: old?.typed ?? null }), 11)).toEqual({
      refused: 'contacts.savedFirst',
      with: { by: 'ada', value: '' },
    });
  });
  test('nothing new is no event; who handles nothing may not', () => {
    expect(decide(eva, edit(anna, 'Eva', 'Eva'), 1)).toEqual([]);
    expect(decide(eva, edit(watcher, 'Eva', 'E'), 1)).toEqual({ refused: 'contacts.notAllowed' });
  });
});

describe('[CO6] two contacts of one customer', () => {
  const other: Contact = {
    ...newContact('other' as ContactId, '', 5),
    addresses: [address('email', 'eva@example.ORG'), address('phone', '030 99')],
  };
  test('the verified one stays, else the older', () => {
    expect(survivor(eva, other)).toEqual([eva, other]);
    expect(survivor(other, eva)).toEqual([eva, other]);
    expect(survivor(eva, { ...other, verified: true })[0].id).toBe('other');
  });
  test('a merge brings the addresses, a split gives both back as they were', () => {
    const merged = merges(eva, other, anna, 10);
    if (isRefused(merged)) throw new Error(merged.refused);
    const [stays, goes] = [after(eva, merged.stays), after(other, merged.goes)];
    expect(stays.addresses.map((a) => a.typed)).toEqual(['Eva@Example.org', '030 99']);
    expect(goes.mergedInto).toBe('01');
    const split = splits(stays, goes, anna, 10 + 24 * 3_600_000);
    if (isRefused(split)) throw new Error(split.refused);
    expect([after(stays, split.stays), after(goes, split.goes)]).toEqual([eva, other]);
  });
  test('a name goes where there was none, and back', () => {
    const nameless = { ...eva, name: '' };
    const merged = merges(nameless, { ...other, name: 'Eva K.' }, anna, 10);
    if (isRefused(merged)) throw new Error(merged.refused);
    const stays = after(nameless, merged.stays);
    expect(stays.name).toBe('Eva K.');
    const split = splits(stays, { ...other, mergedInto: eva.id }, anna, 11);
    if (isRefused(split)) throw new Error(split.refused);
    expect(after(stays, split.stays)).toEqual(nameless);
  });
  test('not with itself, not what is gone, not after a day, not twice', () => {
    expect(merges(eva, eva, anna, 1)).toEqual({ refused: 'contacts.same' });
    expect(merges(eva, { ...other, mergedInto: eva.id }, anna, 1)).toEqual({ refused: 'contacts.gone' });
    expect(splits(eva, other, anna, 1)).toEqual({ refused: 'contacts.notMerged' });
    const merged = merges(eva, other, anna, 10);
    if (isRefused(merged)) throw new Error(merged.refused);
    const [stays, goes] = [after(eva, merged.stays), after(other, merged.goes)];
    expect(splits(stays, goes, anna, 11 + 24 * 3_600_000)).toEqual({ refused: 'contacts.tooLate' });
    expect(decide(goes, { by: anna, type: 'verifyContact', verified: true }, 1)).toEqual({ refused: 'contacts.gone' });
  });
  test('two that were told apart stay apart', () =>
    expect(does(eva, { by: anna, type: 'tellApart', from: other.id }).apart).toEqual([other.id]));
});

describe('[CO8] what a contact is found by', () => {
  const finds = (typed: string, contact: Contact): boolean => {
    const query = queryOf(typed);
    const found = foundBy(contact);
    return (
      query !== null && query.terms.every((term) => found.terms.includes(term)) && query.words.every((word) => found.text.includes(word))
    );
  };
  const named = (name: string): Contact => ({ ...eva, name });
  test.each([
    ['müll', 'Jörg Müller'],
    ['mull', 'Jörg Müller'],
    ['mueller', 'Jörg Müller'],
    ['jörg mül', 'Müller, Jörg'],
    ['MULLER', 'Müller'],
    ['strasse', 'Straße'],
    ['田中', '田中 花子'],
    ['花', '田中 花子'],
    ['김민', '김민수'],
    ['example.org', 'anybody'],
  ])('[CO8] %s finds %s', (typed, name) => expect(finds(typed, named(name))).toBe(true));
  test('a number is found however it is written', () => {
    const numbered = { ...eva, addresses: [address('phone', '+49 30 1234567')] };
    for (const typed of ['030 1234567', '301234', '+49301234567', '4567']) expect([typed, finds(typed, numbered)]).toEqual([typed, true]);
  });
  test('what is not there is not found; one letter is too little', () => {
    expect(finds('müx', named('Müller'))).toBe(false);
    expect(queryOf('m')).toBe(null);
    expect(queryOf('   ')).toBe(null);
  });
  test('what is merged away or anonymised is not found', () =>
    expect([foundBy({ ...eva, mergedInto: 'x' as ContactId }).terms, foundBy({ ...eva, anonymisedAt: 1 }).terms]).toEqual([[], []]));
});

test('[CO9] only who may, and then nothing personal is left', () => {
  expect(decide(eva, { by: anna, type: 'anonymiseContact' }, 1)).toEqual({ refused: 'contacts.notAllowed' });
  const gone = does({ ...eva, proposed: [{ id: 'p', field: 'name', value: 'Evi', at: 1 }] }, { by: ada, type: 'anonymiseContact' });
  expect(JSON.stringify(gone)).not.toMatch(/Ev[ai]\b|example/i);
  expect(decide(gone, { by: ada, type: 'anonymiseContact' }, 1)).toEqual({ refused: 'contacts.gone' });
});

import { describe, expect, test } from 'vitest';
import { answerable, recipientsOf } from './answer.ts';
import type { Address } from './head.ts';

const a = (address: string, name = ''): Address => ({ name, address });
const [eva, tom, lab, list] = [a('eva@example.com', 'Eva'), a('tom@example.org'), a('lab@workshop.example'), a('list@example.net')];
const [service, orders] = [a('service@harbour.example', 'Harbour'), a('orders@harbour.example')];
const token = a('service+1001-abcdefghijkl@harbour.example');
const ours = [service.address, orders.address];

const froms = { customer: eva, 'third party': lab, 'our own': service, 'an alias of ours': orders, nobody: null };
const replyTos = { none: [], another: [list], ours: [service], 'ours with a token': [token], 'another and ours': [list, orders] };
const tos = { us: [service], 'an alias': [orders], 'the token': [token], 'us and Tom': [service, tom], 'Tom alone': [tom], nobody: [] };
const ccs = {
  none: [],
  Tom: [tom],
  'us again': [orders],
  'the writer again': [a('EVA@example.com')],
  'Tom twice': [tom, a('TOM@example.org')],
};
type From = keyof typeof froms;
type ReplyTo = keyof typeof replyTos;
type To = keyof typeof tos;
type Cc = keyof typeof ccs;

const answered = ([from, replyTo, to, cc]: readonly [From, ReplyTo, To, Cc], all: boolean) => {
  const { to: first, cc: second } = recipientsOf({ from: froms[from], replyTo: replyTos[replyTo], to: tos[to], cc: ccs[cc] }, ours, all);
  const line = (people: readonly Address[]) => people.map(({ address }) => address.split('@')[0]).join(' ');
  return `${line(first)} | ${line(second)}`;
};

describe('[EM36] [UX-17] whom an answer goes to', () => {
  test.each([
    // from, reply-to, to, cc, answer, answer to all
    ['customer', 'none', 'us', 'none', 'eva | ', 'eva | '],
    ['customer', 'none', 'us and Tom', 'none', 'eva | ', 'eva | tom'],
    ['customer', 'none', 'Tom alone', 'us again', 'eva | ', 'eva | tom'],
    ['customer', 'none', 'the token', 'Tom twice', 'eva | ', 'eva | tom'],
    ['customer', 'none', 'an alias', 'the writer again', 'eva | ', 'eva | '],
    ['customer', 'another', 'us', 'Tom', 'list | ', 'list | tom'],
    ['customer', 'another and ours', 'us and Tom', 'none', 'list | ', 'list | tom'],
    ['customer', 'ours', 'us', 'Tom', 'eva | ', 'eva | tom'],
    ['customer', 'ours with a token', 'us and Tom', 'none', 'eva | ', 'eva | tom'],
    ['third party', 'none', 'the token', 'none', 'lab | ', 'lab | '],
    ['third party', 'none', 'us', 'the writer again', 'lab | ', 'lab | EVA'],
    ['third party', 'another', 'us', 'none', 'list | ', 'list | '],
    ['our own', 'none', 'Tom alone', 'the writer again', 'tom | ', 'tom | EVA'],
    ['our own', 'another', 'us', 'none', 'list | ', 'list | '],
    ['an alias of ours', 'ours', 'us and Tom', 'Tom', 'tom | ', 'tom | '],
    ['an alias of ours', 'none', 'us', 'none', ' | ', ' | '],
    ['nobody', 'none', 'Tom alone', 'none', 'tom | ', 'tom | '],
    ['nobody', 'another', 'us', 'Tom', 'list | ', 'list | tom'],
  ] as const)('of a mail from %s, reply-to %s, to %s, cc %s: %s; to all: %s', (from, replyTo, to, cc, one, all) => {
    expect([answered([from, replyTo, to, cc], false), answered([from, replyTo, to, cc], true)]).toEqual([one, all]);
  });

  test('[EM260] a mail that came from an address of ours is answered to whom it names for that, else to nobody', () => {
    const whom = (replyTo: readonly Address[], from = service, all = false) =>
      recipientsOf(answerable({ from, replyTo, to: [service, tom], cc: [lab] }, ours), ours, all);
    expect(whom([eva])).toEqual({ to: [eva], cc: [] });
    expect(whom([eva], service, true)).toEqual({ to: [eva], cc: [tom, lab] });
    for (const replyTo of [[], [token], [orders, service]]) expect(whom(replyTo, service, true)).toEqual({ to: [], cc: [] });
    expect(whom([], eva, true)).toEqual({ to: [eva], cc: [tom, lab] });
  });

  test('whatever the mail: never ourselves, nobody twice, nobody the mail does not name, the writer first, and to all nobody is dropped', () => {
    const plain = ({ address }: Address) => address.toLowerCase().replace(/\+[^@]*@/, '@');
    for (const from of Object.values(froms))
      for (const replyTo of Object.values(replyTos))
        for (const to of Object.values(tos))
          for (const cc of Object.values(ccs)) {
            const named = [...(from ? [from] : []), ...replyTo, ...to, ...cc].map(plain);
            const others = [...new Set([...to, ...cc].map(plain))].filter((one) => !ours.includes(one));
            const one = recipientsOf({ from, replyTo, to, cc }, ours, false);
            const all = recipientsOf({ from, replyTo, to, cc }, ours, true);
            const everybody = [...all.to, ...all.cc].map(plain);
            expect(everybody.filter((who) => ours.includes(who) || !named.includes(who))).toEqual([]);
            expect(new Set(everybody).size).toBe(everybody.length);
            expect(others.filter((who) => !everybody.includes(who))).toEqual([]);
            expect([one.to, one.cc]).toEqual([all.to, []]);
            if (from && !replyTo.length && !ours.includes(plain(from))) expect(one.to.map(plain)).toEqual([plain(from)]);
          }
  });
});

import { expect, test } from 'vitest';
import { type Centre, centreSchema } from './centre.ts';
import { difference, isNone, lines } from './difference.ts';
import { centreOf, firstPasswords, itemsOf } from './items.ts';

const centre = (more: object = {}): Centre =>
  centreSchema.parse({
    tenant: { key: 't', name: 'T' },
    teams: { one: { label: 'One' } },
    skills: { german: { label: { en: 'German', de: 'Deutsch' } } },
    dispositions: { done: { label: 'Done' }, other: { label: 'Other' } },
    queues: { q: { label: 'Q', teams: ['one'], dispositions: ['done'] } },
    users: { ann: { name: 'Ann', role: 'agent', password: 'first-secret' } },
    ...more,
  });

test('[CF6] equal centres have no difference, whatever the order of their fields', () => {
  const other = centre({ skills: { german: { label: { de: 'Deutsch', en: 'German' } } } });
  expect(isNone(difference(centre(), other))).toBe(true);
});

test('[CF6] a new centre is added whole', () => {
  expect(lines(difference(null, centre()))).toEqual([
    '+ tenant',
    '+ signIn',
    '+ agents',
    '+ files',
    '+ bans',
    '+ push',
    '+ map',
    '+ cases',
    '+ user ann',
    '+ team one',
    '+ skill german',
    '+ queue q',
    '+ disposition done',
    '+ disposition other',
  ]);
});

test('[CF6] changes are told field by field, old and new', () => {
  const after = centre({
    skills: { german: { label: { en: 'German' } } },
    queues: { q: { label: 'Q', teams: ['one'], dispositions: ['done', 'other'], offerSeconds: 30, skills: { german: 3 } } },
    teams: { one: { label: 'One' }, two: { label: 'Two' } },
    dispositions: { done: { label: 'Done' }, other: { label: { en: 'Other' } } },
  });
  expect(lines(difference(centre(), after))).toEqual([
    '+ team two',
    '~ skill german',
    '    label.de: "Deutsch" -> (nothing)',
    '~ queue q',
    '    skills.german: (nothing) -> 3',
    '    offerSeconds: 20 -> 30',
    '    dispositions: ["done"] -> ["done","other"]',
    '~ disposition other',
    '    label: "Other" -> {"en":"Other"}',
  ]);
});

test('[CF6] what the file does not name is removed', () => {
  expect(lines(difference(centre(), centre({ users: {}, skills: {} })))).toEqual(['- user ann', '- skill german']);
});

test('[CF6] passwords are neither stored with the centre nor printed, only who gets one', () => {
  const told = difference(null, centre(), ['ann']);
  expect(lines(told)).toContain('+ first password of user ann');
  expect(JSON.stringify([itemsOf(centre()), told])).not.toContain('first-secret');
  expect(firstPasswords(centre())).toEqual(new Map([['ann', 'first-secret']]));
  expect(isNone(difference(centre(), centre(), ['ann']))).toBe(false);
});

test('[CF5] a centre survives being taken apart into items, but for its passwords', () => {
  const { password: _, ...ann } = centre().users.ann ?? {};
  expect(centreOf(itemsOf(centre()))).toEqual({ ...centre(), users: { ann } });
});

import { expect, test } from 'vitest';
import { type Recent, typedIn, withRecent } from './dialing.ts';

const colleagues = {
  anna: { name: 'Anna Winter', team: null, disabled: false },
  ben: { name: 'Ben Okafor', team: null, disabled: false },
  bea: { name: 'Bea Old', team: null, disabled: true },
};
const read = (text: string, code: string | null = '49') => typedIn(text, code, colleagues, 'anna');

test('[DT236] what is typed is a number as it will be dialled, a colleague, or why neither', () => {
  expect([' 030 123-456 ', '+44 20 7946 0000', '0044 20 79460000'].map((text) => read(text))).toEqual([
    { is: 'number', number: '+4930123456' },
    { is: 'number', number: '+442079460000' },
    { is: 'number', number: '+442079460000' },
  ]);
  expect([read(''), read('12'), read('030 123', null), read('*31#')].map(({ is }) => is)).toEqual([
    'nothing',
    'invalid',
    'invalid',
    'invalid',
  ]);
  expect([read('be'), read('okafor b'), read('anna')]).toEqual([
    { is: 'name', agents: ['ben'] },
    { is: 'name', agents: ['ben'] },
    { is: 'name', agents: [] },
  ]);
});

test('[DT236] whoever was called lately stands once, the newest first, at most ten', () => {
  const all = ['1', '2', '1', '3'].reduce<readonly Recent[]>((list, number) => withRecent(list, { number }), []);
  expect(all).toEqual([{ number: '3' }, { number: '1' }, { number: '2' }]);
  const many = Array.from({ length: 15 }, (_, n) => ({ number: String(n) })).reduce<readonly Recent[]>(withRecent, [{ agent: 'ben' }]);
  expect(many).toHaveLength(10);
});

import { expect, test } from 'vitest';
import { asking, inLanguage, isWidgetKey, newWidget, pixelsOf, policyOf, snippetOf, withWording } from './widgets.ts';

test('[DT160] a text for all languages becomes one per language when one is changed; an empty one goes away', () => {
  expect(withWording('Chat', 'de', 'Hallo')).toEqual({ en: 'Chat', de: 'Hallo' });
  expect(withWording({ en: 'Chat', de: 'Hallo' }, 'de', '')).toEqual({ en: 'Chat' });
  expect([inLanguage('Chat', 'de'), inLanguage({ en: 'Chat' }, 'de')]).toEqual(['Chat', '']);
});
test('[DT160] fields of the form keep their order, whatever is changed first', () => {
  const form = asking(asking([], 'subject', 'required'), 'name', 'optional');
  expect(form).toEqual([
    { field: 'name', required: false },
    { field: 'subject', required: true },
  ]);
  expect(asking(form, 'name', 'no')).toEqual([{ field: 'subject', required: true }]);
});
test('[DT160] a new widget looks and asks like another one, leads where it shall, and its site signs nobody in yet', () => {
  const plain = newWidget('service', undefined);
  expect(plain).toMatchObject({ entryPoint: 'service', origins: ['self'] });
  expect(newWidget('repairs', { ...plain, colour: '#000000', identity: { keys: {} } })).toEqual({
    ...plain,
    colour: '#000000',
    entryPoint: 'repairs',
  });
  expect(['shop-de', 's', '-s', 'Shop', ''].map(isWidgetKey)).toEqual([true, true, false, false, false]);
});
test('[DT160] tag and policy name our server only', () => {
  const tag = (position: Parameters<typeof snippetOf>[2]['position'], keep: 'browser' | 'tab' = 'browser') =>
    snippetOf('https://chat.example', 'demo/shop', { colour: '#0B6E69', position, keep });
  const begin = '<script async src="https://chat.example/widget/loader.js" data-widget="demo/shop" data-colour="#0B6E69"';
  expect(tag({ side: 'right', x: 20, y: 20 })).toBe(`${begin}></script>`);
  expect(tag({ side: 'right', x: 20, y: 20 }, 'tab')).toBe(`${begin} data-keep="tab"></script>`);
  expect(tag({ side: 'right', x: 20, y: 90 })).toBe(`${begin} data-at="auto 20px 90px auto"></script>`);
  expect(tag({ side: 'left', x: 24, y: 0 })).toBe(`${begin} data-at="auto auto 0px 24px"></script>`);
  expect(policyOf('https://chat.example')).toBe(
    'script-src https://chat.example; connect-src https://chat.example wss://chat.example; img-src blob:',
  );
});
test('[DT160] where the launcher stands is whole pixels from 0 to 400', () => {
  expect(['0', '20', '400', '401', '-1', '1.5', '', '1e2'].map(pixelsOf)).toEqual([0, 20, 400, null, null, null, null, null]);
});

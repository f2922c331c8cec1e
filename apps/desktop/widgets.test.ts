import { expect, test } from 'vitest';
import { asking, inLanguage, policyOf, snippetOf, withWording } from './widgets.ts';

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
test('[DT160] tag and policy name our server only', () => {
  expect(snippetOf('https://chat.example', 'demo/shop', '#0B6E69')).toBe(
    '<script async src="https://chat.example/widget/loader.js" data-widget="demo/shop" data-colour="#0B6E69"></script>',
  );
  expect(policyOf('https://chat.example')).toBe(
    'script-src https://chat.example; connect-src https://chat.example wss://chat.example; img-src blob:',
  );
});

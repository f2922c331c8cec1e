import { isRefused } from '@patchbay/base/decision.ts';
import { centreSchema } from '@patchbay/configuration/centre.ts';
import { filesIn } from '@patchbay/configuration/serving.ts';
import { expect, test } from 'vitest';
import { accepted, type FileSettings, formats } from './file.ts';
import { mayNotOpen, notAsNamed, safeName, shownSize, tooLarge, tooManyPixels, wrongName } from './rules.ts';

const settings: FileSettings = {
  ...{ customers: true, agents: true, megabytes: 10, perInteraction: 50, pictureSide: 2048, keepDays: 365, totalMegabytes: null },
  types: ['jpeg', 'png', 'pdf', 'txt'],
};
const refusedWith = (answer: unknown) => (isRefused(answer) ? answer.refused : null);

test.each([
  ['clean', null],
  ['unscanned', null],
  ['pending', 'files.pending'],
  ['infected', 'files.infected'],
  ['failed', 'files.notChecked'],
] as const)('[FI6] a file that is %s is refused with %s', (scan, why) => expect(refusedWith(mayNotOpen(scan))).toBe(why));

test('[FI2] what is larger than the centre allows is refused, to the byte', () => {
  expect(tooLarge(10 * 1024 * 1024, settings)).toBeUndefined();
  expect(tooLarge(10 * 1024 * 1024 + 1, settings)).toEqual({ refused: 'files.tooLarge', with: { most: 10 } });
});
test.each(['a.jpg', 'a.JPEG', 'my.holiday.png', 'ü.pdf', '.txt'])('[FI2] a name that ends as allowed is taken: %s', (name) =>
  expect(wrongName(name, settings)).toBeUndefined(),
);
test.each(['a.svg', 'a.html', 'a.webp', 'a.pdf.exe', 'a', 'png', '', 'a.', 'a.png/', 'a.docm', 'a.jpg\u0000.exe'])(
  '[FI2] any other name is not: %s',
  (name) => expect(refusedWith(wrongName(name, settings))).toBe('files.notAllowed'),
);
test.each([
  ['jpeg', 'a.jpg', null],
  ['png', 'a.jpg', null],
  ['pdf', 'a.pdf', null],
  ['pdf', 'a.jpg', 'files.notAsNamed'],
  ['txt', 'a.pdf', 'files.notAsNamed'],
  ['jpeg', 'a.txt', 'files.notAsNamed'],
  ['webp', 'a.jpg', 'files.notAllowed'],
  [null, 'a.png', 'files.notAsNamed'],
  ['png', 'a.exe', 'files.notAsNamed'],
] as const)('[FI3] %s in %s: %s', (content, name, why) => expect(refusedWith(notAsNamed(content, name, settings))).toBe(why));
test('[FI3] nothing that a browser would run is a kind of file', () =>
  expect(Object.values(formats).filter(({ type }) => /svg|html|xml$|script/.test(type))).toEqual([]));

test.each([
  [6000, 8000, 1, null],
  [10_000, 10_000, 1, 'files.tooManyPixels'],
  [1000, 1000, 61, 'files.tooManyPixels'],
  [1, 1, 301, 'files.tooManyPixels'],
  [65_535, 900, 1, null],
] as const)('[FI4] a picture of %i by %i with %i frames: %s', (width, height, frames, why) =>
  expect(refusedWith(tooManyPixels(width, height, frames))).toBe(why),
);
test.each([
  ['photo.jpg', 'jpeg', 'photo.jpg'],
  ['photo.jpeg', 'jpeg', 'photo.jpeg'],
  ['photo.png', 'jpeg', 'photo.jpg'],
  ['C:\\Users\\eva\\photo.jpg', 'jpeg', 'photo.jpg'],
  ['../../etc/passwd.txt', 'txt', 'passwd.txt'],
  ['invoice\u202egpj.exe.pdf', 'pdf', 'invoicegpj.exe.pdf'],
  ['a"b<c>\r\n: d.pdf', 'pdf', 'abc d.pdf'],
  ['.pdf', 'pdf', 'file.pdf'],
  ['', 'pdf', 'file.pdf'],
  ['...hidden.txt', 'txt', 'hidden.txt'],
  [`${'ä'.repeat(500)}.png`, 'png', `${'ä'.repeat(120)}.png`],
] as const)('[FI5] the name %j of a %s is kept as %s', (name, format, kept) => expect(safeName(name, format)).toBe(kept));
test('a file chooser offers what is allowed', () => expect(accepted(settings)).toBe('.jpg,.jpeg,.png,.pdf,.txt'));
test.each([
  [1, '1 KB'],
  [1536, '2 KB'],
  [900_000, '879 KB'],
  [1_258_291, '1.2 MB'],
] as const)('%i bytes are told as %s', (bytes, text) => expect(shownSize(bytes, 'en')).toBe(text));

test('[FI12] what a queue says of files comes before what the centre says, field by field', () => {
  const centre = centreSchema.parse({
    tenant: { key: 't', name: 'T' },
    files: { agents: false, megabytes: 3 },
    queues: {
      plain: { label: 'Plain', teams: ['a'], dispositions: ['d'] },
      own: { label: 'Own', teams: ['a'], dispositions: ['d'], files: { agents: true, types: ['pdf'], perInteraction: 2 } },
    },
  });
  expect([filesIn(centre, 'plain'), filesIn(centre, 'gone'), filesIn(centre, null)]).toEqual([centre.files, centre.files, centre.files]);
  expect(filesIn(centre, 'own')).toEqual({ ...centre.files, agents: true, types: ['pdf'], perInteraction: 2 });
});

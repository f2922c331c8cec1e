import { expect, test } from 'vitest';
import { qrOf, type Squares } from './qr.ts';

/** Reads a code as a camera does, once it is straight: format, mask, words in their columns, one block after the other. */
function readOf(squares: Squares): string {
  const size = squares.length;
  const at = (x: number, y: number) => Number(squares[y]?.[x] ?? 0);
  const format = [0, 1, 2, 3, 4, 5, 7, 8].map((y) => at(8, y)).concat([7, 5, 4, 3, 2, 1, 0].map((x) => at(x, 8)));
  const told = format.reduce((sum, bit, n) => sum + (bit << n), 0) ^ 0x5412;
  expect(told >> 13).toBe(1); // level L
  const mask = [
    (x: number, y: number) => (x + y) % 2,
    (_: number, y: number) => y % 2,
    (x: number) => x % 3,
    (x: number, y: number) => (x + y) % 3,
  ][(told >> 10) & 7];
  const small = size > 21 ? size - 9 : size;
  const isWord = (x: number, y: number) =>
    !((x < 9 && y < 9) || (x > size - 9 && y < 9) || (x < 9 && y > size - 9) || x === 6 || y === 6) &&
    !(x >= small && x < small + 5 && y >= small && y < small + 5);
  const bits: number[] = [];
  for (let right = size - 1, up = true; right > 0; right -= right === 8 ? 3 : 2, up = !up)
    for (let n = 0; n < size; n++)
      for (const x of [right, right - 1]) {
        const y = up ? size - 1 - n : n;
        if (isWord(x, y)) bits.push(at(x, y) ^ Number(mask?.(x, y) === 0));
      }
  const words = Array.from({ length: bits.length >> 3 }, (_, n) => Number.parseInt(bits.slice(n * 8, n * 8 + 8).join(''), 2));
  const said = size === 41 ? [0, 1].flatMap((block) => words.slice(0, 136).filter((_, n) => n % 2 === block)) : words;
  const halves = said.flatMap((word) => [word >> 4, word & 15]);
  expect(halves[0]).toBe(4); // bytes
  const length = (halves[1] ?? 0) * 16 + (halves[2] ?? 0);
  const bytes = Array.from({ length }, (_, n) => (halves[3 + n * 2] ?? 0) * 16 + (halves[4 + n * 2] ?? 0));
  return new TextDecoder().decode(new Uint8Array(bytes));
}

test('[WI67] a link becomes a code that reads as the link, whatever its length; one that is too long becomes none', () => {
  for (const length of [1, 17, 18, 32, 53, 54, 78, 79, 106, 107, 134]) {
    const text = 'https://chat.example/chat/demo/shop#go=Zm9vYmFy-_'.repeat(3).slice(0, length);
    const squares = qrOf(text);
    expect(squares && readOf(squares), String(length)).toBe(text);
  }
  expect(qrOf('x'.repeat(135))).toBe(null);
  expect(readOf(qrOf('Größe') ?? [])).toBe('Größe');
});
test('[WI67] what corrects the code is that of the standard', () => {
  // A link that was read back by another reader (jsQR), by rows where what is said and what corrects it stand beside each other.
  const rows = qrOf('https://chat.example/')?.map((row) => row.map((dark) => (dark ? '#' : '.')).join('')) ?? [];
  expect(rows.slice(9, 17)).toEqual([
    '#.#.##..#.##.#..###.....#',
    '##.#.##..#......#..#..###',
    '##..##..#..#.###.#.#...#.',
    '...####.....####.##..#.##',
    '.#.......#.##...###..#..#',
    '#...#.##.#.###....##..###',
    '.#.###...##.#####...#..#.',
    '#....###.#.#..#.######...',
  ]);
});

/** By version, 1 to 6 at the level L: all codewords, those of one block that correct, and blocks. */
const versions = [
  [26, 7, 1],
  [44, 10, 1],
  [70, 15, 1],
  [100, 20, 1],
  [134, 26, 1],
  [172, 18, 2],
] as const;
/** Dark ones are true. */
export type Squares = readonly (readonly boolean[])[];

/** A text of at most 134 bytes as a QR code (ISO/IEC 18004, bytes, level L); null: it is too long. */
export function qrOf(text: string): Squares | null {
  const bytes = [...new TextEncoder().encode(text)];
  const version = versions.findIndex(([all, correct, blocks]) => bytes.length + 2 <= all - correct * blocks) + 1;
  const sizes = versions[version - 1];
  if (!sizes) return null;
  const words = interleaved(wordsOf(bytes, sizes[0] - sizes[1] * sizes[2]), sizes);
  const masked = masks.map((_, mask) => drawn(version, words, mask));
  return masked.reduce((best, one) => (penalty(one) < penalty(best) ? one : best));
}

/** How they begin (bytes, how many), themselves, and what fills the rest. */
function wordsOf(bytes: readonly number[], room: number): readonly number[] {
  const halves = [4, bytes.length >> 4, bytes.length & 15, ...bytes.flatMap((byte) => [byte >> 4, byte & 15]), 0];
  const words = halves.flatMap((half, n) => (n % 2 ? [] : [half * 16 + (halves[n + 1] ?? 0)]));
  return Array.from({ length: room }, (_, n) => words[n] ?? ((n - words.length) % 2 ? 0x11 : 0xec));
}

/** Blocks one beside the other: what they say, then what corrects it. */
function interleaved(words: readonly number[], [, correct, count]: readonly [number, number, number]): readonly number[] {
  const size = words.length / count;
  const said = Array.from({ length: count }, (_, n) => words.slice(n * size, (n + 1) * size));
  const across = (blocks: readonly (readonly number[])[]) => (blocks[0] ?? []).flatMap((_, n) => blocks.map((block) => block[n] ?? 0));
  return [...across(said), ...across(said.map((block) => correction(block, correct)))];
}

const powers: number[] = [1];
for (let n = 1; n < 255; n++) powers.push(((powers[n - 1] ?? 0) << 1) ^ ((powers[n - 1] ?? 0) > 127 ? 0x11d : 0));
const times = (a: number, b: number): number => (a && b ? (powers[(powers.indexOf(a) + powers.indexOf(b)) % 255] ?? 0) : 0);

/** The rest of a division in GF(256), by Reed and Solomon. */
function correction(words: readonly number[], count: number): readonly number[] {
  let divisor = [1];
  for (let n = 0; n < count; n++) divisor = [...divisor, 0].map((one, at) => one ^ (at ? times(divisor[at - 1] ?? 0, powers[n] ?? 0) : 0));
  let rest = [...words, ...Array<number>(count).fill(0)];
  while (rest.length > count) {
    const [first = 0] = rest;
    rest = rest.map((one, n) => one ^ times(first, divisor[n] ?? 0)).slice(1);
  }
  return rest;
}

const masks: readonly ((x: number, y: number) => number)[] = [(x, y) => (x + y) % 2, (_, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3];

type Board = (boolean | undefined)[][];
const set = (board: Board, x: number, y: number, dark: boolean): void => {
  const row = board[y];
  if (row && x >= 0 && x < board.length) row[x] = dark;
};

/** All of it with one mask. */
function drawn(version: number, words: readonly number[], mask: number): Squares {
  const size = version * 4 + 17;
  const board: Board = Array.from({ length: size }, () => Array(size).fill(undefined));
  frame(board, version);
  const format = formatOf(mask);
  for (let n = 0; n < 15; n++) {
    const dark = ((format >> n) & 1) === 1;
    set(board, 8, n < 6 ? n : n < 8 ? n + 1 : size - 15 + n, dark);
    set(board, n < 8 ? size - 1 - n : n < 9 ? 7 : 14 - n, 8, dark);
  }
  columns(size)
    .filter(([x, y]) => board[y]?.[x] === undefined)
    .forEach(([x, y], at) => {
      const bit = ((words[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
      set(board, x, y, (bit === 1) !== (masks[mask]?.(x, y) === 0));
    });
  return board.map((row) => row.map(Boolean));
}

/** The three corners, the small square, the lines between them, and the one that is always dark. */
function frame(board: Board, version: number): void {
  const size = board.length;
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    rings(board, { x, y, reach: 4, light: 2 });
  if (version > 1) rings(board, { x: size - 7, y: size - 7, reach: 2, light: 1 });
  for (let n = 8; n < size - 8; n++) {
    set(board, n, 6, n % 2 === 0);
    set(board, 6, n, n % 2 === 0);
  }
  set(board, 8, size - 8, true);
}

/** Squares in each other around a point. */
function rings(board: Board, { x, y, reach, light }: Readonly<Record<'x' | 'y' | 'reach' | 'light', number>>): void {
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++) {
      const far = Math.max(Math.abs(dx), Math.abs(dy));
      set(board, x + dx, y + dy, far !== light && far < 4);
    }
}

/** Where words stand: pairs of columns from the right, up and down in turn, but for the line that goes down. */
function columns(size: number): readonly (readonly [x: number, y: number])[] {
  const rights = Array.from({ length: (size - 1) / 2 }, (_, n) => size - 1 - 2 * n).map((x) => (x > 6 ? x : x - 1));
  return rights.flatMap((right, n) =>
    Array.from({ length: size }, (_, y) => (n % 2 ? y : size - 1 - y)).flatMap((y) => [[right, y] as const, [right - 1, y] as const]),
  );
}

/** Level L and the mask, with what corrects them (BCH). */
function formatOf(mask: number): number {
  const told = 8 + mask;
  let rest = told << 10;
  for (let n = 14; n > 9; n--) if ((rest >> n) & 1) rest ^= 0x537 << (n - 10);
  return ((told << 10) | rest) ^ 0x5412;
}

/** Long runs of one kind are hard to read. */
const penalty = (squares: Squares): number =>
  [...squares, ...squares.map((_, x) => squares.map((row) => row[x] ?? false))]
    .flatMap(
      (row) =>
        row
          .map((dark) => (dark ? '1' : '0'))
          .join('')
          .match(/0{5,}|1{5,}/g) ?? [],
    )
    .reduce((sum, run) => sum + run.length - 2, 0);

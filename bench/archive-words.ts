/** What a mail of an archive says. */
export interface Said {
  readonly subject: string;
  readonly text: string;
  readonly name: string;
  readonly address: string;
  readonly file: string | null;
}

const common =
  'order the tent parcel please not come since delivery number address invoice refund thanks waiting still bill return money broken'.split(
    ' ',
  );
const marked = 'Größe Rückgabe Lieferung Straße Gerät Öffnung Überweisung Schlüssel München Träger'.split(' ');
const together = '注文した商品がまだ届いていません配送状況を確認してください返品と返金の手続きを教えてください東京都渋谷区';
const syllables = 'ka lo mi nu re ta vo si pe ju ba do fi gu ha zel kri stan bro nal'.split(' ');
const ends = 'ra ton lis mek und gar vel dor nix sa phi ling ost wen tik'.split(' ');
const given = 'Eva Jonas Lena Karl Mia Paul Ida Otto Nora Emil Yuki Haruto Jürgen Zoë André Siobhan'.split(' ');
const vocabulary = 40_000;
/** How many write. */
export const customers = 20_000;

/** The word that is the so-and-so-many-th most common: a few of every letter, then very many that are made up. */
export function word(rank: number): string {
  const known = [...common, ...marked][rank];
  if (known !== undefined) return known;
  const one = (n: number) => syllables[Math.floor(rank / 20 ** n) % 20] ?? '';
  return one(0) + one(1) + one(2) + (ends[rank % 15] ?? '');
}
/** A customer, with a name that two or three have. */
export function customer(n: number): { readonly id: string; readonly name: string; readonly address: string } {
  const one = n % customers;
  const family = word(60 + (one % 7000));
  return {
    id: `contact-${one}`,
    name: `${given[one % given.length]} ${family.charAt(0).toUpperCase()}${family.slice(1)}`,
    address: `${family}.${one}@example.com`,
  };
}

/** A mail of an archive, the same each time: 40 to 160 words as people use them (Zipf), one in twenty Japanese, one in six with a file. */
export function said(n: number): Said {
  const next = chance(n);
  const any = () => word(Math.floor(vocabulary ** next()) - 1);
  const words = Array.from({ length: 40 + Math.floor(next() * 120) }, any);
  const from = Math.floor(next() * 20);
  const japanese = n % 20 === 0 ? `\n${together.slice(from, from + 25)}\n` : '';
  const { name, address } = customer(Math.floor(n / 3) * 7);
  return {
    ...{ name, address },
    subject: `${any()} ${any()} ${100_000 + n}`,
    text: `${words.join(' ')}.${japanese} ${name}`,
    file: n % 6 === 0 ? `${any()}-${n}.pdf` : null,
  };
}

/** Numbers that look like chance and are the same each time. */
function chance(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    const more = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((more ^ (more >>> 14)) >>> 0) / 4_294_967_296;
  };
}

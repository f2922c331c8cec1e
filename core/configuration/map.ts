import { z } from 'zod';
import { text } from './fields.ts';

/** Pictures of a map, as web servers of maps hand them out. */
const tiles = z
  .string()
  .max(500)
  .refine(isTiles, 'Write an address such as https://tiles.example/{z}/{x}/{y}.png, with https and all three gaps.');

/** The map on which places of customers are shown; without tiles it asks nobody, and shows points, distances and a scale. [CF20] */
export const map = z.strictObject({
  tiles: tiles.nullable().default(null),
  /** Whose map it is, as its licence wants it said; and where one reads more. */
  attribution: z.string().trim().min(1).max(200).nullable().default(null),
  licence: z
    .string()
    .max(500)
    .refine((address) => address.startsWith('https:') && URL.canParse(address), 'Write an address with https.')
    .nullable()
    .default(null),
  /** The closest pictures there are. */
  zoom: z.number().int().min(1).max(22).default(19),
  /** A place of your own, from which distances are told. */
  home: z
    .strictObject({ label: text, lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) })
    .nullable()
    .default(null),
});

/** The server of the tiles as browsers name it; null: there are none. */
export const tilesOrigin = ({ tiles: address }: z.output<typeof map>): string | null =>
  address === null ? null : new URL(filled(address)).origin;

function isTiles(address: string): boolean {
  const plain = filled(address);
  return (
    ['{z}', '{x}', '{y}'].every((gap) => address.includes(gap)) && plain.startsWith('https:') && URL.canParse(plain) && !/[{}]/.test(plain)
  );
}
const filled = (address: string) => address.replace('{z}', '0').replace('{x}', '0').replace('{y}', '0');

import { type Refusal, refuse } from '@patchbay/base/decision.ts';
import sharp, { type Sharp } from 'sharp';
import type { Format } from './file.ts';
import { tooManyPixels } from './rules.ts';

/** A picture drawn anew: its bytes, a small one for lists, and its size in pixels. */
export interface Redrawn {
  readonly view: Buffer;
  readonly thumbnail: Buffer;
  readonly width: number;
  readonly height: number;
}

const thumbnailSide = 480;
const patience = { seconds: 20 };
// Whatever sharp could read beside these four is never tried, so that no odd loader meets what a stranger sends.
sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif'] });

/** The kinds of file that are pictures. */
export type PictureFormat = Extract<Format, 'jpeg' | 'png' | 'webp' | 'gif'>;
const encode: { readonly [F in PictureFormat]: (image: Sharp) => Sharp } = {
  jpeg: (image) => image.jpeg({ quality: 86 }),
  png: (image) => image.png(),
  webp: (image) => image.webp({ quality: 86 }),
  gif: (image) => image.gif({ effort: 3 }),
};

/**
 * Draws a picture anew, upright, at most `side` pixels wide and high: what is not picture (place, camera, comments, other files behind it)
 * is gone. Refuses what is no picture of that kind or too large to draw. [FI4] [FI5]
 */
export async function redraw(bytes: Buffer, format: PictureFormat, side: number): Promise<Redrawn | Refusal> {
  try {
    const { width, height, pageHeight, pages = 1, format: found } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (found !== format) return refuse('files.notAsNamed');
    const many = tooManyPixels(width, pageHeight ?? height, pages);
    if (many) return many;
    const options = { failOn: 'error', animated: pages > 1, limitInputPixels: 80_000_000 } as const;
    const upright = sharp(bytes, options).timeout(patience).autoOrient();
    const inside = (most: number) => ({ width: most, height: most, fit: 'inside', withoutEnlargement: true }) as const;
    const { data: view, info } = await encode[format](upright.resize(inside(side))).toBuffer({ resolveWithObject: true });
    const small = sharp(bytes, { ...options, animated: false })
      .timeout(patience)
      .autoOrient()
      .resize(inside(thumbnailSide));
    return { view, thumbnail: await small.webp({ quality: 78 }).toBuffer(), width: info.width, height: info.pageHeight ?? info.height };
  } catch (error) {
    if (error instanceof Error) return refuse('files.broken'); // sharp throws plain errors for what it cannot read
    throw error;
  }
}

import { type Refusal, refuse } from '@patchbay/base/decision.ts';
import { type FileSettings, type Format, formats, type Kinds, type Scan } from './file.ts';

/** Why nobody may open a file now; undefined: whoever may see it may. [FI6] */
export function mayNotOpen(scan: Scan): Refusal | undefined {
  const why = { pending: 'files.pending', infected: 'files.infected', failed: 'files.notChecked' } as const;
  return scan === 'clean' || scan === 'unscanned' ? undefined : refuse(why[scan]);
}

export const mostBytes = ({ megabytes }: Pick<FileSettings, 'megabytes'>): number => megabytes * 1024 * 1024;

/** Why a file of so many bytes is not taken. [FI2] */
export const tooLarge = (bytes: number, settings: FileSettings): Refusal | undefined =>
  bytes > mostBytes(settings) ? refuse('files.tooLarge', { most: settings.megabytes }) : undefined;

/** Why a name is not taken, before a byte of the content is read: what it ends with is not allowed. [FI2] */
export const wrongName = (name: string, settings: Kinds): Refusal | undefined =>
  settings.types.includes(endingFormat(name) as Format) ? undefined : refuse('files.notAllowed', { types: endingsOf(settings) });

/**
 * Why content does not go with its name: a document has to be what its name says; pictures are often named after another kind of picture,
 * and are drawn anew anyway. [FI3]
 */
export function notAsNamed(content: Format | null, name: string, settings: FileSettings): Refusal | undefined {
  const named = endingFormat(name);
  if (!content || !named) return refuse('files.notAsNamed');
  if (!settings.types.includes(content)) return refuse('files.notAllowed', { types: endingsOf(settings) });
  const bothPictures = formats[content].is === 'picture' && formats[named].is === 'picture';
  return content === named || bothPictures ? undefined : refuse('files.notAsNamed');
}

/** A picture that would take more than this to draw is refused: so many pixels, over all its frames. */
const mostPixels = 60_000_000;
const mostFrames = 300;
/** Why a picture is too large to be drawn, however few bytes it has. [FI4] */
export const tooManyPixels = (width: number, height: number, frames: number): Refusal | undefined =>
  width * height * frames > mostPixels || frames > mostFrames ? refuse('files.tooManyPixels') : undefined;

/** The kind of file a name claims; undefined: none of ours. */
function endingFormat(name: string): Format | undefined {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return (Object.keys(formats) as Format[]).find((format) => formats[format].endings.includes(ending));
}
const endingsOf = ({ types }: Kinds): string => types.map((type) => formats[type].endings[0]).join(', ');

const longest = 120;
/** A name that is safe to show and to save under: no folders, nothing invisible, not too long, and ending as its content does. [FI5] */
export function safeName(name: string, content: Format): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
  const plain = last.replace(/[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff<>:"|?*;%]/g, '').trim();
  const { endings } = formats[content];
  const stem = plain
    .replace(/\.[^.]*$/, '')
    .replace(/^\.+/, '')
    .trim();
  const ending = endings.find((one) => plain.toLowerCase().endsWith(`.${one}`)) ?? endings[0];
  return `${[...stem].slice(0, longest).join('') || 'file'}.${ending}`;
}

/** How so many bytes are told to people: in KB below a megabyte. */
export const shownSize = (bytes: number, language: string): string => {
  const inMega = bytes >= 1_000_000;
  const amount = inMega ? bytes / 1_048_576 : Math.max(bytes / 1024, 1);
  return `${amount.toLocaleString(language, { maximumFractionDigits: inMega ? 1 : 0 })} ${inMega ? 'MB' : 'KB'}`;
};

const longest = 150;
/** What nobody sees, or what turns the direction of reading: `invoice\u202Efdp.exe` looks like a PDF. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take away
const unseen = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** A text of one line as it may be shown: without what nobody sees. [EM62] */
export const visible = (text: string): string => text.replace(/\s+/gu, ' ').replace(unseen, '').replace(/ {2,}/g, ' ').trim();

/** The name of a file, without folders and without what nobody sees. [EM62] */
export function fileName(name: string | null, instead: string): string {
  const base =
    visible(name ?? '')
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/[<>:"|?*]/g, '_')
      .replace(/^\.+/, '')
      .trim() ?? '';
  if (!base) return instead;
  const dot = base.lastIndexOf('.');
  const ending = dot > 0 && base.length - dot <= 12 ? base.slice(dot) : '';
  return base.length <= longest ? base : `${base.slice(0, longest - ending.length)}${ending}`;
}

/** What makes one text into another: from where to where it is replaced, and by what. */
export function changeOf(before: string, after: string): { readonly from: number; readonly to: number; readonly put: string } {
  const least = Math.min(before.length, after.length);
  let from = 0;
  while (from < least && before[from] === after[from]) from += 1;
  let end = 0;
  while (end < least - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { from, to: before.length - end, put: after.slice(from, after.length - end) };
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** A text as HTML for the editor: an empty line begins another paragraph. */
export function paragraphs(text: string): string {
  const escaped = text.replace(/[&<>]/g, (sign) => signs[sign] ?? sign);
  if (!escaped.includes('\n')) return escaped;
  return escaped
    .split(/\n{2,}/)
    .map((one) => `<p>${one.replaceAll('\n', '<br>')}</p>`)
    .join('<p></p>');
}

/** A table as a file that spreadsheets open (RFC 4180): nothing in it is taken for a formula there. [SV75] */
export const csvOf = (columns: readonly string[], lines: readonly (readonly (string | number)[])[]): string =>
  [columns, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const between = ' | ';

/** What is pasted, with each row of a table as a line of text: the editor has no tables, and a tab is no more than a space in a mail. [EM303] */
export function tablesAsLines(html: string): string {
  if (!/<table\b/i.test(html)) return html;
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const table of [...page.querySelectorAll('table')].reverse()) {
    const lines = [...table.rows].map((row) => [...row.cells].map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim()));
    const shown = lines.filter((cells) => cells.some(Boolean)).map((cells) => paragraph(page, cells.join(between)));
    table.replaceWith(...shown);
  }
  return page.body.innerHTML;
}

function paragraph(page: Document, text: string): HTMLElement {
  const made = page.createElement('p');
  made.textContent = text;
  return made;
}

import type { Line } from '../transcript.ts';
import type { Say } from '../words.ts';

/** How a transcript is headed, and in which language it speaks. */
export interface Heading {
  readonly title: string;
  readonly say: Say;
  readonly language: string;
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:44em;margin:2em auto;padding:0 1em;color:#171a21;background:#fff}ol{list-style:none;padding:0}li{margin:0 0 1em;white-space:pre-wrap;overflow-wrap:anywhere}.note,time{color:#545c6b}';

/** What the customer has seen of the chat, as a page of its own that needs nothing else; everything written is only ever text. [WI19] */
export function transcriptFile(lines: readonly Line[], { title, say, language }: Heading): string {
  const name = escaped(title);
  const items = lines.map((line) => itemOf(line, { say, language })).join('\n');
  return `<!doctype html>
<html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${name}</title><style>${style}</style>
<h1>${name}</h1>
<ol>
${items}
</ol>
`;
}

function itemOf(line: Line, { say, language }: Omit<Heading, 'title'>): string {
  const time = `<time datetime="${new Date(line.at).toISOString()}">${new Date(line.at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })}</time>`;
  if (line.line === 'note') return `<li class="note">${escaped(say(line.what, { name: line.name }))} ${time}</li>`;
  const who = line.from === 'customer' ? say('you') : (line.name ?? say('agent'));
  const fate = line.is === 'failed' || line.is === 'refused' ? ` ${escaped(say('notSent'))}` : '';
  return `<li><b>${escaped(who)}</b> ${time}${fate}<br>${escaped(line.text)}</li>`;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);

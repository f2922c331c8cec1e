import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rows as sm1 } from '@patchbay/agents/test/sm1.ts';
import { rows as sm2b } from '@patchbay/interactions/test/sm2b.ts';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const exclude = ['**/node_modules', '**/dist', 'data', 'coverage'];
const files = (...patterns: readonly string[]) => patterns.flatMap((pattern) => globSync(pattern, { cwd: root, exclude })).toSorted();
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** What is still to come from others; empty these when it is there. */
const owed: Readonly<Record<'specs' | 'readmes' | 'links', readonly string[]>> = { specs: [], readmes: [], links: [] };

const documents = files('**/*.md');
const requirements = read('docs/requirements.md');
const promised = new Set(
  files('**/SPEC.md').flatMap((path) => [...read(path).matchAll(/^- (?:\*\*)?\[([A-Z]{2}\d+)\]/gm)].map(([, id]) => id ?? '')),
);
const prefixes = new Set([...promised].map((id) => id.slice(0, 2)));

/** Code fences and indented code show what to type, not where to go. */
const prose = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '').replace(/^ {4}.*$/gm, '');
/** GitHub's name of a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
const anchors = (path: string) => [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchor(heading ?? ''));

function isThere(from: string, link: string): boolean {
  const [path = '', part] = link.split('#');
  const target = path ? join(dirname(from), path) : from;
  if (owed.links.includes(target)) return true;
  return existsSync(join(root, target)) && (!part || anchors(target).includes(part));
}

test('there are documents and rules to look at', () => {
  expect(documents.length).toBeGreaterThan(20);
  expect(promised.size).toBeGreaterThan(80);
});

test.each(documents)('every link of %s leads somewhere', (path) => {
  const links = [...prose(read(path)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link ?? '');
  expect(links.filter((link) => !/^[a-z]+:/.test(link) && !isThere(path, link))).toEqual([]);
});

test('every id of a requirement that is cited anywhere has a row', () => {
  const sources = files('{core,channels,practices,apps,testing,bench,tools}/**/*.{ts,tsx,mjs,sql,md}');
  const cited = sources.flatMap((path) =>
    [...read(path).matchAll(/\b(?:BP|UX|WX|GE)-\d+(?:\.\d+)?\b|\bSM-\d+[a-z]?\b/g)].map(([id]) => id),
  );
  expect(cited.length).toBeGreaterThan(20);
  expect([...new Set(cited)].filter((id) => !rows.some((row) => row === id || row.startsWith(`${id}.`)))).toEqual([]);
});
/** Ids that begin a row of a table or stand in a heading. */
const rows = requirements
  .split('\n')
  .filter((line) => /^(\||#)/.test(line))
  .flatMap((line) =>
    [...(line.startsWith('|') ? (line.split('|')[1] ?? '') : line).matchAll(/\b(?:BP|UX|WX|GE|SM)-[\da-z.]*\w/g)].map(([id]) => id),
  );

test('no requirement has two rows', () => expect(rows.filter((id, n) => rows.indexOf(id) !== n)).toEqual([]));

/** How many behaviours each id of routing and of agents' states has. */
// biome-ignore format: one line for each place they come from
const behaviours = {
  'WX-01': 7, 'WX-02': 7, 'WX-03': 5, 'WX-04': 6, 'WX-15': 7, 'WX-19': 8, 'WX-28': 5, 'WX-29': 4, 'WX-31': 4,
  'GE-01': 6, 'GE-02': 6, 'GE-03': 4, 'GE-04': 4, 'GE-05': 5, 'GE-06': 5, 'GE-07': 6, 'GE-08': 4,
  'BP-13': 5, 'BP-14': 3, 'BP-15': 6, 'BP-26': 7, 'BP-52': 6,
};

test('every behaviour of routing and of agents has its line, and each file named there proves a rule of it', () => {
  const lines = read('docs/routing-rules.md')
    .split('\n')
    .filter((line) => /^\| (?:WX|GE|BP)-/.test(line));
  const wanted = Object.entries(behaviours).flatMap(([id, count]) => Array.from({ length: count }, (_, n) => `${id}.${n + 1}`));
  expect(lines.map((line) => line.split('|')[1]?.trim()).toSorted()).toEqual(wanted.toSorted());
  for (const line of lines) {
    const rules = [...line.matchAll(/\[([A-Z]{2}\d+)\]/g)].map(([rule]) => rule);
    const proofs = [...line.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path]) => path ?? '');
    for (const path of proofs)
      expect(
        rules.some((rule) => read(path).includes(rule)),
        `${line} ${path}`,
      ).toBe(true);
    if (!/not yet|follow/.test(line) && rules.length) expect(proofs, line).not.toEqual([]);
  }
});

test('the machines of the states stand there row by row', () => {
  const text = read('docs/routing-rules.md');
  const plain = (name: string) => name.toLowerCase().replaceAll('_', ' ').replaceAll('rona', 'missed').replaceAll('acw', 'after-call work');
  const listed = [...sm1, ...sm2b].map(
    ([from, event, guard, to]) => `| ${plain(from)} | ${plain(event)} | ${guard || '–'} | ${plain(to)} |`,
  );
  expect(listed.filter((row) => !text.includes(row))).toEqual([]);
});

test.each(documents.filter((path) => !path.endsWith('SPEC.md')))('every rule that %s names is promised in a SPEC.md', (path) => {
  const named = [...prose(read(path)).matchAll(/\[([A-Z]{2}\d+)\](?!\()/g)].map(([, id]) => id ?? '');
  const awaited = (id: string) => owed.specs.includes(id.slice(0, 2)) && !prefixes.has(id.slice(0, 2));
  expect(named.filter((id) => !promised.has(id) && !awaited(id))).toEqual([]);
});

const folders = files('{core,channels,practices,apps}/*/package.json', '{testing,bench,tools}/package.json').map(dirname);
const told = [...folders, 'config', 'docs', 'changes'].filter((folder) => !owed.readmes.includes(folder));

test.each(told)('%s says in a README of 5 to 30 lines what it is', (folder) => {
  const path = `${folder}/README.md`;
  expect(files(path)).toEqual([path]);
  const lines = read(path).trimEnd().split('\n').length;
  expect(lines).toBeGreaterThanOrEqual(5);
  expect(lines).toBeLessThanOrEqual(30);
});

test('every decision is listed, and has its three parts in at most 30 lines', () => {
  const list = read('docs/adr/README.md');
  for (const path of files('docs/adr/[0-9]*.md')) {
    const text = read(path);
    expect(list).toContain(path.replace('docs/adr/', ''));
    for (const part of ['**Context.**', '**Decision.**', '**Consequences.**']) expect(text).toContain(part);
    expect(text.split('\n').length).toBeLessThanOrEqual(31);
  }
});

test('every change is a sentence or two', () => {
  for (const path of files('changes/*.md').filter((one) => !one.endsWith('README.md'))) {
    expect(read(path).trim()).toMatch(/^[^#\n]{20,400}\.$/);
    expect(path).toMatch(/^changes\/[a-z]+(-[a-z]+)+\.md$/);
  }
});

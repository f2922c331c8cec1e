import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

type Files = Readonly<Record<string, string>>;

/** A small project laid out like ours: each workspace and the ones its package.json names. */
const WORKSPACES: Readonly<Record<string, readonly string[]>> = {
  'core/base': [],
  'core/contacts': ['base'],
  'core/agents': ['base', 'contacts'],
  'core/interactions': ['base', 'agents'],
  'channels/chat': ['base', 'email'],
  'channels/email': ['base'],
  'practices/callbacks': ['base', 'chat', 'campaigns'],
  'practices/campaigns': ['base'],
  'apps/server': ['base', 'chat', 'callbacks', 'desktop'],
  'apps/desktop': ['base', 'chat'],
  testing: ['base', 'server'],
};

const CLEAN: Files = {
  'core/base/decision.ts': 'export const yes = true;\n',
  'core/base/database.node.ts': "import { readFileSync } from 'node:fs';\nexport const read = () => readFileSync('x', 'utf8');\n",
  'core/base/at.ts': 'export const at = (now: number) => new Date(now).toISOString();\n',
  'core/contacts/contact.ts': "import { yes } from '@patchbay/base/decision.ts';\nexport const known = yes;\n",
  'core/agents/agent.ts': "import { yes } from '@patchbay/base/decision.ts';\nexport const ready = yes;\n",
  'core/agents/agent.test.ts':
    "import { expect, test } from 'vitest';\nimport { ready } from './agent.ts';\ntest('ready', () => expect(ready).toBe(true));\n",
  'core/interactions/rules.ts':
    "import { z } from 'zod';\nimport { ready } from '@patchbay/agents/agent.ts';\nexport const rule = z.literal(ready);\n",
  'channels/chat/store.node.ts':
    "import pg from 'pg';\nimport { read } from '@patchbay/base/database.node.ts';\nexport const both = [pg, read];\n",
  'channels/chat/panel.web.ts': "import { yes } from '@patchbay/base/decision.ts';\nexport const shown = yes && document.hidden;\n",
  'channels/email/mail.ts': 'export const mail = 1;\n',
  'practices/callbacks/due.ts': "import { at } from '@patchbay/base/at.ts';\nexport const due = at;\n",
  'practices/campaigns/list.ts': 'export const list = 1;\n',
  'apps/server/main.node.ts': "import { both } from '@patchbay/chat/store.node.ts';\nexport const started = [both, Date.now()];\n",
  'apps/desktop/main.web.ts': "import { shown } from '@patchbay/chat/panel.web.ts';\nexport const drawn = shown;\n",
  'testing/world.node.ts': "import { started } from '@patchbay/server/main.node.ts';\nexport const world = started;\n",
};

/** A planted violation: its file, and the rule that must name that file. */
const PLANTED: Readonly<Record<string, { readonly check: 'rule' | 'lint'; readonly says: string; readonly text: string }>> = {
  'core/base/up.ts': { check: 'rule', says: 'core-base-imports-only-what-is-below', text: "export * from '@patchbay/agents/agent.ts';" },
  'core/agents/sideways.ts': {
    check: 'rule',
    says: 'core-agents-imports-only-what-is-below',
    text: "export * from '@patchbay/contacts/contact.ts';",
  },
  'core/interactions/app.node.ts': {
    check: 'rule',
    says: 'core-imports-only-core',
    text: "export * from '@patchbay/server/main.node.ts';",
  },
  'channels/chat/other.ts': { check: 'rule', says: 'no-channel-imports-a-channel', text: "export * from '@patchbay/email/mail.ts';" },
  'channels/chat/practice.ts': { check: 'rule', says: 'channels-import-only-core', text: "export * from '@patchbay/callbacks/due.ts';" },
  'practices/callbacks/other.ts': {
    check: 'rule',
    says: 'no-practice-imports-a-practice',
    text: "export * from '@patchbay/campaigns/list.ts';",
  },
  'practices/callbacks/channel.node.ts': {
    check: 'rule',
    says: 'practices-import-only-core',
    text: "export * from '@patchbay/chat/store.node.ts';",
  },
  'apps/server/desktop.ts': { check: 'rule', says: 'no-app-imports-an-app', text: "export * from '@patchbay/desktop/word.ts';" },
  'core/contacts/undeclared.ts': { check: 'rule', says: 'only-declared-workspaces', text: "export * from '@patchbay/agents/agent.ts';" },
  'core/contacts/path.ts': { check: 'rule', says: 'workspaces-by-name', text: "export * from '../base/at.ts';" },
  'core/agents/files.ts': {
    check: 'rule',
    says: 'pure-imports-no-node-builtins',
    text: "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;",
  },
  'core/agents/database.ts': { check: 'rule', says: 'pure-imports-no-platform', text: "import pg from 'pg';\nexport const x = pg;" },
  'core/agents/store.ts': { check: 'rule', says: 'pure-imports-only-pure', text: "export * from '@patchbay/base/database.node.ts';" },
  'core/agents/store.test.ts': { check: 'rule', says: 'pure-tests-stay-pure', text: "export * from '@patchbay/base/database.node.ts';" },
  'channels/chat/view.web.ts': { check: 'rule', says: 'web-does-not-import-node', text: "export * from './store.node.ts';" },
  'channels/chat/page.node.ts': { check: 'rule', says: 'node-does-not-import-web', text: "export * from './panel.web.ts';" },
  'core/agents/nowhere.ts': { check: 'rule', says: 'nothing-unresolvable', text: "export * from '@patchbay/base/nowhere.ts';" },
  'core/agents/circle-b.ts': { check: 'rule', says: 'no-circles', text: "import { a } from './circle.ts';\nexport const b = () => a;" },
  'core/agents/clock.ts': { check: 'lint', says: 'no-restricted-properties', text: 'export const x = () => Date.now();' },
  'core/agents/date.ts': { check: 'lint', says: 'patchbay(no-clock)', text: 'export const x = () => new Date();' },
  'core/agents/chance.ts': { check: 'lint', says: 'no-restricted-properties', text: 'export const x = () => Math.random();' },
  'core/agents/id.ts': { check: 'lint', says: 'no-restricted-globals', text: 'export const x = () => crypto.randomUUID();' },
  'core/agents/environment.ts': { check: 'lint', says: 'no-restricted-globals', text: 'export const x = () => process.env;' },
  'core/agents/network.ts': { check: 'lint', says: 'no-restricted-globals', text: "export const x = async () => fetch('http://x');" },
  'core/agents/timer.ts': { check: 'lint', says: 'no-restricted-globals', text: 'export const x = () => setTimeout(String, 1);' },
  'core/base/any.node.ts': { check: 'lint', says: 'no-explicit-any', text: 'export const x: any = 1;' },
  'core/base/bang.node.ts': { check: 'lint', says: 'no-non-null-assertion', text: 'export const x = (y?: string) => y!.length;' },
  'core/base/default.node.ts': { check: 'lint', says: 'no-default-export', text: 'export default 1;' },
  'core/base/empty.node.ts': { check: 'lint', says: 'no-empty', text: 'try {\n  String(1);\n} catch {}\nexport const x = 1;' },
  'core/base/many.node.ts': {
    check: 'lint',
    says: 'max-params',
    text: 'export const x = (a: number, b: number, c: number, d: number, e: number) => a + b + c + d + e;',
  },
  'core/base/floating.node.ts': {
    check: 'lint',
    says: 'no-floating-promises',
    text: 'const wait = async () => 1;\nexport const x = () => {\n  wait();\n};',
  },
  'core/base/complex.node.ts': {
    check: 'lint',
    says: 'complexity',
    text: `export const x = (n: number) => ${Array.from({ length: 13 }, (_, i) => `n === ${i} ? ${i} :`).join(' ')} -1;`,
  },
};

const HELPERS: Files = {
  'apps/desktop/word.ts': 'export const word = 1;\n',
  'core/agents/circle.ts': "import { b } from './circle-b.ts';\nexport const a = () => b;\n",
};

let folder: string;
const complaints = { rule: '', lint: '' };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-lint-'));
  for (const file of ['.oxlintrc.json', '.dependency-cruiser.mjs', 'tsconfig.json', 'tools/lint-rules.mjs', 'package.json'])
    cpSync(join(root, file), join(folder, file));
  for (const [path, names] of Object.entries(WORKSPACES)) workspace(path, names);
  for (const name of ['zod', 'pg', '@types', 'vitest', 'oxlint', 'oxlint-tsgolint', '@oxlint-tsgolint'])
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  write(CLEAN);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['rule', 'lint'])('a clean tree passes the check "%s"', async (check) => {
  expect(await complaintsOf(check)).toMatchObject({ passed: true });
});

describe('with planted violations', () => {
  beforeAll(async () => {
    write(HELPERS);
    write(Object.fromEntries(Object.entries(PLANTED).map(([file, { text }]) => [file, `${text}\n`])));
    complaints.rule = (await complaintsOf('rule')).output;
    complaints.lint = (await complaintsOf('lint')).output;
  });

  test.each(Object.entries(PLANTED).map(([file, { check, says }]) => [file, check, says] as const))(
    '%s fails the %s: %s',
    (file, check, says) => {
      const about = complaints[check].split(check === 'rule' ? '\n' : '\n\n').filter((part) => part.includes(says));
      expect(about.join('\n')).toContain(file);
    },
  );

  test('only the planted files are complained about', () => {
    for (const file of Object.keys(CLEAN)) expect(complaints.lint).not.toContain(`[${file}:`);
    for (const file of Object.keys(CLEAN)) expect(complaints.rule).not.toContain(`: ${file} `);
  });
});

/** As `npm run check` does it, but in the folder of this test. */
async function complaintsOf(check: string): Promise<{ readonly passed: boolean; readonly output: string }> {
  const script = `import { runCheck } from './checks.mjs';
    console.log(JSON.stringify(await runCheck(${JSON.stringify(check)}, ${JSON.stringify(folder)})));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: join(root, 'tools'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout));
}

function workspace(path: string, names: readonly string[]): void {
  const name = `@patchbay/${path.replace(/^.*\//, '')}`;
  const dependencies = Object.fromEntries(names.map((one) => [`@patchbay/${one}`, '*']));
  write({ [`${path}/package.json`]: JSON.stringify({ name, type: 'module', exports: { './*': './*' }, dependencies }) });
  const link = join(folder, 'node_modules', name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join(folder, path), link);
}

function write(files: Files): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The dependency rule, "down, never sideways", and the suffix rule, as the machine reads them. docs/ARCHITECTURE.md says why. */

const CORE_ORDER = [['base'], ['configuration'], ['users'], ['contacts', 'agents', 'files'], ['interactions'], ['routing']];

/** A test, or what only tests use: it may need the whole world, so the layers are lifted for it. */
const TEST = '\\.test\\.tsx?$|/test/';
const SETUP = '\\.setup\\.ts$|\\.config\\.[mc]?[jt]s$';
const NODE_FILE = '\\.node(\\.test)?\\.ts$';
const WEB_FILE = '\\.web(\\.test)?\\.tsx?$';
const PURE_PACKAGES = '(^|/)node_modules/(zod|yaml|libphonenumber-js)/';
const folder = (...names) => `^(${names.join('|')})/`;

/** Inside core a folder imports only itself and the folders of the ranks below; those of one rank do not know each other. */
const coreRules = CORE_ORDER.flatMap((rank, index) =>
  rank.map((name) => ({
    name: `core-${name}-imports-only-what-is-below`,
    comment: `core/${name} may import only ${CORE_ORDER.slice(0, index).flat().join(', ') || 'nothing else in core'}.`,
    severity: 'error',
    from: { path: `^core/${name}/`, pathNot: TEST },
    to: { path: '^core/', pathNot: folder(...[name, ...CORE_ORDER.slice(0, index).flat()].map((below) => `core/${below}`)) },
  })),
);

const layers = [
  {
    name: 'core-imports-only-core',
    comment: 'core is below everything: it does not know channels, practices, apps, testing, bench or tools.',
    from: { path: folder('core'), pathNot: TEST },
    to: { path: folder('channels', 'practices', 'apps', 'testing', 'bench', 'tools') },
  },
  {
    name: 'no-channel-imports-a-channel',
    comment: 'Channels do not know each other; what they share is in core.',
    from: { path: '^channels/([^/]+)/', pathNot: TEST },
    to: { path: '^channels/', pathNot: '^channels/$1/' },
  },
  {
    name: 'channels-import-only-core',
    comment: 'A channel knows core and itself.',
    from: { path: folder('channels'), pathNot: TEST },
    to: { path: folder('practices', 'apps', 'testing', 'bench', 'tools') },
  },
  {
    name: 'no-practice-imports-a-practice',
    comment: 'Practices do not know each other; what they share is in core.',
    from: { path: '^practices/([^/]+)/', pathNot: TEST },
    to: { path: '^practices/', pathNot: '^practices/$1/' },
  },
  {
    name: 'practices-import-only-core',
    comment: 'A practice knows core and itself.',
    from: { path: folder('practices'), pathNot: TEST },
    to: { path: folder('channels', 'apps', 'testing', 'bench', 'tools') },
  },
  {
    name: 'no-app-imports-an-app',
    comment: 'Apps meet over the public API only.',
    from: { path: '^apps/([^/]+)/', pathNot: TEST },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'apps-do-not-import-tests',
    comment: 'What runs does not need what tests it.',
    from: { path: folder('apps'), pathNot: `${TEST}|${SETUP}` },
    to: { path: folder('testing', 'bench', 'tools') },
  },
];

const suffixes = [
  {
    name: 'node-does-not-import-web',
    comment: 'A .node.ts file runs on the server.',
    from: { path: NODE_FILE },
    to: { path: WEB_FILE },
  },
  {
    name: 'web-does-not-import-node',
    comment: 'A .web.ts(x) file runs in the browser.',
    from: { path: WEB_FILE, pathNot: TEST },
    to: { path: NODE_FILE },
  },
  {
    name: 'web-does-not-import-node-builtins',
    comment: 'There is no node:* in the browser.',
    from: { path: WEB_FILE, pathNot: TEST },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'pure-imports-only-pure',
    comment: 'A file without .node or .web runs anywhere, so it may import only such files.',
    from: { path: '\\.tsx?$', pathNot: [NODE_FILE, WEB_FILE, TEST, SETUP, '^tools/'] },
    to: { path: [NODE_FILE, WEB_FILE] },
  },
  {
    name: 'pure-imports-no-platform',
    comment: 'A file without .node or .web runs anywhere: no node:*, no database, no HTTP, no React.',
    from: { path: '\\.tsx?$', pathNot: [NODE_FILE, WEB_FILE, TEST, SETUP, '^tools/'] },
    to: { path: '(^|/)node_modules/', pathNot: PURE_PACKAGES, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'pure-imports-no-node-builtins',
    comment: 'A file without .node or .web runs anywhere: no node:*.',
    from: { path: '\\.tsx?$', pathNot: [NODE_FILE, WEB_FILE, TEST, SETUP, '^tools/'] },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'pure-tests-stay-pure',
    comment: 'x.test.ts tests rules: pure files, vitest and fast-check. What needs a server is x.node.test.ts, a browser x.web.test.ts.',
    from: { path: TEST, pathNot: [NODE_FILE, WEB_FILE, '\\.soak\\.test\\.ts$'] },
    to: { path: [NODE_FILE, WEB_FILE, '(^|/)node_modules/'], pathNot: '(^|/)node_modules/(vitest|fast-check|zod)/' },
  },
];

/** Each workspace imports only those its package.json names, and by their names: what a newcomer reads there is true. */
const workspaces = ['core', 'channels', 'practices', 'apps']
  .flatMap((parent) => (existsSync(parent) ? readdirSync(parent).map((name) => `${parent}/${name}`) : []))
  .concat('testing', 'bench', 'tools')
  .filter((path) => existsSync(join(path, 'package.json')))
  .map((path) => ({ path, ...JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) }));

const folderOf = (name) => workspaces.filter((workspace) => workspace.name === name).map(({ path }) => path);

const declared = workspaces.flatMap(({ path, name, dependencies = {}, devDependencies = {} }) => [
  ...[{ pathNot: TEST }, { path: TEST }].map((kind) => ({
    name: 'only-declared-workspaces',
    comment: `${path}/package.json must name it: "dependencies": { "@patchbay/...": "*" }. Tests need not name testing.`,
    from: { path: folder(path), pathNot: kind.pathNot, ...(kind.path ? { path: `${folder(path)}.*(${TEST})` } : {}) },
    to: {
      path: folder(...workspaces.map((workspace) => workspace.path)),
      pathNot: folder(path, ...(kind.path ? ['testing'] : []), ...Object.keys({ ...dependencies, ...devDependencies }).flatMap(folderOf)),
    },
  })),
  {
    name: 'workspaces-by-name',
    comment: `Another workspace is imported by its name (@patchbay/...), not by a path out of ${name}.`,
    from: { path: folder(path) },
    to: { path: folder(...workspaces.map((workspace) => workspace.path)), pathNot: folder(path), dependencyTypes: ['local'] },
  },
]);

const hygiene = [
  {
    name: 'no-circles',
    comment: 'Two files that need each other are one file, or lack a third.',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'nothing-unresolvable',
    comment: 'The imported file is not there.',
    from: {},
    to: { couldNotResolve: true, pathNot: '^virtual:|\\?' },
  },
  {
    name: 'no-test-is-imported',
    comment: 'Nobody imports a test.',
    from: {},
    to: { path: '\\.test\\.tsx?$' },
  },
];

export default {
  forbidden: [...coreRules, ...[...layers, ...suffixes, ...declared, ...hygiene].map((rule) => ({ severity: 'error', ...rule }))],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
    skipAnalysisNotInRules: true,
  },
};

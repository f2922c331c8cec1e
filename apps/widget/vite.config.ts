import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build, defineConfig, type Plugin, type UserConfig } from 'vite';

const target = 'es2022';
const cssTarget = ['chrome123', 'firefox120', 'safari17.5'];
const outDir = new URL('dist/', import.meta.url).pathname;
const entry = (name: string) => new URL(name, import.meta.url).pathname;

/** Parts that are fetched when somebody needs them; each is whole in itself and has its own budget. [WI17] */
const late = { form: 1536, talk: 4608, end: 3584, files: 5120, away: 4608, place: 2048, mail: 2816, ways: 3584 } as const;
/** What the visitors of a site have to load at most, gzip, in bytes. [WI15] [WI17] */
const budgets: Readonly<Record<string, number>> = {
  'loader.js': 1536,
  'app.js': 15_360,
  'embed.js': 1536,
  'frame.js': 2560,
  'go-on.js': 1024,
  ...Object.fromEntries(
    ['words.en.js', 'words.de.js', 'more.en.js', 'more.de.js', 'reach.en.js', 'reach.de.js'].map((name) => [name, 1536]),
  ),
  ...Object.fromEntries(Object.entries(late).map(([name, most]) => [`${name}.js`, most])),
};

/** app.js, the late parts and the words are modules that are imported when they are needed; loader.js is a classic script, so that it can find its own tag. */
export default defineConfig({
  ...modules('jsx.web.ts', {
    app: 'app.web.tsx',
    'words.en': 'words.en.ts',
    'words.de': 'words.de.ts',
    'more.en': 'more.en.ts',
    'more.de': 'more.de.ts',
    'reach.en': 'reach.en.ts',
    'reach.de': 'reach.de.ts',
    embed: 'embed.web.ts',
  }),
  plugins: [bare(), others()],
});

/** How modules of the widget are built: one file each, nothing shared between them. */
function modules(jsx: string, files: Readonly<Record<string, string>>): UserConfig {
  return {
    resolve: { alias: { 'preact/jsx-runtime': entry(jsx) } },
    oxc: { jsx: { importSource: 'preact' } },
    build: {
      target,
      cssTarget,
      outDir,
      lib: {
        entry: Object.fromEntries(Object.entries(files).map(([name, file]) => [name, entry(file)])),
        formats: ['es'],
        fileName: (_, name) => `${name}.js`,
      },
      reportCompressedSize: false,
      rolldownOptions: { output: { minify: true } },
      minify: true,
    },
  };
}

/** Without notes for other bundlers; nobody bundles this again. */
function bare(): Plugin {
  return {
    name: 'bare',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code = file.code.replaceAll('/* @__PURE__ */', '');
    },
  };
}

function others(): Plugin {
  return {
    name: 'others',
    async closeBundle() {
      for (const name of Object.keys(late)) await more(modules('jsx.late.web.ts', { [name]: `late/${name}.web.tsx` }));
      await more(modules('jsx.web.ts', { frame: 'frame.web.ts' }));
      await more(modules('jsx.web.ts', { 'go-on': 'go-on.web.ts' }));
      await more({
        build: {
          target,
          cssTarget,
          outDir,
          minify: true,
          reportCompressedSize: false,
          rolldownOptions: { output: { minify: true } },
          lib: { entry: entry('loader.web.ts'), formats: ['iife'], name: 'patchbay', fileName: () => 'loader.js' },
        },
      });
      for (const [name, most] of Object.entries(budgets)) weigh([name], most);
      weigh(['app.js', 'form.js'], 16_384);
      weigh(['app.js', 'form.js', 'talk.js'], 20_992);
    },
  };
}

const more = ({ build: how, ...config }: UserConfig) =>
  build({ configFile: false, logLevel: 'warn', plugins: [bare()], ...config, build: { ...how, emptyOutDir: false } });

function weigh(names: readonly string[], most: number) {
  const name = names.join(' and ');
  const length = names.reduce((sum, one) => sum + gzipSync(readFileSync(outDir + one), { level: 9 }).length, 0);
  console.log(`${name}: ${length} of ${most} bytes (gzip)`);
  if (length > most) throw new Error(`${name} is ${length} bytes, ${length - most} over its budget of ${most} (gzip).`);
}

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build, defineConfig, type Plugin } from 'vite';

/** What the visitors of a site have to load at most, gzip, in bytes. [WI15] */
const budgets = { 'loader.js': 1536, 'app.js': 15_360, 'words.en.js': 1536, 'words.de.js': 1536 };
const target = 'es2022';
const cssTarget = ['chrome123', 'firefox120', 'safari17.5'];
const outDir = new URL('dist/', import.meta.url).pathname;
const entry = (name: string) => new URL(name, import.meta.url).pathname;

/** app.js and the words are modules that the loader imports; loader.js is a classic script, so that it can find its own tag. */
export default defineConfig({
  resolve: { alias: { 'preact/jsx-runtime': entry('jsx.web.ts') } },
  oxc: { jsx: { importSource: 'preact' } },
  build: {
    target,
    cssTarget,
    outDir,
    lib: {
      entry: { app: entry('app.web.tsx'), 'words.en': entry('words.en.ts'), 'words.de': entry('words.de.ts') },
      formats: ['es'],
      fileName: (_, name) => `${name}.js`,
    },
    reportCompressedSize: false,
    rolldownOptions: { output: { minify: true } },
    minify: true,
  },
  plugins: [loader()],
});

function loader(): Plugin {
  return {
    name: 'loader',
    /** Notes for other bundlers; nobody bundles this again. */
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code = file.code.replaceAll('/* @__PURE__ */', '');
    },
    async closeBundle() {
      await build({
        configFile: false,
        logLevel: 'warn',
        build: {
          target,
          cssTarget,
          outDir,
          emptyOutDir: false,
          minify: true,
          reportCompressedSize: false,
          rolldownOptions: { output: { minify: true } },
          lib: { entry: entry('loader.web.ts'), formats: ['iife'], name: 'patchbay', fileName: () => 'loader.js' },
        },
      });
      for (const [name, most] of Object.entries(budgets)) weigh(name, most);
    },
  };
}

function weigh(name: string, most: number) {
  const { length } = gzipSync(readFileSync(outDir + name), { level: 9 });
  console.log(`${name}: ${length} of ${most} bytes (gzip)`);
  if (length > most) throw new Error(`${name} is ${length} bytes, ${length - most} over its budget of ${most} (gzip).`);
}

import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const budget = 260;

/** Says how much JavaScript the first screen needs, and fails above the budget. [DT23] */
const weigh = (): Plugin => ({
  name: 'weigh',
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk' && file.isEntry);
    const first = new Set(chunks.flatMap((chunk) => (chunk.type === 'chunk' ? [chunk.fileName, ...chunk.imports] : [])));
    const kilobytes = Object.values(bundle)
      .filter((file) => file.type === 'chunk' && first.has(file.fileName))
      .reduce((sum, file) => sum + (file.type === 'chunk' ? gzipSync(file.code).length / 1024 : 0), 0);
    this.info(`first screen: ${kilobytes.toFixed(1)} KB of JavaScript (gzip), at most ${budget}`);
    if (kilobytes > budget) this.error(`The first screen needs ${kilobytes.toFixed(1)} KB of JavaScript, more than ${budget}.`);
  },
});

/** Sizes of letters and lines are written in px and built in rem, so that the text size of the agent and of the browser counts. [DT61] */
const letters = {
  postcssPlugin: 'letters',
  Declaration(declaration: { prop: string; value: string }) {
    if (['font', 'font-size', 'line-height'].includes(declaration.prop))
      declaration.value = declaration.value.replace(/(\d+(?:\.\d+)?)px/g, (_, px: string) => `${Number(px) / 16}rem`);
  },
};

/**
 * What the first screen needs comes in one file, and what two or more of the later parts share in another: each file is a way to the
 * server and back through browser, network and server, which costs more than the few bytes of it that a screen may not need.
 */
const fewFiles = {
  groups: [
    { name: 'first', tags: ['$initial' as const], priority: 2 },
    { name: 'shared', minShareCount: 2, maxModuleSize: 20_000, priority: 1 },
  ],
};

/** The desktop is a static site of its own; the policy of the server allows no inline script or style and no data font. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), weigh()],
  css: { postcss: { plugins: [letters] } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    rolldownOptions: { output: { codeSplitting: fewFiles } },
  },
});

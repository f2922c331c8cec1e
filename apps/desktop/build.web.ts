/** The name of the build that runs here: the part of the first script's name that changes with it. */
export const build = nameOf(document.querySelector<HTMLScriptElement>('script[type="module"]')?.src ?? '');

function nameOf(src: string): string {
  return /\/assets\/[\w.]+-([\w-]+)\.js/.exec(src)?.[1] ?? 'dev';
}

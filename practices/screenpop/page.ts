/** The style of the page that holds a frame; its policy names it by its hash. */
export const frameStyle = 'html,body,iframe{margin:0;border:0;width:100%;height:100%;display:block;overflow:hidden}';

/** What a page in a frame may do. Not among it: to be of the origin it came from, to lead the desktop elsewhere, to use devices. [SP4] */
export const sandbox = 'allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox';

/** The policy of the page that holds the frame: nothing but a frame of the configured origins, nothing above it but our desktop. [SP4] */
export const framePolicy = (origins: readonly string[], styleHash: string): string =>
  [
    "default-src 'none'",
    `style-src '${styleHash}'`,
    `frame-src ${origins.join(' ') || "'none'"}`,
    "frame-ancestors 'self'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');

/** A page of ours that holds nothing but the frame of another. */
export const framePage = (address: string): string =>
  `<!doctype html><meta charset="utf-8"><title>Patchbay</title><style>${frameStyle}</style>` +
  `<iframe src="${escaped(address)}" title="${escaped(new URL(address).host)}" sandbox="${sandbox}" referrerpolicy="no-referrer" allow=""></iframe>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

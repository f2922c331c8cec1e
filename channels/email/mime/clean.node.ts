import sanitize from 'sanitize-html';
import type { Clean } from './mail.ts';
import { visible } from './name.ts';

const colour = /^(?:#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\([\d\s.,%]{1,40}\))$/i;
const length = /^-?\d{1,5}(?:\.\d{1,3})?(?:px|pt|em|rem|ex|%)?$/i;
const lengths = /^(?:(?:-?\d{1,5}(?:\.\d{1,3})?(?:px|pt|em|rem|%)?|auto)\s*){1,4}$/i;
const word = /^[a-z-]{1,20}$/i;
const border =
  /^(?:(?:\d{1,3}(?:\.\d)?(?:px|pt|em)|none|solid|dashed|dotted|double|thin|medium|thick|#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\([\d\s.,%]{1,40}\))\s*){1,3}$/i;
const names = /^[\p{L}\d\s,'"-]{1,200}$/u;

/** Nothing in these reaches outside, covers what is not its own, or is computed. */
const styles: Readonly<Record<string, RegExp[]>> = {
  ...Object.fromEntries(['color', 'background-color'].map((name) => [name, [colour]])),
  ...Object.fromEntries(
    ['font-size', 'line-height', 'width', 'max-width', 'height', 'text-indent', 'letter-spacing'].map((name) => [name, [length, word]]),
  ),
  ...Object.fromEntries(
    ['margin', 'padding'].flatMap((name) => ['', '-top', '-right', '-bottom', '-left'].map((side) => [name + side, [lengths]])),
  ),
  ...Object.fromEntries(
    ['', '-top', '-right', '-bottom', '-left', '-width', '-style', '-color', '-collapse'].map((side) => [`border${side}`, [border]]),
  ),
  ...Object.fromEntries(
    ['font-weight', 'font-style', 'text-align', 'text-decoration', 'vertical-align', 'white-space', 'list-style-type', 'direction'].map(
      (name) => [name, [word, /^\d{3}$/]],
    ),
  ),
  'font-family': [names],
};
const text = [
  'p',
  'div',
  'span',
  'br',
  'hr',
  'b',
  'strong',
  'i',
  'em',
  'u',
  's',
  'strike',
  'del',
  'ins',
  'sub',
  'sup',
  'small',
  'big',
  'font',
  'center',
  'pre',
  'code',
  'kbd',
  'tt',
  'q',
  'cite',
  'abbr',
  'address',
  'blockquote',
];
const shapes = [
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'table',
  'caption',
  'colgroup',
  'col',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'td',
  'th',
];
const picture = /^data:image\/(?:png|gif|jpeg|webp);base64,[a-z0-9+/=\s]{1,2000000}$/i;
const remotePicture = /^(?:https?:)?\/\//i;
const mostRemote = 500;

/** Cleans the HTML of a mail: no script, no form, no frame, no style that reaches outside; remote pictures held back; links that show where they lead. [EM63] */
export function clean(html: string): Clean {
  const remote: string[] = [];
  const cleaned = sanitize(html, {
    allowedTags: [...text, ...shapes, 'a', 'img'],
    disallowedTagsMode: 'discard',
    nonTextTags: ['style', 'script', 'textarea', 'option', 'noscript', 'title', 'xmp', 'noembed', 'noframes', 'template', 'svg', 'math'],
    nestingLimit: 200,
    allowedAttributes: {
      '*': ['style', 'dir', 'lang', 'align', 'valign'],
      a: ['href', 'title', 'target', 'rel'],
      img: ['src', 'alt', 'width', 'height', 'data-remote'],
      font: ['color', 'face', 'size'],
      table: ['border', 'cellpadding', 'cellspacing', 'width', 'bgcolor'],
      td: ['colspan', 'rowspan', 'width', 'height', 'bgcolor'],
      th: ['colspan', 'rowspan', 'width', 'height', 'bgcolor'],
      ol: ['start', 'type'],
    },
    allowedStyles: { '*': { ...styles } },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid', 'data'] },
    allowProtocolRelative: false,
    transformTags: {
      a: (tagName, { href = '', dir, lang, style }) => ({
        tagName,
        attribs: { ...link(href), ...(style && { style }), ...(dir && { dir }), ...(lang && { lang }) },
      }),
      img: (tagName, { src = '', 'data-remote': _, ...attribs }) => ({ tagName, attribs: { ...shown(src.trim(), remote), ...attribs } }),
    },
  });
  return { html: cleaned, remote };
}

/** A link shows where it leads, and tells nobody where it was. */
function link(href: string): Record<string, string> {
  const to = visible(href);
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(to)
    ? { href: to, title: to.slice(0, 300), target: '_blank', rel: 'noopener noreferrer nofollow' }
    : {};
}
/** A picture of the mail itself is shown; one from elsewhere is named by its place in the list, and fetched when somebody asks. */
function shown(src: string, remote: string[]): Record<string, string> {
  if (/^cid:/i.test(src)) return { src };
  if (picture.test(src)) return { src: src.replace(/\s+/g, '') };
  if (!remotePicture.test(src) || remote.length >= mostRemote) return {};
  remote.push(src.startsWith('//') ? `https:${src}` : src);
  return { 'data-remote': String(remote.length - 1) };
}

/** What cleaned HTML says as plain text: lines where people see them, addresses of links left out. */
export const plain = (cleaned: Clean | null): string =>
  (cleaned?.html ?? '')
    .replace(/\s+/g, ' ')
    .replace(/<br \/>|<hr \/>|<\/(?:p|div|tr|li|h[1-6]|blockquote|pre|table|ul|ol|dt|dd)>/g, '\n')
    .replace(/<\/t[dh]>/g, '\t')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"' })[name] ?? '&')
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

import type { Text } from '@patchbay/configuration/text.ts';

/** What an administrator changes of a widget. */
export interface WidgetChanges {
  readonly title: Text;
  readonly welcome: Text;
  readonly colour: string;
  readonly origins: readonly string[];
  readonly form: readonly { readonly field: FieldName; readonly required: boolean }[];
  readonly location: boolean;
  /** An entry point of calls: customers are shown its number. */
  readonly call: string | null;
  /** How long a chat stays in the browser of the customer. */
  readonly keep: 'browser' | 'tab';
  /** Where the launcher stands: pixels from that side and from below. */
  readonly position: { readonly side: 'left' | 'right'; readonly x: number; readonly y: number };
  readonly offline: (typeof offlines)[number];
}
export const fieldNames = ['name', 'email', 'phone', 'subject'] as const;
export type FieldName = (typeof fieldNames)[number];
export const offlines = ['never', 'whenClosed', 'whenNobodyIsThere', 'always'] as const;
/** A widget as a file of the configuration has it. */
export interface WholeWidget extends WidgetChanges {
  readonly entryPoint: string;
  readonly identity?: unknown;
}
/** All of a centre, and where they can lead. */
export interface ShownWidgets {
  readonly widgets: Readonly<Record<string, ShownWidget>>;
  readonly entryPoints: Readonly<Record<string, Text>>;
  /** Entry points of calls, by the number that customers are shown. */
  readonly numbers: Readonly<Record<string, string>>;
}
/** A widget as its administrators see it. */
export interface ShownWidget {
  /** tenant/widget. */
  readonly name: string;
  readonly version: string;
  readonly changes: WidgetChanges;
  readonly entryPoint: string;
  readonly queue: Text;
  readonly hours: Text | null;
  readonly opening: { readonly open: boolean; readonly changes: number | null };
  /** Names of the keys with which its site signs who a customer is. */
  readonly keys: readonly string[];
  readonly is: WholeWidget;
  /** The same as text, for the file. */
  readonly yaml: string;
}

/** What a widget can be called. */
export const isWidgetKey = (typed: string): boolean => /^[a-z0-9][a-z0-9-]{0,62}$/.test(typed);

/** A new widget: as another one looks and asks, or plain; its site still signs nobody in. */
export function newWidget(entryPoint: string, like: WholeWidget | undefined): WholeWidget {
  const { identity: _, ...same } = like ?? plain;
  return { ...same, entryPoint };
}
const plain: Omit<WholeWidget, 'entryPoint'> = {
  title: { en: 'Chat with us', de: 'Chatten Sie mit uns' },
  welcome: { en: 'How can we help you?', de: 'Wie können wir Ihnen helfen?' },
  colour: '#2457D6',
  origins: ['self'],
  form: [
    { field: 'name', required: true },
    { field: 'email', required: false },
    { field: 'subject', required: true },
  ],
  location: false,
  call: null,
  keep: 'browser',
  position: { side: 'right', x: 20, y: 20 },
  offline: 'whenClosed',
};

/** The text in one language; one for all languages is that of each. */
export const inLanguage = (text: Text, language: 'en' | 'de'): string => (typeof text === 'string' ? text : (text[language] ?? ''));

/** The text with another wording in one language; an empty one takes that language away. */
export function withWording(text: Text, language: 'en' | 'de', wording: string): Text {
  const both = typeof text === 'string' ? { en: text, de: text } : text;
  return Object.fromEntries(Object.entries({ ...both, [language]: wording }).filter(([, one]) => one));
}

/** What is asked before the chat, after one field has changed: not at all, if they like, or needed. The order is always the same. */
export function asking(form: WidgetChanges['form'], field: FieldName, how: 'no' | 'optional' | 'required'): WidgetChanges['form'] {
  const others = form.filter((one) => one.field !== field);
  const all = how === 'no' ? others : [...others, { field, required: how === 'required' }];
  return fieldNames.flatMap((name) => all.filter((one) => one.field === name));
}

/** The tag that a site puts on its pages. */
export const snippetOf = (
  server: string,
  name: string,
  { colour, position, keep }: Pick<WidgetChanges, 'colour' | 'position' | 'keep'>,
): string =>
  `<script async src="${server}/widget/loader.js" data-widget="${name}" data-colour="${colour}"${placed(position)}${keep === 'tab' ? ' data-keep="tab"' : ''}></script>`;

/** As `inset` of CSS has it; where it stands without being told is not told. [WI60] */
function placed({ side, x, y }: WidgetChanges['position']): string {
  if (side === 'right' && x === 20 && y === 20) return '';
  return ` data-at="auto ${side === 'right' ? `${x}px ${y}px auto` : `auto ${y}px ${x}px`}"`;
}

/** The pixels that somebody has typed: whole, from 0 to 400; null: they are none. */
export const pixelsOf = (typed: string): number | null => (/^\d{1,3}$/.test(typed) && Number(typed) <= 400 ? Number(typed) : null);

/** What the Content-Security-Policy of a site has to allow. */
export const policyOf = (server: string): string =>
  `script-src ${server}; connect-src ${server} ${server.replace(/^http/, 'ws')}; img-src blob:`;

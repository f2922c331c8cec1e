import { z } from 'zod';

const tone = z.enum(['off', 'chime', 'bell', 'drop', 'pulse']);
/** The keys of one command, as `Ctrl+K Ctrl+R`; empty: none. */
const keys = z.string().max(40);

const label = z.string().min(1).max(100);
const named = z.string().min(1).max(64);
/** Somebody who is called often, under the name they then had. */
const callee = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('agent'), agent: named, label }),
  z.strictObject({ to: z.literal('number'), number: named, label }),
  z.strictObject({ to: z.literal('contact'), contact: named, address: named, label }),
]);

/** How somebody wants their desktop to look, sound and obey; what is not there is as the desktop has it. [US15] */
const wishes = {
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  palette: z.enum(['standard', 'colourBlind']),
  density: z.enum(['comfortable', 'compact', 'touch']),
  font: z.enum(['inter', 'system', 'readable']).describe('readable: for dyslexia, with more room between letters and words.'),
  textSize: z.number().int().min(90).max(150).describe('In per cent.'),
  timers: z.enum(['clock', 'words']),
  motion: z.enum(['system', 'reduced']),
  language: z.enum(['en', 'de']),
  order: z.enum(['latest', 'earliest']).describe('What stands on top of the list.'),
  listWidth: z.number().int().min(220).max(400),
  listNarrow: z.boolean(),
  listSide: z.enum(['left', 'right']).describe('Where the list stands beside the conversation.'),
  contextWidth: z.union([z.literal(0), z.number().int().min(300).max(560)]).describe('In pixels; 0: as the width of the window gives it.'),
  contextSide: z.enum(['left', 'right']).describe('Where the context stands beside the conversation.'),
  sound: z.boolean(),
  volume: z.number().int().min(0).max(100),
  offerTone: tone,
  messageTone: tone,
  warningTone: tone,
  repeat: z.boolean().describe('Sounds again every 20 s until it is read.'),
  quiet: z.boolean().describe('One soft tone while a conversation is open.'),
  notify: z.boolean(),
  shortcuts: z.boolean(),
  favourites: z.array(z.string().max(64)).max(50).describe('Reasons for Not Ready that stand first.'),
  callees: z.array(callee).max(200).describe('Whom they call often.'),
  mailSplit: z
    .number()
    .int()
    .min(20)
    .max(80)
    .describe('How much of the room the mails that are read have beside what is written, in per cent.'),
  mailOrder: z.enum(['newest', 'oldest']).describe('Which mail of a thread stands first.'),
  mailCompact: z.boolean().describe('Earlier mails of a thread are a line each.'),
  mailFont: z.enum(['arial', 'verdana', 'tahoma', 'trebuchet', 'georgia', 'times', 'courier']).describe('What mails are written in.'),
  mailFontSize: z.number().int().min(8).max(24).describe('In points.'),
  mailColour: z.string().regex(/^#[0-9a-f]{6}$/),
  mailSignature: z.string().max(1000).describe('Stands below what I write, where the queue has none.'),
  keys: z.record(z.string().max(40), keys).refine((all) => Object.keys(all).length <= 100, 'At most 100 commands.'),
};

/** A change: a value, or null for as the desktop has it. */
export const wishSchema = z.strictObject(
  Object.fromEntries(Object.entries(wishes).map(([name, schema]) => [name, schema.nullable().optional()])) as {
    [N in keyof typeof wishes]: z.ZodOptional<z.ZodNullable<(typeof wishes)[N]>>;
  },
);
export type Wish = z.output<typeof wishSchema>;
/** Every preference with a value. */
export type Wishes = z.output<z.ZodObject<typeof wishes>>;

/** What somebody has chosen, and how often they have. */
export interface Chosen {
  readonly version: number;
  readonly preferences: Partial<Wishes>;
}

import type { Wish, Wishes } from '@patchbay/users/preferences.ts';

/** How this person wants the desktop to look, sound and obey. */
export type Preferences = Wishes;
export type { Wish };
/** A preference that is on or off. */
export type Switchable = { [N in keyof Preferences]: Preferences[N] extends boolean ? N : never }[keyof Preferences];

/** As the desktop has it until somebody chooses. */
export const standard = (language: Preferences['language']): Preferences => ({
  theme: 'system',
  palette: 'standard',
  density: 'comfortable',
  font: 'inter',
  textSize: 100,
  timers: 'clock',
  motion: 'system',
  language,
  order: 'latest',
  listWidth: 280,
  listNarrow: false,
  listSide: 'left',
  contextWidth: 0,
  contextSide: 'right',
  sound: true,
  volume: 70,
  offerTone: 'chime',
  messageTone: 'drop',
  warningTone: 'pulse',
  repeat: true,
  quiet: false,
  notify: false,
  shortcuts: true,
  keys: {},
  favourites: [],
  callees: [],
  mailSplit: 40,
  mailOrder: 'newest',
  mailCompact: true,
  mailFont: 'arial',
  mailFontSize: 11,
  mailColour: '#000000',
  mailSignature: '',
});

/** One over the other; what is no preference, or not of its kind, counts as not chosen. [DT60] */
export function over(base: Preferences, chosen: unknown): Preferences {
  if (typeof chosen !== 'object' || chosen === null) return base;
  const fits = ([name, value]: readonly [string, unknown]): boolean =>
    Object.hasOwn(base, name) && typeof value === typeof base[name as keyof Preferences] && value !== null;
  return { ...base, ...Object.fromEntries(Object.entries(chosen).filter(fits)) };
}

/** The same after a change; null is as the desktop has it. */
export function changed(now: Preferences, wish: Wish): Preferences {
  const first = standard(now.language);
  const next = Object.entries(wish).map(([name, value]) => [name, value === null ? first[name as keyof Preferences] : value] as const);
  return over(now, Object.fromEntries(next));
}

/** The attributes of the page by which the style sheets know what was chosen; public/appearance.js sets the same before the first paint. */
export const marks = ({ theme, palette, density, font, motion }: Preferences, moreContrast: boolean) => ({
  theme: theme === 'system' && moreContrast ? 'contrast' : theme,
  palette,
  density,
  font,
  motion,
});

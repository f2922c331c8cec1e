/** How much lighter one colour is than another, by WCAG 2.2: 1 to 21. Colours as #RRGGBB. [DT160] */
export function contrastOf(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** What a brand colour is seen against, how much it needs, and how much it has. [DT160] */
export interface Check {
  readonly name: 'text' | 'onLight' | 'onDark';
  readonly needs: number;
  readonly has: number;
  readonly passes: boolean;
}
const surfaces = { onLight: '#ffffff', onDark: '#181c24' } as const;

/** The text on the colour (black or white, whichever is better), and the colour beside the surfaces of the chat. */
export function checksOf(colour: string): readonly Check[] {
  const check = (name: Check['name'], needs: number, has: number): Check => ({ name, needs, has, passes: has >= needs });
  return [
    check('text', 4.5, Math.max(contrastOf(colour, '#ffffff'), contrastOf(colour, '#000000'))),
    check('onLight', 3, contrastOf(colour, surfaces.onLight)),
    check('onDark', 3, contrastOf(colour, surfaces.onDark)),
  ];
}

/** The nearest colour that passes every check, mixed with as little black or white as needed; null: this one does. [DT160] */
export function nearestPassing(colour: string): string | null {
  if (passes(colour)) return null;
  const mixes = Array.from({ length: 100 }, (_, n) => (n + 1) / 100);
  for (const part of mixes) for (const other of [0, 255]) if (passes(mixed(colour, other, part))) return mixed(colour, other, part);
  return null;
}
const passes = (colour: string): boolean => checksOf(colour).every((check) => check.passes);
const mixed = (colour: string, other: number, part: number): string =>
  `#${[1, 3, 5]
    .map((at) => Math.round(Number.parseInt(colour.slice(at, at + 2), 16) * (1 - part) + other * part))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

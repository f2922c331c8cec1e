/** Fonts that every mail program has, each with those that stand in for it. */
export const families = {
  arial: 'Arial,Helvetica,sans-serif',
  verdana: 'Verdana,Geneva,sans-serif',
  tahoma: 'Tahoma,Geneva,sans-serif',
  trebuchet: "'Trebuchet MS',Helvetica,sans-serif",
  georgia: 'Georgia,serif',
  times: "'Times New Roman',Times,serif",
  courier: "'Courier New',Courier,monospace",
} as const;
export type Family = keyof typeof families;

/** How what is written looks: a family, a size in points, and a colour such as #1a1a1a. */
export interface Font {
  readonly family: Family;
  readonly size: number;
  readonly colour: string;
}
/** As long as nobody has chosen. */
export const usualFont: Font = { family: 'arial', size: 11, colour: '#000000' };

/** The style that what was written is sent with; every mail program knows it. [EM172] */
export const styleOf = ({ family, size, colour }: Font): string =>
  `font-family:${families[family]};font-size:${size}pt;color:${/^#[0-9a-f]{6}$/.test(colour) ? colour : usualFont.colour}`;

const weights = [0.2126, 0.7152, 0.0722];

/** Black or white, whichever is easier to read on this colour (#rrggbb): at least 4.5:1 on every colour there is. [WI14] */
export const textOn = (colour: string): '#000' | '#fff' => (luminance(colour) > 0.18 ? '#000' : '#fff');

/** The relative luminance (WCAG 2.2), with the simple power of 2.2 instead of the two pieces of sRGB. */
const luminance = (colour: string): number =>
  weights.reduce((sum, weight, n) => sum + weight * (Number.parseInt(colour.slice(n * 2 + 1, n * 2 + 3), 16) / 255) ** 2.2, 0);

/** Black or white, whichever is easier to read on this colour (#rrggbb): at least 4.5:1 on every colour there is. [WI14] */
export const textOn = (colour: string): '#000' | '#fff' => {
  /** The light of one part: the simple power of 2.2 instead of the two pieces of sRGB (WCAG 2.2). */
  const light = (at: number) => (Number(`0x${colour.slice(at, at + 2)}`) / 255) ** 2.2;
  return 0.2126 * light(1) + 0.7152 * light(3) + 0.0722 * light(5) > 0.18 ? '#000' : '#fff';
};

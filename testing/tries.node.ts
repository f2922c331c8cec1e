/** How often something drawn by chance is tried: so few times in `npm test`, twenty times as often in a long run. */
export const tries = (few: number): number => (process.env['PATCHBAY_SOAK'] ? few * 20 : few);

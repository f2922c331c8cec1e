import type { Sound } from '../call.ts';

/** Whether it begins anew when it is over. */
export const goesRound = ({ is }: Sound): boolean => is === 'music' || is === 'ringback';

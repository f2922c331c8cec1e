import { type Garden, gardenOf } from '@patchbay/base/test/garden.ts';

/** Copies of what a chat stands on, to plant faults in. */
export const garden = (): Garden => gardenOf('channels/chat');

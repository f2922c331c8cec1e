import type { Centre } from '@patchbay/configuration/centre.ts';
import { idleOf } from '@patchbay/users/idle.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';

/** What is known of the use of sessions, and how one of them ends. */
export interface Idling {
  usedAt(signed: Signed): Promise<number | undefined>;
  note(signed: Signed): Promise<void>;
  isWorking(signed: Signed): Promise<boolean>;
  end(signed: Signed): Promise<void>;
}
/** Sessions that are about to end because nobody uses them. */
export interface Ending {
  /** When this session ends; null: it is in use. One whose time has come is ended. [US21] */
  look(signed: Signed, limits: Centre['signIn'], now: number): Promise<number | null>;
  /** A person uses it: it no longer ends. */
  used(signed: Signed): Promise<void>;
}

/** Remembers which ends were told; after a restart they are told anew, so none comes without a warning. */
export function endings(idle: Idling): Ending {
  const told = new Map<string, number>();
  return {
    async look(signed, limits, now) {
      if (limits.idleMinutes === null) return null;
      const [usedAt, working] = await Promise.all([idle.usedAt(signed), idle.isWorking(signed)]);
      const found = idleOf({ usedAt: usedAt ?? now, working, told: told.get(signed.sessionId) ?? null }, limits, now);
      if (found.is === 'ending') told.set(signed.sessionId, found.at);
      else told.delete(signed.sessionId);
      if (found.is === 'over') await idle.end(signed);
      return found.is === 'ending' ? found.at : null;
    },
    async used(signed) {
      told.delete(signed.sessionId);
      await idle.note(signed);
    },
  };
}

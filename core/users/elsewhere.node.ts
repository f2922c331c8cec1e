import { endOfUse } from './limits.ts';
import { type Reception, type Signed, sessionsOfUser } from './sessions.node.ts';

/** Whether this user sits before another desktop too, so that leaving this one changes nothing. [US5] */
export async function isElsewhere({ db, clock, centre }: Reception, { tenant, user, sessionId }: Signed): Promise<boolean> {
  const known = centre(tenant);
  if (!known?.signIn.severalDesktops) return false;
  const living = await sessionsOfUser(db.as(tenant), tenant, user, endOfUse(known.signIn, clock.now()));
  return living.some((id) => id !== sessionId);
}

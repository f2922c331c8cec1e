import type { Permission } from '@patchbay/base/decision.ts';
import type { Centre, User } from '@patchbay/configuration/centre.ts';

type Role = User['role'];

const allows: { readonly [P in Permission]: (role: Role, centre: Centre) => boolean } = {
  end: (role) => handlesWork(role),
  takeWork: (role) => handlesWork(role),
  extendWrapUp: (role, centre) => handlesWork(role) && centre.agents.extendWrapUp,
  forceWrapUp: (role) => role === 'supervisor',
  seeAllWork: (role) => role !== 'agent',
  seeAllContacts: (role, centre) => role !== 'agent' || centre.agents.contacts === 'all',
  anonymise: (role) => role === 'administrator',
};

/** What a role may do in this centre. [US14] */
export function permissions(role: Role, centre: Centre): readonly Permission[] {
  return (Object.keys(allows) as Permission[]).filter((permission) => allows[permission](role, centre));
}

const handlesWork = (role: Role): boolean => role !== 'administrator';

/** Why this user may not be signed in now; null: they may. Told only to who knows the password. [US4] */
export function shutOut(centre: Centre | undefined, user: string): ShutOut | null {
  if (!centre || centre.tenant.disabled) return 'signIn.tenantDisabled';
  const known = Object.hasOwn(centre.users, user) ? centre.users[user] : undefined;
  return !known || known.disabled ? 'signIn.userDisabled' : null;
}
export type ShutOut = 'signIn.tenantDisabled' | 'signIn.userDisabled';

/** Who could be signed in before and no longer may: their live desktops have to be told. */
export function newlyShutOut(before: Centre, after: Centre | undefined): readonly { readonly user: string; readonly why: ShutOut }[] {
  return Object.keys(before.users).flatMap((user) => {
    const why = shutOut(after, user);
    return why && !shutOut(before, user) ? [{ user, why }] : [];
  });
}

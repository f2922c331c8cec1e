import type { Permission } from '@patchbay/base/decision.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { z } from 'zod';
import { permissions } from './access.ts';

/** What a desktop is told about who is signed in. */
export const meSchema = z.object({
  id: z.string(),
  name: z.string(),
  nickname: z.string().describe('What customers see.'),
  role: z.enum(['agent', 'supervisor', 'administrator']),
  tenant: z.object({ key: z.string(), name: z.string() }),
  language: z.string(),
  may: z.array(
    z.enum([
      'end',
      'decline',
      'extendWrapUp',
      'forceWrapUp',
      'takeWork',
      'seeAllWork',
      'seeAllContacts',
      'seeAllCases',
      'anonymise',
      'configure',
      'forceState',
      'ban',
      'mask',
      'handOnMails',
      'forceSignOut',
      'seeLogs',
    ] satisfies Permission[]),
  ),
});
export type Me = z.output<typeof meSchema>;

/** The user as they themselves see it; null: there is no such user. */
export function meOf(centre: Centre, id: string): Me | null {
  const user = Object.hasOwn(centre.users, id) ? centre.users[id] : undefined;
  if (!user) return null;
  const { key, name, language } = centre.tenant;
  const nickname = user.nickname ?? user.name;
  return { id, name: user.name, nickname, role: user.role, tenant: { key, name }, language, may: [...permissions(user, centre)] };
}

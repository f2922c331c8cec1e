import type { Person } from '@patchbay/base/decision.ts';

/** Whether this person may look through all contacts of the centre, not only those they had to do with. */
export const maySeeAll = (by: Person): boolean => by.may.includes('seeAllContacts');

/** Who may see a contact: who had a part in one of its interactions, and who sees all. */
export const maySee = (by: Person, tookPart: boolean): boolean => tookPart || maySeeAll(by);

/** Who may change what they see: whoever handles interactions, and who sees all. */
export const mayEdit = (by: Person): boolean => by.may.includes('takeWork') || maySeeAll(by);

/** Who may remove everything personal. */
export const mayAnonymise = (by: Person): boolean => by.may.includes('anonymise');

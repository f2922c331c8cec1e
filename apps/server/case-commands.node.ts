import { type InteractionId, isRefused, type Person, type Refusal, refuse } from '@patchbay/base/decision.ts';
import { type Answer, type Asking, execute, type Plan } from '@patchbay/base/execute.node.ts';
import type { Change } from '@patchbay/base/subject.ts';
import type { CaseCommand, CaseEvent } from '@patchbay/email/case.ts';
import type { caseCommands } from '@patchbay/email/caseCommands.ts';
import type { CaseId } from '@patchbay/email/email.ts';
import { isOver } from '@patchbay/email/following.ts';
import { caseKind } from '@patchbay/email/kind.ts';
import { caseByNumber } from '@patchbay/email/mails.node.ts';
import { noting, unnoting } from '@patchbay/email/notes.node.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { z } from 'zod';
import { eventsOn, type OnCase } from './case-deciding.node.ts';
import { splitting } from './case-splitting.node.ts';
import { followedUp } from './follow-up.node.ts';
import { mayWorkOn, seenCase } from './mail-access.node.ts';
import { mayKnow } from './seen.node.ts';
import type { Site } from './site.node.ts';

/** What staff ask about cases. */
export type AboutCase = z.output<(typeof caseCommands)[number]>;
/** Carries out a command about a case, for whoever has or had a part in it or sees all cases. [EM143] */
export async function actOnCase(site: Site, signed: Signed, asking: Asking, command: AboutCase): Promise<Answer> {
  const seen = await seenCase(site, signed, command.case);
  if (!seen) return refuse('mails.notFound');
  if (!mayWorkOn(signed, seen)) return refuse('case.notYours');
  const on = { site, signed, asking, seen };
  switch (command.type) {
    case 'noteCase':
    case 'removeNote':
      return execute(site.k, asking, async (scene) => ({ changes: [], also: [noteOf(on, command, scene.now)] }));
    case 'splitMail':
      return splitting(on, command.mail);
    case 'followUp':
      return followedUp(on);
    case 'mergeCase':
      return merging(on, command.into);
    case 'unmergeCase':
      return unmerging(on, command.case);
    case 'linkCase':
      return (await notOfContact(on, command.linked)) ?? decided(on, { type: 'link', linked: command.linked as InteractionId });
    case 'unlinkCase':
      return decided(on, { type: 'unlink', linked: command.linked as InteractionId });
    case 'waitCase':
      return decided(on, { type: 'wait', reason: command.reason });
    case 'reopenCase':
      return decided(on, { type: 'reopen' });
    default: {
      const type = command.type === 'resolveCase' ? 'resolve' : 'close';
      return decided(on, { type, open: seen.works.some(({ state }) => !isOver(state)) });
    }
  }
}

function noteOf({ signed: { tenant, person }, seen }: OnCase, command: Extract<AboutCase, { readonly note: string }>, at: number) {
  return command.type === 'noteCase'
    ? noting(tenant, { id: command.note, case: seen.of.id, agent: person.agent, text: command.text, at })
    : unnoting(tenant, command.note, person.agent);
}

type Step =
  Extract<CaseCommand, { readonly by: Person }> extends infer C ? (C extends { readonly by: Person } ? Omit<C, 'by'> : never) : never;
/** A command that changes nothing but the case. */
const decided = ({ site, signed: { person }, asking, seen }: OnCase, step: Step): Promise<Answer> =>
  execute(site.k, asking, async (scene) => {
    const stored = await scene.load(caseKind, seen.of.id);
    const next = stored ? eventsOn(stored, { ...step, by: person } as CaseCommand, scene) : refuse('mails.notFound');
    return isRefused(next) ? next : { changes: [next] };
  });

const worth = (changes: readonly Change[]): readonly Change[] =>
  changes.filter(({ events }) => (events as readonly CaseEvent[]).some(({ type }) => type !== 'case.noted'));

/** Two cases of one matter are one: the one that stays takes over who waits; colleagues keep what they may see. [EM144] */
async function merging({ site, signed, asking, seen }: OnCase, number: number): Promise<Answer> {
  const { tenant, person } = signed;
  const named = await caseByNumber(site.k.db.as(tenant), tenant, number);
  const into = named && (await seenCase(site, signed, named.id));
  if (!into) return refuse('case.noSuchNumber');
  return execute(site.k, asking, async (scene): Promise<Plan | Refusal> => {
    const [gone, stays] = await Promise.all([scene.load(caseKind, seen.of.id), scene.load(caseKind, into.of.id)]);
    if (!gone || !stays) return refuse('mails.notFound');
    const merged = eventsOn(gone, { by: person, type: 'merge', into: stays.id as CaseId }, scene);
    if (isRefused(merged)) return merged;
    const open = ['new', 'open', 'pending'].includes(gone.state.at.is);
    const took = eventsOn(stays, { by: 'outside', type: 'tookIn', open, due: gone.state.due ?? null }, scene);
    if (isRefused(took)) return took;
    return {
      changes: [merged, ...worth([took])],
      also: [
        (v) => `insert into email_parts (tenant_id, agent, case_id, at)
          select tenant_id, agent, ${v(stays.id)}, at from email_parts where tenant_id = ${v(tenant)} and case_id = ${v(gone.id)} on conflict do nothing`,
      ],
      answer: { case: stays.id },
    };
  });
}

/** What was merged is a case of its own again, as it was; its customer waits if they still do. [EM144] */
const unmerging = ({ site, signed: { person }, asking, seen }: OnCase, id: string): Promise<Answer> =>
  execute(site.k, asking, async (scene): Promise<Plan | Refusal> => {
    const [gone, stays] = await Promise.all([scene.load(caseKind, id), scene.load(caseKind, seen.of.id)]);
    if (!gone || !stays) return refuse('mails.notFound');
    const next = eventsOn(gone, { by: person, type: 'unmerge', waits: Boolean(stays.state.due) }, scene);
    return isRefused(next) ? next : { changes: [next], answer: { case: id } };
  });

/** Only a conversation of the same customer, that whoever asks may know of. [EM146] */
async function notOfContact({ site, signed: { tenant, person }, seen }: OnCase, linked: string): Promise<Refusal | undefined> {
  const found = await interactionById(site.k.db.as(tenant), tenant, linked);
  if (!found || found.state.channel === 'email') return refuse('interactions.notFound');
  const { contact } = seen.of.state;
  if (contact === null || found.state.contact !== contact) return refuse('case.otherContact');
  return mayKnow(person, found.state) || person.may.includes('seeAllContacts') || seen.mine ? undefined : refuse('interactions.notFound');
}

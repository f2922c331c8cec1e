import type { Refusal } from '@patchbay/base/decision.ts';
import { type AgentId, type InteractionId, isRefused, type QueueId, refuse } from '@patchbay/base/decision.ts';
import { type Answer, execute, type Plan, type Scene } from '@patchbay/base/execute.node.ts';
import type { Change } from '@patchbay/base/subject.ts';
import { newWork, started } from '@patchbay/email/beginning.ts';
import { beginningDraft } from '@patchbay/email/drafts.node.ts';
import { type Email, isTheirs } from '@patchbay/email/email.ts';
import { isOver } from '@patchbay/email/following.ts';
import { answeredHead, lastIn, type StoredMail } from '@patchbay/email/mails.node.ts';
import { remembering } from '@patchbay/email/parts.node.ts';
import { firstDraft } from '@patchbay/email/writing.ts';
import { follow } from '@patchbay/interactions/act.node.ts';
import type { OnCase } from './case-deciding.node.ts';
import { intoQueue, oursIn, servesMail } from './email.node.ts';

/** Another mail in the thread of a case, in the hands of whoever writes it; the case stays as it is. Work there is goes first. [EM147] */
export async function followedUp(on: OnCase): Promise<Answer> {
  const { site, signed, asking, seen } = on;
  const { tenant, person } = signed;
  const open = seen.works.find(({ state }) => !isOver(state));
  if (open) return isTheirs(open.state, person.agent) ? ({ ok: true, interaction: open.id } as Answer) : refuse('case.hasWork');
  const queue = queueFor(on);
  const last = await lastIn(site.k.db.as(tenant), tenant, seen.of.id);
  return queue === undefined ? refuse('email.unknownQueue') : execute(site.k, asking, (scene) => planned(on, scene, { queue, last }));
}

/** That of the work before, if whoever writes still serves it; else one they do. */
function queueFor({ site, signed: { tenant, person }, seen }: OnCase): QueueId | undefined {
  const centre = site.centres.of(tenant);
  const wanted = [seen.works[0]?.state.queue, centre?.mailboxes[seen.of.state.mailbox ?? '']?.queue, ...Object.keys(centre?.queues ?? {})];
  return wanted.find((one): one is QueueId => typeof one === 'string' && centre !== undefined && servesMail(centre, person.agent, one));
}

interface From {
  readonly queue: QueueId;
  readonly last: StoredMail | undefined;
}
async function planned({ site, signed: { tenant, person }, seen }: OnCase, scene: Scene, { queue, last }: From): Promise<Plan | Refusal> {
  const { k } = site;
  const centre = site.centres.of(tenant);
  const into = centre && intoQueue(centre, queue);
  if (!into) return refuse('email.unknownQueue');
  const id = k.ids.next() as InteractionId;
  const { id: of, number, contact } = seen.of.state;
  const initial = newWork({ id, of, contact, policy: into.policy, settings: into.settings, now: scene.now }, 'outbound');
  const work = started({ ...initial, queue }, [{ by: 'system', type: 'start', agent: person.agent as AgentId }], scene.now);
  const agents = await follow(scene, work as never);
  if (isRefused(agents)) return agents;
  const ours = oursIn(centre);
  const answered = last ? { id: last.id, head: answeredHead(last, ours), files: [] } : null;
  const body = firstDraft({ what: 'reply', of: answered, ours, token: site.tokens(tenant).sign(number) });
  const draft = { body: { ...body, what: 'new' as const }, rev: k.ids.next(), by: person.agent, at: scene.now };
  const also = [beginningDraft(tenant, id, draft), ...remembering(work.state as Email, [], scene.now)];
  return { changes: [work as Change, ...agents], also, answer: { interaction: id } };
}

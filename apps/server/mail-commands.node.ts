import { isRefused, type Refusal, refuse } from '@patchbay/base/decision.ts';
import type { Plan } from '@patchbay/base/execute.node.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import type { emailCommands } from '@patchbay/email/commands.ts';
import { beginningDraft, endingDraft } from '@patchbay/email/drafts.node.ts';
import type { Email } from '@patchbay/email/email.ts';
import { filesOf } from '@patchbay/email/files.node.ts';
import { answeredHead, casesWith, lastIn, mailById } from '@patchbay/email/mails.node.ts';
import { firstDraft } from '@patchbay/email/writing.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { z } from 'zod';
import { intoQueue, oursIn, servesMail } from './email.node.ts';
import { seenCase } from './mail-access.node.ts';
import { signatureOf } from './mail-looks.node.ts';
import { withQueue } from './mail-requeuing.node.ts';
import { mailOfDraft } from './mail-sending.node.ts';
import type { Site } from './site.node.ts';

type Asked = z.output<(typeof emailCommands)[number]>;
type Step = { readonly type: string; readonly [more: string]: unknown };
/** A command as the rules take it, and what is written with it. */
export interface Along {
  readonly command: Step;
  readonly also?: Plan['also'];
  /** Whoever asks serves its queue: it exists for them, and they are told that somebody was faster. [EM116] */
  readonly serves?: boolean;
  /** What is told when it is done. */
  readonly tells?: () => void;
}

/** What only the configuration, the draft and the mails know of a command about an e-mail. */
export async function alongMail(
  site: Site,
  { tenant, person }: Pick<Signed, 'tenant' | 'person'>,
  i: Email,
  command: Step,
): Promise<Along | Refusal> {
  const centre = site.centres.of(tenant);
  if (!centre) return refuse('interactions.notFound');
  const asked = command as Asked | { readonly type: 'take' | 'transfer' };
  const writer = { tenant, agent: person.agent, interaction: i.id };
  switch (asked.type) {
    case 'reply':
      return begins({ site, centre, writer, i }, asked);
    case 'discard':
    case 'deleteDraft':
      return { command, also: [endingDraft(tenant, i.id)] };
    case 'send':
    case 'interimSend': {
      const { rev, checked, ...rest } = asked;
      const made = await mailOfDraft(site, centre, { ...writer, rev, checked }, i);
      return isRefused(made) ? made : { command: { ...rest, mail: made.mail }, also: made.also };
    }
    case 'take':
    case 'dispose':
      return { command, serves: servesMail(centre, person.agent, i.queue ?? '') };
    case 'askFor': {
      const seen = await seenCase(site, { tenant, person }, i.work.case);
      return { command: { ...command, unfit: !isMailAgent(centre, person.agent) }, serves: seen !== undefined };
    }
    case 'return':
      return { command: { by: 'system', type: 'giveBack', agent: person.agent } as Step };
    default: {
      const hands = inWhoseHands(centre, person.agent, command as Handing);
      const along = handed(site, centre, i, hands);
      return isRefused(along) || hands.type !== 'changeQueue'
        ? along
        : withQueue({ site, tenant, agent: person.agent, i }, hands.queue, along);
    }
  }
}

const steps: ReadonlySet<string> = new Set([
  ...['reply', 'discard', 'deleteDraft', 'send', 'interimSend', 'return', 'take', 'dispose', 'askFor'],
  ...['transfer', 'transferToWorkbin', 'transferToQueue', 'changeQueue', 'move', 'assign', 'accept'],
]);
/** A command about an e-mail, made whole; undefined: it is about something else, or whole already. */
export async function mailStep(
  site: Site,
  signed: Pick<Signed, 'tenant' | 'person'>,
  interaction: string,
  command: Step,
): Promise<Along | Refusal | undefined> {
  if (!steps.has(command.type)) return undefined;
  const { tenant } = signed;
  const remembered = site.k.memory.recall(tenant, 'interaction', interaction)?.state as Email | undefined;
  const i = remembered ?? ((await interactionById(site.k.db.as(tenant), tenant, interaction))?.state as Email | undefined);
  return i?.channel === 'email' ? alongMail(site, signed, i, command) : undefined;
}

/** Another queue's matter, of which this agent takes none, goes to whoever does. (BP-66) */
const inWhoseHands = (centre: Centre, agent: string, command: Handing): Handing =>
  command.type === 'changeQueue' && !servesMail(centre, agent, command.queue)
    ? ({ ...command, type: 'transferToQueue', comment: '' } as Handing)
    : command;

type Handing =
  | { readonly type: 'transfer' | 'transferToWorkbin'; readonly to: string }
  | { readonly type: 'move'; readonly to: string | null }
  | { readonly type: 'assign'; readonly agent: string }
  | { readonly type: 'transferToQueue' | 'changeQueue'; readonly queue: string }
  | { readonly type: 'accept' };
const fewSeconds = 20;

/** To a colleague or a queue there is, with what holds there; the clock runs on with another queue's people. [EM102] */
function handed(site: Site, centre: Centre, i: Email, command: Handing): Along | Refusal {
  switch (command.type) {
    case 'transfer':
    case 'assign': {
      const seconds = centre.queues[i.queue ?? '']?.offerSeconds ?? fewSeconds;
      const until = site.k.clock.now() + seconds * 1000;
      if ('to' in command) return { command: { ...command, until, unfit: !isMailAgent(centre, command.to) } };
      return isMailAgent(centre, command.agent) ? { command: { ...command, until } } : refuse('email.unknownAgent'); // core's rule knows no channel
    }
    case 'transferToWorkbin':
    case 'move':
      return { command: { ...command, unfit: command.to !== null && !isMailAgent(centre, command.to) } };
    case 'transferToQueue':
    case 'changeQueue': {
      const into = intoQueue(centre, command.queue);
      if (!into) return refuse('email.unknownQueue');
      const { dueAt } = i.policy;
      return {
        command: { ...command, policy: { ...into.policy, ...(dueAt !== undefined && { dueAt }) }, settings: into.settings } as Step,
      };
    }
    default:
      return { command };
  }
}
const isMailAgent = (centre: Centre, user: string): boolean => Object.keys(centre.queues).some((queue) => servesMail(centre, user, queue));

interface Writer {
  readonly tenant: Signed['tenant'];
  readonly agent: string;
  readonly interaction: string;
}
interface Beginning {
  readonly site: Site;
  readonly centre: Centre;
  readonly writer: Writer;
  readonly i: Email;
}
/** A draft begins with whom the mail that is answered names. [EM110] */
async function begins(
  { site, centre, writer: { tenant, agent, interaction }, i }: Beginning,
  { what, of, ...rest }: Extract<Asked, { type: 'reply' }>,
): Promise<Along | Refusal> {
  const { k } = site;
  const run = k.db.as(tenant);
  const mail = of ? await mailById(run, tenant, of) : await lastIn(run, tenant, i.work.case);
  const cases = await casesWith(run, tenant, i.work.case);
  const [stored] = cases;
  if (!stored || !mail || !cases.some(({ id }) => id === mail.case)) return refuse('mails.notFound');
  const files = (await filesOf(run, tenant, [mail.id])).get(mail.id) ?? [];
  const attached = files.filter(({ cid, scan }) => cid === null && scan !== 'infected').map(({ id }) => id);
  const token = site.tokens(tenant).sign(stored.state.number);
  const signature = await signatureOf(site, { tenant, agent, queue: i.queue });
  const ours = oursIn(centre);
  const body = firstDraft({ what, of: { id: mail.id, head: answeredHead(mail, ours), files: attached }, ours, token, signature });
  const draft = { body, rev: k.ids.next(), by: agent, at: k.clock.now() };
  return { command: { ...rest, what } as Step, also: [beginningDraft(tenant, interaction, draft)] };
}

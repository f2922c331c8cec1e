import { type InteractionId, isRefused, type Person, refuse } from '@patchbay/base/decision.ts';
import type { Answer, Asking } from '@patchbay/base/execute.node.ts';
import { isOfCanned } from '@patchbay/canned/attached.ts';
import { isLeft } from '@patchbay/chat/left.node.ts';
import type { SentFile } from '@patchbay/files/file.ts';
import { factsOf, fileById, type StoredFile, shownNow } from '@patchbay/files/store.node.ts';
import { act } from '@patchbay/interactions/act.node.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import { pushesFor } from './push.node.ts';
import type { Site } from './site.node.ts';

/** Whether whoever asks may know of an interaction. */
export type Sees = (i: Interaction) => boolean;
/** A message that shows a file its sender has sent before. */
export interface Showing {
  readonly sent: {
    readonly interaction: string;
    readonly id: string;
    readonly file: string;
    readonly alt: string;
    /** What of the chat was on the screen of who sends it: answers do not cross. [CH86] */
    readonly seen?: number | undefined;
    readonly sure?: boolean | undefined;
  };
  readonly by: Person | 'outside';
  readonly sender: string;
  readonly type: 'say' | 'message';
  readonly sees: Sees;
}

/** Shows a file in its chat, as its content says it is; only its sender can, and not when a virus was found in it. [FI1] [FI6] */
export async function sendFile(site: Site, asking: Asking, { sent, by, sender, type, sees }: Showing): Promise<Answer> {
  const { tenant } = asking;
  const stored = await fileById(site.k.db.as(tenant), tenant, sent.file);
  const interaction = sent.interaction as InteractionId;
  if (!stored || stored.sender !== sender || stored.interaction !== interaction) return refuse('files.notFound');
  if (stored.scan === 'infected') return refuse('files.infected');
  const file: SentFile = { ...factsOf(stored), alt: sent.alt };
  const effects = by === 'outside' ? undefined : await pushesFor(site, tenant, { ...sent, agent: by.agent });
  const answer = await act(site.k, site.channels, asking, {
    interaction,
    command: { type, by, id: sent.id, text: '', file, ...(sent.seen !== undefined && { seen: sent.seen, sure: sent.sure }) } as never,
    sees,
    also: [shownNow(tenant, stored.id, site.k.clock.now())],
    effects,
  });
  if (!isRefused(answer)) await tellWhatCame(site, asking, stored);
  return answer;
}

/** What came of looking at it between reading it and showing it. */
async function tellWhatCame(site: Site, { tenant }: Asking, shown: StoredFile): Promise<void> {
  const now = await fileById(site.k.db.as(tenant), tenant, shown.id);
  if (now && now.scan !== shown.scan) await tellScan(site, tenant, now);
}

/** Tells a chat what came of looking at one of its files; one that no message shows yet is told with its message. */
export async function tellScan(site: Site, tenant: Asking['tenant'], { id, interaction, scan, sentAt }: StoredFile): Promise<void> {
  if (sentAt === null || isLeft(interaction) || isOfCanned(interaction)) return;
  const command = { type: 'fileScanned', by: 'outside', file: id, scan } as const;
  await act(site.k, site.channels, { tenant, by: 'system' }, { interaction, command });
}

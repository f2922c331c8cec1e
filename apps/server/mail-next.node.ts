import { type InteractionId, type Refusal, refuse } from '@patchbay/base/decision.ts';
import type { Answer, Asking } from '@patchbay/base/execute.node.ts';
import { actOnFirst } from '@patchbay/interactions/act.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { mailsWaiting } from './mail-lists.node.ts';
import type { Site } from './site.node.ts';

/** Of these the next one may still be had: somebody was faster, or whoever asks still wraps it up. */
const passing: ReadonlySet<string> = new Set(['email.takenAlready', 'interactions.takesPart', 'interactions.notFound']);

/** The mail that is to be done first is taken: two who press at once get two. [EM271] */
export const takenNext = (
  site: Site,
  signed: Signed,
  asking: Asking,
  { queue }: { readonly queue?: string | undefined },
): Promise<Answer> =>
  actOnFirst(site.k, site.channels, asking, {
    find: async () =>
      (await mailsWaiting(site, signed, queue)).map((interaction) => ({
        interaction: interaction as InteractionId,
        command: { by: signed.person, type: 'take' },
      })),
    passes: ({ refused }: Refusal) => passing.has(refused),
    none: refuse('email.noneWaits'),
  });

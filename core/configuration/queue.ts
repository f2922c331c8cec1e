import { z } from 'zod';
import { channel, e164, file, key, level, record, seconds, sound, text, told } from './fields.ts';
import { queueEmail } from './mailbox.ts';
import { screenPop } from './screen-pop.ts';

/** A ring is reached sooner while a queue is under pressure: any of what is named here holds. */
const sooner = z
  .strictObject({
    afterSeconds: z.number().int().min(0).max(86_400).default(0),
    /** Whose pressure is meant; null: that of the queue itself. */
    queue: key.nullable().default(null),
    /** So many wait. */
    waiting: z.number().int().min(1).max(100_000).optional(),
    /** Whoever waits longest has waited so long. */
    longestSeconds: seconds.optional(),
    /** Who comes now would wait so long. */
    expectedSeconds: seconds.optional(),
  })
  .refine(
    ({ waiting, longestSeconds, expectedSeconds }) => (waiting ?? longestSeconds ?? expectedSeconds) !== undefined,
    'Say when: waiting, longestSeconds or expectedSeconds.',
  );
/** After so long in line less is required, or more teams serve it. */
const ring = z.strictObject({
  afterSeconds: seconds,
  sooner: sooner.nullable().default(null),
  /** The level that is required from now on; 0: the skill is not required any more. */
  skills: z.record(key, z.number().int().min(0).max(10)).default({}),
  teams: z.array(key).max(50).default([]),
  groups: z.array(key).max(50).default([]),
});
const variable = z.strictObject({
  key,
  label: text,
  type: z.enum(['text', 'date', 'choice', 'number']).default('text'),
  /** Of a choice: what there is to choose. */
  choices: z
    .array(z.strictObject({ key, label: text }))
    .max(50)
    .default([]),
  editable: z.boolean().default(true),
  /** Shown to whoever needs it, for a moment, and noted; never in an offer. */
  secure: z.boolean().default(false),
  offer: z.boolean().default(false),
});
/** A queue: who serves it, in which order, and what happens to whom nobody can serve. */
export const queue = z.strictObject({
  /** What shows itself when an interaction arrives, in the order of its tabs. */
  screenPops: z
    .array(screenPop)
    .max(6)
    .default([])
    .refine((all) => new Set(all.map((one) => one.key)).size === all.length, 'Two screen-pops have the same key.'),
  /** The case data, in the order it is shown. */
  variables: z
    .array(variable)
    .max(30)
    .default([])
    .refine((all) => new Set(all.map((one) => one.key)).size === all.length, 'Two variables have the same key.'),
  label: text,
  channel: channel.default('chat'),
  teams: z.array(key).min(1),
  /** Who serves it besides, whatever their team. */
  groups: z.array(key).max(50).default([]),
  skills: record(level),
  priority: z.number().int().min(0).max(100).default(50),
  /** Whom to ask first. */
  agents: z.enum(['longestIdle', 'bestSkill']).default('longestIdle'),
  /** Who comes first in line: who came first, or whose time by the service level is over first. */
  order: z.enum(['arrival', 'due']).default('arrival'),
  /** So many percent shall be accepted within these seconds. */
  serviceLevel: z.strictObject({ percent: z.number().int().min(1).max(100).default(80), seconds: seconds.default(60) }).prefault({}),
  /** Its customers count as if they had waited so much longer than those of other queues of the same priority. */
  headStartSeconds: z.number().int().min(0).max(86_400).default(0),
  /** A customer whose offer was missed or declined counts as if they had waited so much longer. */
  raiseSeconds: z.number().int().min(0).max(86_400).default(0),
  rings: z.array(ring).max(6).default([]),
  /** Among queues of the same priority that have a share, who waits in the longest line for its share goes first; null: in the order of time. */
  share: z.number().int().min(1).max(100).nullable().default(null),
  /** So many agents with room are left to another queue before this one gets any of them: the more of the two counts. */
  keepFree: z
    .array(
      z.strictObject({
        queue: key,
        agents: z.number().int().min(0).max(10_000).default(0),
        percent: z.number().int().min(0).max(100).default(0),
      }),
    )
    .max(20)
    .default([]),
  /** When somebody serves it; null: always. */
  hours: key.nullable().default(null),
  /** What happens to who comes while it is closed: told so, or sent to another queue that is open. */
  closed: z.strictObject({ text: told(null), queue: key.nullable().default(null) }).prefault({}),
  /** When so many wait, the next one is sent to another queue, or told so; null: there is no limit. */
  full: z
    .strictObject({ waiting: z.number().int().min(1).max(100_000), text: told(null), queue: key.nullable().default(null) })
    .nullable()
    .default(null),
  /** Who has waited so long is told something, and goes to another queue if one is named. */
  overflow: z
    .strictObject({ afterSeconds: seconds, text: told(null), queue: key.nullable().default(null) })
    .nullable()
    .default(null),
  /** Who served this customer last, not longer ago than this, is asked first, and waited for so long while ready. */
  lastAgent: z
    .strictObject({
      withinHours: z.number().int().min(1).max(8760).default(72),
      holdSeconds: z.number().int().min(0).max(3600).default(30),
    })
    .nullable()
    .default(null),
  /** A variable in which the page names a user: who serves this queue is asked first, and waited for so long while ready. */
  preferredAgent: z
    .strictObject({ variable: key, holdSeconds: z.number().int().min(0).max(3600).default(60) })
    .nullable()
    .default(null),
  offerSeconds: seconds.default(20),
  /** An offer is answered by itself after so long, unless the user or the team says otherwise; null: the agent answers. */
  autoAnswerSeconds: seconds.nullable().default(null),
  wrapUpSeconds: seconds.default(60),
  /** The customer waits at most so long for an answer before the agent's timer turns red. */
  replySeconds: seconds.default(60),
  /** A lost line may come back in this time. */
  graceSeconds: seconds.default(300),
  /** Everyone who took part wraps up, not only who was ever owner. */
  wrapUpForAll: z.boolean().default(false),
  /** Agents see that a supervisor watches them silently; who coaches or talks with the customer is always seen. */
  monitoringShown: z.boolean().default(false),
  /** Agents see what the customer types before it is sent; the form before the chat says so. */
  typingPreview: z.boolean().default(false),
  /** A customer who says nothing is warned at half of this time and told goodbye at its end; null: never. */
  silence: z
    .strictObject({
      minutes: z.number().min(0.1).max(1440).default(10),
      warning: told({
        en: 'Are you still there? The chat ends soon if you do not answer.',
        de: 'Sind Sie noch da? Der Chat endet bald, wenn Sie nicht antworten.',
      }),
      closing: told({
        en: 'We have not heard from you, so this chat ends now. You can start a new one at any time.',
        de: 'Wir haben nichts mehr von Ihnen gehört, deshalb endet dieser Chat jetzt. Sie können jederzeit einen neuen beginnen.',
      }),
    })
    .nullable()
    .prefault({}),
  /** Whoever has waited so long for an agent is told goodbye; null: the customer may wait as long as they like. */
  wait: z
    .strictObject({
      minutes: z.number().min(0.1).max(1440),
      text: told({
        en: 'Unfortunately nobody is free at the moment. Please try again later.',
        de: 'Leider ist im Moment niemand frei. Bitte versuchen Sie es später noch einmal.',
      }),
    })
    .nullable()
    .default(null),
  /** Pictures and documents in its conversations, where it is otherwise than the centre says. */
  files: z
    .strictObject({
      customers: z.boolean().optional(),
      agents: z.boolean().optional(),
      types: z.array(file).min(1).optional(),
      megabytes: z.number().int().min(1).max(25).optional(),
      perInteraction: z.number().int().min(1).max(1000).optional(),
    })
    .default({}),
  /** Customers get the transcript of a chat by e-mail, from this mailbox; null: they do not. */
  transcript: z.strictObject({ mailbox: key }).nullable().default(null),
  /** What holds for its calls. */
  call: z
    .strictObject({
      /** What who calls hears first: the name of a sound; null: music at once. */
      greeting: sound.nullable().default(null),
      /** What who answers hears before the customer, who does not hear it; null: nothing. */
      whisper: sound.nullable().default(null),
      /** What who waits or is held hears. */
      music: sound.default('hold'),
      /** Whoever is offered a call has it at once, after three beeps. */
      autoAnswer: z.boolean().default(false),
      /** The number that is shown to whoever is called for this queue; null: none. */
      shown: e164.nullable().default(null),
      /** Whoever holds a customer longer is warned, and once more after twice that. */
      holdSeconds: seconds.default(60),
      /** So long a phone that is called rings. */
      ringSeconds: z.number().int().min(5).max(180).default(45),
    })
    .prefault({}),
  /** What holds for its e-mails. */
  email: queueEmail.prefault({}),
  dispositions: z.array(key).min(1),
  defaultDisposition: key.nullable().default(null),
});

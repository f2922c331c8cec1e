import { z } from 'zod';
import { actions } from './actions.ts';
import { channel, e164, file, key, label, level, record, seconds, sound, text } from './fields.ts';
import { isZone } from './hours.ts';
import { cases, mailbox } from './mailbox.ts';
import { map } from './map.ts';
import { queue } from './queue.ts';

/** A web site as browsers name it: scheme, host and port. */
const origin = z
  .string()
  .max(300)
  .refine((o) => o === 'self' || isOrigin(o), 'Write self or an origin such as https://shop.example, without a path.');
/** What an interaction of a channel takes of an agent and asks for, in hundredths; what is left out is as in the next wider place. */
const hundredths = z.number().int().min(0).max(100);
const medium = z.enum(['voice', 'preview', 'chat', 'email', 'task', 'sms', 'social']);
const shares = z.partialRecord(
  medium,
  z.strictObject({
    share: hundredths.optional(),
    spare: hundredths.optional(),
    /** If several channels have somebody waiting, the smaller number first. */
    precedence: z.number().int().min(1).max(99).optional(),
    /** What it may interrupt: that does not count against it. */
    over: z.array(medium).max(7).optional(),
    /** What it never comes beside. */
    never: z.array(medium).max(7).optional(),
  }),
);
/** Where an agent can have a place; one that no queue uses yet brings nothing. */
const seat = z.enum(['chat', 'voice', 'email', 'sms', 'social']);
const capacity = z.partialRecord(seat, z.number().int().min(0).max(20));
/** The state after signing in: of all channels, or channel by channel; there a reason of the list is Not Ready for that reason. */
const signIn = z.union([z.enum(['ready', 'notReady']), z.partialRecord(seat, z.union([z.enum(['ready', 'notReady']), key]))]);
/** What follows after-call work. */
const next = z.enum(['ready', 'notReady', 'manual']);
const user = z.strictObject({
  /** Where one interaction takes another share of this user than of the team. */
  shares: shares.optional(),
  name: label,
  /** What customers see; the name if empty. */
  nickname: label.optional(),
  email: z.email().optional(),
  role: z.enum(['agent', 'supervisor', 'administrator']),
  team: key.optional(),
  /** Other teams they may work in instead: asked at sign-in, changed while nothing is open. */
  teams: z.array(key).max(50).optional(),
  skills: record(level),
  capacity: capacity.optional(),
  /** Offers are answered by themselves after so long; null: never; left out: as the team, then the queue says. */
  autoAnswerSeconds: seconds.nullable().optional(),
  /** The teams a supervisor looks after; left out: the own one. */
  supervises: z.array(key).max(100).optional(),
  /** Whether this user declines what a queue offers, where it is otherwise than the team or the centre says. */
  decline: z.boolean().optional(),
  /** Only for the first time; the user changes it. Left out: the user cannot sign in until an administrator sets one. */
  password: z.string().min(8).max(200).optional(),
  disabled: z.boolean().default(false),
});
const team = z.strictObject({
  label,
  capacity: capacity.default({ chat: 3 }),
  shares: shares.optional(),
  /** Between two offers on one channel so many seconds pass. */
  rampUpSeconds: z.number().int().min(0).max(3600).default(0),
  /** Offers are answered by themselves after so long; null: never; left out: as the queue says. */
  autoAnswerSeconds: seconds.nullable().optional(),
  /** The state after signing in, where it is otherwise than the centre says. */
  signIn: signIn.optional(),
  /** After-call work, where it is otherwise than the centre says: what it blocks, what follows, its time, the rest after it, whether it is extended. */
  afterWork: z.array(channel).optional(),
  next: next.optional(),
  afterWorkSeconds: seconds.nullable().optional(),
  restSeconds: seconds.nullable().optional(),
  extendWrapUp: z.boolean().optional(),
  /** Whether its agents decline what a queue offers, where it is otherwise than the centre says. */
  decline: z.boolean().optional(),
  /** How long its agents have for a wrap-up; left out: as the queue says. */
  wrapUpSeconds: seconds.optional(),
  /** What its agents are offered to do to their states, where it is otherwise than the centre says. */
  actions: actions.optional(),
});
/** Spans such as 09:00-17:30, in local time. */
const spans = z
  .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Write a span such as "09:00-17:30".'))
  .max(10);
const hours = z.strictObject({
  label: text,
  zone: z.string().max(60).refine(isZone, 'There is no such time zone. Write a name such as Europe/Berlin.'),
  week: z.strictObject({
    mon: spans.optional(),
    tue: spans.optional(),
    wed: spans.optional(),
    thu: spans.optional(),
    fri: spans.optional(),
    sat: spans.optional(),
    sun: spans.optional(),
  }),
  /** Dates on which it is otherwise; an empty list: closed all day. */
  holidays: z.record(z.iso.date('Write a date such as "2026-12-24".'), spans).default({}),
});
const disposition = z.strictObject({
  label: text,
  type: z.enum(['success', 'failure', 'continue', 'spam', 'system']).default('success'),
  folder: text.optional(),
});
const minutes = z.number().int().min(1).max(1440);
const reason = z.strictObject({
  label: text,
  paid: z.boolean().default(true),
  /** Only for agents of these teams; left out: for all. */
  teams: z.array(key).min(1).optional(),
  /** After so long the agent is warned. */
  maxMinutes: minutes.optional(),
  /** After so long supervisors are told; left out: five minutes after the warning. */
  alertMinutes: minutes.optional(),
});
/** Names of the system's own reasons, where the centre wants others than ours. */
const systemReasons = z
  .partialRecord(
    z.enum(['signIn', 'declined', 'missed', 'afterWork', 'connection', 'device', 'recovered', 'away', 'tookOver', 'rest']),
    text,
  )
  .default({});
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'Write 43 characters of base64url, as in a JWK.');
/** A public key (JWK, RFC 7517): Ed25519 (RFC 8037) or P-256. */
const publicKey = z
  .strictObject({
    kty: z.enum(['OKP', 'EC']),
    crv: z.enum(['Ed25519', 'P-256']),
    x: coordinate,
    y: coordinate.optional(),
    kid: z.string().max(100).optional(),
    use: z.literal('sig').optional(),
    alg: z.enum(['EdDSA', 'ES256']).optional(),
  })
  .refine(
    ({ kty, crv, y }) => (kty === 'OKP' ? crv === 'Ed25519' && y === undefined : crv === 'P-256' && y !== undefined),
    'Write kty OKP, crv Ed25519 and x; or kty EC, crv P-256, x and y.',
  );
const entryPoint = z.strictObject({
  label,
  queue: key,
  channel: channel.default('chat'),
  /** When it is open; null: as its queue is. */
  hours: key.nullable().default(null),
  /** What who calls here hears first; left out: as its queue has it; null: nothing. */
  greeting: sound.nullable().optional(),
  /** Who calls one of these comes in here. */
  numbers: z.array(e164).max(1000).default([]),
});
/** A desk phone that registers with us as KEY.TENANT. */
const phone = z.strictObject({
  /** Whose it is. */
  user: key,
  /** Checked when it registers; left out: as it was. Only a digest of it is kept. */
  password: z.string().min(8).max(200).optional(),
});
const host = '([a-zA-Z0-9]([a-zA-Z0-9.-]{0,251}[a-zA-Z0-9])?)';
/** A carrier: calls come from these addresses, and go to this host. The user and password are ours there. */
const trunk = z.strictObject({
  addresses: z
    .array(z.string().regex(/^\d{1,3}(\.\d{1,3}){3}(:\d{1,5})?$/, 'Write an address such as 192.0.2.7 or 192.0.2.7:5060.'))
    .min(1)
    .max(50),
  host: z.string().regex(new RegExp(`^${host}(:\\d{1,5})?$`), 'Write a host such as sip.carrier.example, with a port if it is not 5060.'),
  /** Calls go there by TLS, with SRTP. */
  secure: z.boolean().default(false),
  /** Whom the carrier knows us as, when it asks for a password (digest). */
  user: z
    .string()
    .regex(/^[\w.+@-]{1,100}$/, 'Write a name of letters, digits and . + @ - _.')
    .optional(),
  password: z.string().min(1).max(200).optional(),
});
const pixels = z.number().int().min(0).max(400);
/** A chat on web sites. */
export const widgetSchema = z.strictObject({
  entryPoint: key,
  title: text,
  welcome: text,
  /** Web sites that may embed it, as origins; `self` is the address Patchbay is served from. */
  origins: z.array(origin).min(1),
  colour: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'Write a colour such as "#2457D6", in quotes.')
    .default('#2457D6'),
  form: z
    .array(z.strictObject({ field: z.enum(['name', 'email', 'phone', 'subject']), required: z.boolean().default(false) }))
    .max(4)
    .default([
      { field: 'name', required: true },
      { field: 'email', required: false },
    ]),
  /** Where the launcher stands: how far from that side and from below, in pixels. */
  position: z.strictObject({ side: z.enum(['left', 'right']).default('right'), x: pixels.default(20), y: pixels.default(20) }).prefault({}),
  /** Customers may send where they are. */
  location: z.boolean().default(false),
  /** An entry point of calls: customers are shown its number. */
  call: key.nullable().default(null),
  /** How long a chat stays in the browser: until the customer is forgotten, or only as long as its tab. */
  keep: z.enum(['browser', 'tab']).default('browser'),
  /** When it asks for a message instead of a chat; `whenClosed`: outside the hours, or when more wait than the queue bears. */
  offline: z.enum(['never', 'whenClosed', 'whenNobodyIsThere', 'always']).default('whenClosed'),
  /** Public keys by kid: with the private half of one its site signs who a customer is. */
  identity: z.strictObject({ keys: record(publicKey) }).optional(),
});
const long = z.string().trim().min(1).max(4000);
/** A text that agents send often; `{customer.firstName}` and the like are filled in. */
const cannedResponse = z.strictObject({
  title: text,
  folder: text.optional(),
  /** What is typed after "/" to find it at once. */
  shortcut: key.optional(),
  text: z.union([
    long,
    z
      .partialRecord(z.enum(['en', 'de']), long)
      .refine((texts) => Object.keys(texts).length > 0, 'Write the text in at least one language.'),
  ]),
  /** Only for these queues; left out: for all. */
  queues: z.array(key).default([]),
});
const limits = z.strictObject({
  /** Wrong passwords for one account from one address within the window before that address has to wait for that account. */
  perAccountAndAddress: z.number().int().min(1).max(1000).default(5),
  /** Wrong passwords from one address for any account. */
  perAddress: z.number().int().min(1).max(100_000).default(50),
  windowSeconds: seconds.default(900),
  sessionHours: z.number().int().min(1).max(720).default(12),
  /** A desktop that nobody has used for so long signs out, with a warning and never while work is open; null: never. */
  idleMinutes: z.number().int().min(5).max(1440).nullable().default(null),
  /** Whether one user may sit before several desktops; else a second one ends the first. */
  severalDesktops: z.boolean().default(false),
});

/** Pictures and documents in conversations. */
const files = z.strictObject({
  /** Whether customers may send them, and agents. */
  customers: z.boolean().default(true),
  agents: z.boolean().default(true),
  types: z.array(file).min(1).default(file.options),
  megabytes: z.number().int().min(1).max(25).default(10),
  perInteraction: z.number().int().min(1).max(1000).default(50),
  /** Pictures are kept at most so many pixels wide and high. */
  pictureSide: z.number().int().min(256).max(8192).default(2048),
  keepDays: z.number().int().min(1).max(3650).default(365),
  /** As much as all files of the centre may take; null: as much as the disk has. */
  totalMegabytes: z.number().int().min(1).max(100_000_000).nullable().default(10_000),
});

/** Who tells the apps of customers that there is a message while nobody looks. */
const push = z.strictObject({
  /** Gets a signed request for each; null: nobody is told. */
  url: z
    .string()
    .max(2000)
    .refine(
      (one) =>
        URL.canParse(one) && (/^https:$/.test(new URL(one).protocol) || /^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])[:/]/.test(one)),
      'Write an address that begins with https://; http only on the machine of the server.',
    )
    .nullable()
    .default(null),
});

/** How long, and by whom, customers are kept from coming back. */
const bans = z.strictObject({
  /** Whether agents ban, or only supervisors. */
  agents: z.boolean().default(true),
  usualDays: z.number().int().min(1).max(3650).default(30),
  mostDays: z.number().int().min(1).max(3650).default(365),
});

/** One contact centre as its administrator writes it (config/demo.yaml). Keys are names that never change; labels are for people. */
export const centreSchema = z.strictObject({
  tenant: z.strictObject({
    key,
    name: label,
    disabled: z.boolean().default(false),
    language: z.enum(['en', 'de']).default('en'),
    /** Of the country a number without one is in, such as "49": then 030 and +49 30 are the same. */
    callingCode: z
      .string()
      .regex(/^[1-9]\d{0,2}$/, 'Write the calling code of the country without + or 00, in quotes.')
      .nullable()
      .default(null),
  }),
  signIn: limits.prefault({}),
  agents: z
    .strictObject({
      afterReject: z.enum(['notReady', 'stayReady']).default('notReady'),
      afterWork: z.array(channel).default([]),
      next: next.default('ready'),
      signIn: signIn.default('notReady'),
      extendWrapUp: z.boolean().default(true),
      /** Whether agents decline what a queue offers; what a colleague asks they may always. */
      decline: z.boolean().default(true),
      /** Whether whoever signs out may give what is open back to its queue. */
      giveBack: z.boolean().default(true),
      shares: shares.default({}),
      /** Numbers of customers are masked to their last four digits everywhere but in the contact's own card. */
      maskNumbers: z.boolean().default(false),
      /** Whether agents mask what must not be kept in e-mails, for good; supervisors may always. */
      mask: z.boolean().default(false),
      /** Whether agents hand e-mails on to colleagues and other queues; supervisors always may. */
      handOnMails: z.boolean().default(true),
      /** Whether agents look through all contacts of the centre and their conversations, or only those they talked with. */
      contacts: z.enum(['own', 'all']).default('own'),
      /** Whether agents read all cases of e-mail, or only those they have or had a part in and those that wait for them. */
      cases: z.enum(['own', 'all']).default('own'),
      /** Where the pages of screen-pops may come from, as origins; http only where it is written here. */
      screenPopOrigins: z
        .array(origin.refine((o) => o !== 'self', 'Write an origin such as https://crm.example.'))
        .max(50)
        .default([]),
      /** After-call work that follows a conversation ends after so long; null: with its wrap-up. */
      afterWorkSeconds: seconds.nullable().default(null),
      /** Between after-call work and Ready so long a rest; null: none. */
      restSeconds: seconds.nullable().default(null),
      /** Not Ready that is chosen while something is open waits until it is done. */
      pendingNotReady: z.boolean().default(false),
      /** After a missed offer: Ready again by itself after so long, logged off after so many in a row; null: neither. */
      readyAgainSeconds: seconds.nullable().default(null),
      logOffAfterMissed: z.number().int().min(1).max(20).nullable().default(null),
      /** A missed offer keeps those of all other channels away too. */
      missedEverywhere: z.boolean().default(false),
      /** Whether agents forward their calls to a colleague, until they take it back or until they log off. */
      forwardCalls: z.enum(['no', 'untilLogOff', 'kept']).default('no'),
      /** So long after the desktop says that nobody uses it (a quarter of an hour): Not Ready; null: never. */
      notReadyAwayMinutes: z.number().int().min(0).max(1440).nullable().default(null),
      /** So long without a desktop: Not Ready, then logged off, and what was open goes to others. */
      connectionGraceSeconds: seconds.default(90),
      logOffAfterSeconds: seconds.default(900),
      systemReasons,
      /** What agents are offered to do to their states, and in which order. */
      actions: actions.default({}),
    })
    .prefault({}),
  files: files.prefault({}),
  bans: bans.prefault({}),
  push: push.prefault({}),
  map: map.prefault({}),
  cases: cases.prefault({}),
  users: record(user),
  teams: record(team),
  /** Agents of any team who serve queues together. */
  groups: record(z.strictObject({ label: text, users: z.array(key).max(10_000).default([]) })),
  skills: record(z.strictObject({ label: text })),
  queues: record(queue),
  dispositions: record(disposition),
  notReadyReasons: record(reason),
  hours: record(hours),
  entryPoints: record(entryPoint),
  phones: record(phone),
  trunks: record(trunk),
  mailboxes: record(mailbox),
  widgets: record(widgetSchema),
  cannedResponses: record(cannedResponse),
});

/** A contact centre whose every field is filled in. */
export type Centre = z.output<typeof centreSchema>;
export type Queue = Centre['queues'][string];
export type User = Centre['users'][string];

/** Lists of the centre whose items are stored one by one. */
export const lists = [
  'users',
  'teams',
  'groups',
  'skills',
  'queues',
  'dispositions',
  'notReadyReasons',
  'hours',
  'entryPoints',
  'phones',
  'trunks',
  'mailboxes',
  'widgets',
  'cannedResponses',
] as const;
export type List = (typeof lists)[number];

function isOrigin(address: string): boolean {
  return /^https?:/.test(address) && URL.canParse(address) && new URL(address).origin === address;
}

import type { SavedDraft, SubjectFrame } from '@patchbay/base/stream.ts';
import type { CannedAsked, Own, Uses } from '@patchbay/canned/own.ts';
import type { FileFacts } from '@patchbay/files/file.ts';
import type { Explained } from '@patchbay/help/help.ts';
import type { AskedLogs, Shown } from '@patchbay/logs/asking.ts';
import { requestLine } from '@patchbay/logs/logbook.ts';
import type { Listed, Report } from '@patchbay/logs/report.ts';
import type { ShownRow } from '@patchbay/logs/shown.ts';
import type { CasePage, CaseRow, HistoryLine } from './casing.ts';
import type { ContactPage, ContactShown } from './contacts.ts';
import type { AgentDay } from './day.ts';
import type { Directory, Recent } from './dialing.ts';
import { log } from './logging.web.ts';
import type { AsideShown, MailboxesShown, MailboxIs, MailboxShown } from './mailboxes.ts';
import type { MailCase, MailDraft, MailFiguresShown, MailHead, MailLists, MailPerson } from './mailing.ts';
import type { MaskPreview, MaskWanted, ToMask } from './masking.ts';
import type { Candidate, QueueFigures, WaitingOne } from './queues.ts';
import type { Banned, Centre, Earlier, LeftMessage, Me, Pop, Targets, WorkSession } from './session.ts';
import type { Page } from './timeline.ts';
import type { KeptDecision } from './why.ts';
import type { ShownWidget, ShownWidgets, WholeWidget, WidgetChanges } from './widgets.ts';

/** What is asked of addresses: whom one means, and what is known of some. */
interface AskedOfAddresses {
  readonly search?: string;
  readonly domains?: readonly string[];
  readonly addresses?: readonly string[];
}
/** What the server answered: a body, a refusal with a text, or nothing at all because it was not reached. */
export type Answer<T> = { readonly is: 'ok'; readonly body: T } | Refused | { readonly is: 'unreached' };
export interface Refused {
  readonly is: 'refused';
  readonly status: number;
  readonly key: string;
  readonly text: string;
  /** Its row in the help. */
  readonly code: string | null;
  readonly seconds: number | null;
  /** What the text names. */
  readonly with: Readonly<Record<string, string | number>>;
}

const patience = 8000;
/** Another server is asked before these are answered. */
const slow: Readonly<Record<string, number>> = { '/api/mailboxes/try': 40_000, '/api/mailboxes/test': 40_000 };

/** One request to our own server. A server that fails or is away is `unreached`: the same request may be sent again. */
export async function request<T>(method: string, path: string, body?: unknown, key?: string): Promise<Answer<T>> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': document.documentElement.lang || 'en' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (key) headers['idempotency-key'] = key;
  const began = performance.now();
  const note = (status: number | null, code: string | null): void =>
    log('request', requestLine({ method, path, command: typeOf(body), status, ms: performance.now() - began, code }));
  try {
    const init: RequestInit = { method, headers, signal: AbortSignal.timeout(slow[path] ?? patience) };
    const response = await fetch(path, body === undefined ? init : { ...init, body: JSON.stringify(body) });
    if (!response.ok) {
      const refused = await refusalOf(response);
      note(response.status, refused.is === 'refused' ? refused.code : null);
      return refused;
    }
    note(response.status, null);
    return { is: 'ok', body: (response.status === 204 ? undefined : await response.json()) as T };
  } catch {
    note(null, null);
    return { is: 'unreached' }; // no line, or no answer in time
  }
}

/** The kind of a command, which says nothing of what is in it. */
const typeOf = (body: unknown): string | null =>
  typeof body === 'object' && body !== null && 'type' in body && typeof body.type === 'string' ? body.type : null;

async function refusalOf(response: Response): Promise<Refused | { readonly is: 'unreached' }> {
  const body: { refused?: string; text?: string; code?: string; with?: Record<string, string | number> } = await response
    .json()
    .catch(() => ({}));
  if (response.status >= 500 && !body.refused) return { is: 'unreached' };
  return {
    is: 'refused',
    status: response.status,
    key: body.refused ?? '',
    text: body.text ?? response.statusText,
    code: body.code ?? null,
    seconds: typeof body.with?.['seconds'] === 'number' ? body.with['seconds'] : null,
    with: body.with ?? {},
  };
}

/** A name for a request or a message that no one else uses. `randomUUID` is missing on plain http. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

export const api = {
  tenants: () => request<{ tenants: readonly { key: string; name: string }[] }>('GET', '/api/sign-in'),
  session: () => request<{ me: Me }>('GET', '/api/session'),
  signIn: (who: { tenant: string; login: string; password: string; force: boolean }) => request<{ me: Me }>('POST', '/api/session', who),
  signOut: ({ everywhere, giveBack }: { readonly everywhere: boolean; readonly giveBack: boolean }) =>
    request<unknown>('DELETE', `/api/session${everywhere ? 's' : ''}${giveBack ? '?open=giveBack' : ''}`),
  forceSignOut: (user: string, why: string) => request<unknown>('POST', '/api/sessions/end', { user, why }),
  changePassword: (old: string, next: string) => request<unknown>('POST', '/api/password', { old, next }),
  preferences: () => request<{ preferences: unknown }>('GET', '/api/preferences'),
  prefer: (set: object) => request<unknown>('POST', '/api/preferences', { set }),
  desk: () => request<Centre>('GET', '/api/desk'),
  version: () => request<{ build: string | null; now: number }>('GET', '/api/version'),
  sendLogs: (report: Report) => request<{ id: string }>('POST', '/api/logs', report),
  tellShown: (shown: Shown) => request<unknown>('POST', '/api/errors/shown', shown),
  shown: () => request<{ shown: readonly ShownRow[] }>('GET', '/api/errors/shown'),
  askedLogs: () => request<{ mine: AskedLogs | null; asked: readonly AskedLogs[] }>('GET', '/api/logs/asked'),
  askForLogs: (user: string, why: string) => request<unknown>('POST', '/api/logs/asked', { user, why }),
  declineLogs: () => request<unknown>('POST', '/api/logs/declined', { decline: true }),
  logs: () => request<{ logs: readonly Listed[] }>('GET', '/api/logs'),
  errors: () => request<{ errors: readonly Explained[] }>('GET', '/api/errors'),
  audioFailed: (trouble: string) => request<void>('POST', '/api/audio/failed', { trouble }),
  directory: (search: string) => request<Directory>('GET', `/api/directory?search=${encodeURIComponent(search)}`),
  recents: () => request<{ readonly recents: readonly Recent[] }>('GET', '/api/recents'),
  relays: () => request<{ relays: RTCIceServer[] }>('GET', '/api/audio/relays'),
  audio: (offer: string) => request<{ answer: string }>('POST', '/api/audio', { offer }),
  command: (command: object, key: string) => request<unknown>('POST', '/api/commands', command, key),
  interaction: (id: string) => request<SubjectFrame>('GET', `/api/interactions/${id}`),
  timeline: (id: string, before?: number) =>
    request<Page>('GET', `/api/interactions/${id}/timeline?limit=50${before ? `&before=${before}` : ''}`),
  screenPops: (id: string) => request<{ pops: readonly Pop[] }>('GET', `/api/interactions/${id}/screen-pops`),
  targets: (id: string) => request<Targets>('GET', `/api/interactions/${id}/targets`),
  routing: (id: string) =>
    request<{ decisions: readonly KeptDecision[]; candidates: readonly Candidate[] }>('GET', `/api/interactions/${id}/routing`),
  queues: ({ from, to }: { from: number; to: number }) =>
    request<{ queues: readonly QueueFigures[] }>('GET', `/api/queues?from=${from}&to=${to}`),
  sessions: ({ from, to }: { from: number; to: number }) =>
    request<{ sessions: readonly WorkSession[] }>('GET', `/api/working-sessions?from=${from}&to=${to}`),
  days: ({ from, to }: { from: number; to: number }) => request<{ days: readonly AgentDay[] }>('GET', `/api/days?from=${from}&to=${to}`),
  waiting: () => request<{ waiting: readonly WaitingOne[] }>('GET', '/api/waiting'),
  leftMessages: (done: boolean) => request<{ messages: readonly LeftMessage[] }>('GET', `/api/messages?done=${done}`),
  widgets: () => request<ShownWidgets>('GET', '/api/widgets'),
  previewWidget: (draft: { widget: string; changes: WidgetChanges }) => request<{ preview: string }>('POST', '/api/widgets/preview', draft),
  changeWidget: (change: { widget: string; version: string; changes: WidgetChanges }) =>
    request<{ widget: ShownWidget }>('POST', '/api/widgets', change),
  addWidget: (widget: string, is: WholeWidget) => request<{ widget: ShownWidget }>('POST', '/api/widgets/add', { widget, is }),
  removeWidget: (widget: string, version: string) => request<object>('POST', '/api/widgets/remove', { widget, version }),
  mailFigures: ({ from, to }: { from: number; to: number }) => request<MailFiguresShown>('GET', `/api/mail-figures?from=${from}&to=${to}`),
  mailQueue: () => request<MailLists>('GET', '/api/mail-queue'),
  mailboxes: () => request<MailboxesShown>('GET', '/api/mailboxes'),
  changeMailbox: (mailbox: string, is: MailboxIs, version: string | null) =>
    request<{ mailbox: MailboxShown }>('POST', '/api/mailboxes', { mailbox, is, version }),
  removeMailbox: (mailbox: string, version: string) => request<object>('POST', '/api/mailboxes/remove', { mailbox, version }),
  tryMailbox: (mailbox: string) => request<{ imap: string | null; smtp: string | null }>('POST', '/api/mailboxes/try', { mailbox }),
  testMailbox: (mailbox: string, to: string) =>
    request<{ was: 'delivered' | 'refused' | 'deferred' | 'unknown'; said: string }>('POST', '/api/mailboxes/test', { mailbox, to }),
  mailsAside: () => request<{ aside: readonly AsideShown[] }>('GET', '/api/mailboxes/aside'),
  mailAgain: (id: string) => request<object>('POST', '/api/mailboxes/aside/again', { id }),
  mailCase: (id: string) => request<MailCase>('GET', `/api/cases/${id}`),
  mailAddresses: ({ search = '', domains = [], addresses = [] }: AskedOfAddresses) =>
    request<{ addresses: readonly MailPerson[]; strange: readonly string[]; unwanted: readonly string[] }>(
      'GET',
      `/api/mail-addresses?${new URLSearchParams({ search, domains: domains.join(), addresses: addresses.join() })}`,
    ),
  cases: ({ search, mine, open, before }: { search: string; mine: boolean; open: boolean; before: number | null }) =>
    request<CasePage>(
      'GET',
      `/api/cases?search=${encodeURIComponent(search)}&mine=${mine}&open=${open}${before === null ? '' : `&before=${before}`}`,
    ),
  casesOf: (contact: string) => request<{ cases: readonly CaseRow[] }>('GET', `/api/contacts/${contact}/cases`),
  caseHistory: (id: string) => request<{ lines: readonly HistoryLine[] }>('GET', `/api/cases/${id}/history`),
  mailDraft: (id: string) => request<MailDraft>('GET', `/api/mail-drafts/${id}`),
  saveMailDraft: (draft: object) =>
    request<{ saved: true; rev: string; at: number } | { saved: false; draft: MailDraft | null }>('POST', '/api/mail-drafts', draft),
  mailHead: (mail: string) => request<MailHead>('GET', `/api/mails/${mail}/head`),
  showPictures: (mail: string, show: boolean) => request<object>('POST', '/api/mails/pictures', { mail, show }),
  mailToMask: (mail: string) => request<ToMask>('GET', `/api/mails/${mail}/masking`),
  previewMask: (wanted: MaskWanted) => request<MaskPreview>('POST', '/api/mails/mask/preview', wanted),
  mask: (wanted: MaskWanted) => request<{ places: number; files: number }>('POST', '/api/mails/mask', wanted),
  bans: () => request<{ bans: readonly Banned[] }>('GET', '/api/bans'),
  canned: () => request<{ responses: readonly Own[]; uses: Uses }>('GET', '/api/canned'),
  askCanned: (asked: CannedAsked) => request<{ id?: string; count?: number; file?: FileFacts }>('POST', '/api/canned', asked),
  drafts: () => request<{ drafts: readonly (SavedDraft & { interaction: string; kind: string })[] }>('GET', '/api/drafts'),
  saveDraft: (draft: object) =>
    request<{ saved: true; rev: string | null } | { saved: false; draft: SavedDraft | null }>('POST', '/api/drafts', draft),
  reveal: (interaction: string, variable: string) => request<{ value: string }>('POST', '/api/reveal', { interaction, variable }),
  contact: (id: string) => request<ContactShown>('GET', `/api/contacts/${id}`),
  contacts: (search: string, after: string | null) =>
    request<ContactPage>('GET', `/api/contacts?search=${encodeURIComponent(search)}${after ? `&after=${after}` : ''}`),
  earlier: (id: string, before: string | null = null) =>
    request<{ interactions: readonly Earlier[]; next: string | null }>(
      'GET',
      `/api/contacts/${id}/interactions${before ? `?before=${before}` : ''}`,
    ),
} as const;

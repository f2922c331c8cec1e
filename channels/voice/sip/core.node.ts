import {
  Grammar,
  IncomingRequestMessage,
  InviteUserAgentServer,
  Levels,
  LoggerFactory,
  Parser,
  SessionDialog,
  type URI,
  UserAgentCore,
} from 'sip.js/lib/core/index.js';
import { AllowedMethods } from 'sip.js/lib/core/user-agent-core/allowed-methods.js';
import { unknownIn } from './replies.ts';

/** Who we are to Kamailio, how a message gets there, and who hears what core cannot do. */
export interface CoreOptions {
  /** Our stable contact, `NAME.app.invalid`: the WebSocket behind it changes, it does not. */
  readonly node: string;
  readonly realm: string;
  readonly send: (text: string) => Promise<void>;
  readonly onInvite: (request: InviteUserAgentServer, dialled: string) => void;
  readonly onUpdate: (dialog: SessionDialog, message: IncomingRequestMessage) => void;
  readonly say: (line: string) => void;
}

/** SIP.js' core layer on our wire: transactions and dialogs, no browser. `receive` takes what came and never throws. */
export interface SipCore {
  readonly core: UserAgentCore;
  readonly receive: (text: string) => void;
}

const USER = 'b2b';
const OURS = [...AllowedMethods];

export function openCore(options: CoreOptions): SipCore {
  if (!AllowedMethods.includes('UPDATE' as never)) AllowedMethods.push('UPDATE' as never); // Core names its methods in one list, and lacks this one.
  const dialled = new WeakMap<object, string>();
  const core = new UserAgentCore(configuration(options), {
    onInvite: (request) => {
      if (request instanceof InviteUserAgentServer) options.onInvite(request, dialled.get(request.message) ?? '');
    },
    onMessage: (request) => request.reject({ statusCode: 405 }),
    onNotify: (request) => request.reject({ statusCode: 481 }),
    onRefer: (request) => request.reject({ statusCode: 405 }),
    onSubscribe: (request) => request.reject({ statusCode: 489 }),
  });
  const logger = core.loggerFactory.getLogger('patchbay.parser');
  const deliver = (text: string) => {
    const message = Parser.parseMessage(text, logger);
    if (!message) return;
    if (!(message instanceof IncomingRequestMessage)) return core.receiveIncomingResponseFromTransport(message);
    if (message.ruri) {
      dialled.set(message, message.ruri.user ?? '');
      message.ruri.user = USER; // Core takes requests for its own name only.
    }
    if (message.method === 'UPDATE') return update(core, message, options.onUpdate);
    const unknown = message.method === 'INVITE' ? unknownIn(message.getHeaders('require')) : [];
    if (unknown.length > 0) {
      core.replyStateless(message, { statusCode: 420, extraHeaders: [`Unsupported: ${unknown.join(', ')}`] });
      return;
    }
    core.receiveIncomingRequestFromTransport(message);
  };
  return { core, receive: (text) => harmless(() => deliver(text), options.say) };
}

/** Core knows no UPDATE (RFC 3311): the dialog is found here. Kamailio absorbs repetitions, so the answer may be stateless. */
function update(core: UserAgentCore, message: IncomingRequestMessage, onUpdate: CoreOptions['onUpdate']): void {
  const dialog = core.dialogs.get(message.callId + message.toTag + message.fromTag);
  if (!(dialog instanceof SessionDialog)) return void core.replyStateless(message, { statusCode: 481 });
  if (message.cseq <= (dialog.remoteSequenceNumber ?? 0)) return void core.replyStateless(message, { statusCode: 500 });
  Object.getPrototypeOf(SessionDialog.prototype).receiveRequest.call(dialog, message); // Counts it; the session's own would refuse it.
  onUpdate(dialog, message);
}

/** Core throws at some malformed messages; one of them must not end the calls of the others. */
function harmless(deliver: () => void, say: (line: string) => void): void {
  try {
    deliver();
  } catch (error) {
    say(`sip: a message was dropped: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function configuration({ node, realm, send, say }: CoreOptions): UserAgentCore['configuration'] {
  const uri = uriOf(`sip:${USER}@${node};transport=ws`);
  const loggerFactory = new LoggerFactory();
  loggerFactory.builtinEnabled = false;
  loggerFactory.level = Levels.error;
  loggerFactory.connector = (level, category, _label, content) => {
    if (level === 'error') say(`${category}: ${String(content)}`);
  };
  const transport = { protocol: 'WS', send };
  return {
    aor: uriOf(`sip:${USER}@${realm}`),
    contact: { pubGruu: undefined, tempGruu: undefined, uri, toString: () => `<${uri.toString()}>` },
    displayName: '',
    loggerFactory,
    hackViaTcp: false,
    routeSet: [],
    sipjsId: 'patchbay',
    supportedOptionTags: [],
    supportedOptionTagsResponse: [],
    userAgentHeaderFieldValue: 'Patchbay',
    viaForceRport: true,
    viaHost: node,
    authenticationFactory: () => undefined,
    transportAccessor: () => transport,
  };
}

/** Throws when it is none: only for what we made ourselves. */
export function uriOf(text: string): URI {
  const uri = Grammar.URIParse(text);
  if (!uri) throw new Error(`${text} is no SIP address`);
  return uri;
}

/** The methods we answer to, for an Allow header. */
export const ALLOW = `Allow: ${[...OURS, 'UPDATE'].filter((method) => !['MESSAGE', 'REGISTER', 'SUBSCRIBE'].includes(method)).join(', ')}`;

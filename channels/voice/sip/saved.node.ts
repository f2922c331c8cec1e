import { IncomingRequestMessage, type Session, SessionDialog, type UserAgentCore } from 'sip.js/lib/core/index.js';
import { uriOf } from './core.node.ts';
import type { SavedDialog, SessionTimer } from './edge.ts';

/** A dialog as it is kept. */
export function saved(dialog: Session, sdp: string, timer: SessionTimer | null): SavedDialog {
  const { id, callId, localTag, remoteTag, localURI, remoteURI, remoteTarget } = dialog;
  const known = dialog as SessionDialog;
  return {
    ...{ id, callId, localTag, remoteTag, sdp, timer },
    localSequenceNumber: known.localSequenceNumber,
    remoteSequenceNumber: known.remoteSequenceNumber,
    localURI: localURI.toString(),
    remoteURI: remoteURI.toString(),
    remoteTarget: remoteTarget.toString(),
    routeSet: known.routeSet,
  };
}

/** Requests a predecessor may have sent after it wrote down its number. */
const UNWRITTEN = 10;

/** The dialog of a killed predecessor, as if it had always been ours. */
export function restored(core: UserAgentCore, dialog: SavedDialog): SessionDialog {
  const { id, callId, localTag, remoteTag, localSequenceNumber = 0, remoteSequenceNumber, routeSet } = dialog;
  const transaction = { request: new IncomingRequestMessage() } as unknown as ConstructorParameters<typeof SessionDialog>[0];
  return new SessionDialog(transaction, core, {
    ...{ id, callId, localTag, remoteTag, remoteSequenceNumber, early: false, secure: false },
    localSequenceNumber: localSequenceNumber + UNWRITTEN,
    localURI: uriOf(dialog.localURI),
    remoteURI: uriOf(dialog.remoteURI),
    remoteTarget: uriOf(dialog.remoteTarget),
    routeSet: [...routeSet],
  });
}

import type { DraftBody } from '@patchbay/email/commands.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from './api.web.ts';
import { useDesk } from './deskContext.web.tsx';
import { windowId } from './drafting.web.ts';
import { isSame, type MailDraft } from './mailing.ts';

const saveMs = 1500;
const againMs = 4000;

/** How what is written is kept. `theirs`: it was changed in another window; null: it was sent or dropped there. */
export interface KeptDraft {
  /** When it was last kept; null: there is something that is not kept yet. */
  readonly at: number | null;
  readonly reached: boolean;
  readonly theirs: MailDraft | null | undefined;
  readonly wrong: boolean;
  /** It has changed: it is kept soon. */
  change(part: Partial<DraftBody>): void;
  /** Keeps it now; answers the revision that may be sent, or nothing. */
  keep(): Promise<string | undefined>;
  /** What is written here counts. */
  insist(): void;
}

const writing = new Map<string, () => Promise<unknown>>();
/** What was typed last is on the server, or cannot be kept now, before something else happens to a piece of work. */
export const keptFirst = async (id: string): Promise<void> => void (await writing.get(id)?.());

/** Keeps a draft on the server as it is typed; what cannot be kept stays here and is tried again. What is written in another window is followed. [EM114] [EM174] */
export function useMailDraft(id: string, draft: MailDraft, follow: () => void): KeptDraft {
  const [at, setAt] = useState<number | null>(draft.at);
  const [reached, setReached] = useState(true);
  const [wrong, setWrong] = useState(false);
  const [theirs, setTheirs] = useState<MailDraft | null | undefined>(undefined);
  const body = useRef<DraftBody>(draft.body);
  const rev = useRef(draft.rev);
  const open = useRef({ dirty: false, clash: false, timer: undefined as ReturnType<typeof setTimeout> | undefined });
  const sent = useRef<DraftBody | null>(null);
  const again = useRef(() => {});
  const turn = useRef<Promise<string | undefined>>(Promise.resolve(undefined));

  const keep = useCallback((): Promise<string | undefined> => {
    const once = async (): Promise<string | undefined> => {
      const now = open.current;
      clearTimeout(now.timer);
      if (now.clash) return undefined;
      if (!now.dirty) return rev.current;
      now.dirty = false;
      const before = sent.current;
      sent.current = body.current;
      const answer = await api.saveMailDraft({ interaction: id, rev: rev.current, body: body.current, window: windowId });
      setReached(answer.is !== 'unreached');
      setWrong(answer.is === 'refused');
      if (answer.is === 'ok' && answer.body.saved) {
        rev.current = answer.body.rev;
        if (!now.dirty) setAt(answer.body.at);
        return rev.current;
      }
      now.dirty = true;
      if (answer.is === 'ok' && !answer.body.saved) {
        const { draft } = answer.body;
        if (draft && before && isSame(draft.body, before)) {
          rev.current = draft.rev; // it was ours: only its answer was lost
          return once();
        }
        now.clash = true;
        setTheirs(draft);
      } else now.timer = setTimeout(() => again.current(), againMs);
      return undefined;
    };
    turn.current = turn.current.then(once, once);
    return turn.current;
  }, [id]);
  again.current = () => void keep();
  const news = useDesk().mirror.mailDrafts[id];
  useEffect(() => {
    if (!news || news.window === windowId || news.rev === rev.current) return;
    if (!open.current.dirty && !open.current.clash) follow(); // else the next save finds both
  }, [news, follow]);
  useEffect(() => {
    const hidden = () => void (document.visibilityState === 'hidden' && keep());
    document.addEventListener('visibilitychange', hidden);
    return () => document.removeEventListener('visibilitychange', hidden);
  }, [keep]);
  useEffect(() => {
    writing.set(id, keep);
    return () => {
      if (writing.get(id) === keep) writing.delete(id);
      void keep().finally(() => clearTimeout(open.current.timer));
    };
  }, [id, keep]);
  return {
    ...{ at, reached, theirs, wrong, keep },
    change(part) {
      body.current = { ...body.current, ...part };
      open.current.dirty = true;
      setAt(null);
      clearTimeout(open.current.timer);
      open.current.timer = setTimeout(() => void keep(), saveMs);
    },
    insist() {
      rev.current = theirs?.rev ?? rev.current;
      open.current.clash = false;
      setTheirs(undefined);
      void keep();
    },
  };
}

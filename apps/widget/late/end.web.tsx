/** @jsxImportSource preact */
import type { InteractionId } from '@patchbay/base/decision.ts';
import type { VisitorView } from '@patchbay/chat/visitor.ts';
import { visible } from '../form.ts';
import type { Kit, LatePart } from '../late.web.tsx';
import { linesOf } from '../transcript.ts';
import { type Common, Trouble } from '../views/parts.web.tsx';
import { textIn, type WordKey } from '../words.ts';
import css from './end.css?inline';
import { transcriptFile } from './transcript-file.ts';

export { use } from '../jsx.late.web.ts';
export { css };

/** How far the rating of a chat has come on this page. */
interface Rating {
  readonly chat: InteractionId;
  readonly is: 'choosing' | 'missing' | 'sending' | 'failed' | 'sent';
  readonly stars: number;
  readonly saved: boolean;
  /** The transcript by e-mail. */
  readonly mail?: 'sending' | 'sent' | 'failed';
}

/** The end of a chat: whether to end it, and once it is over what the customer thought of it, and the transcript to take along. [WI18] [WI19] */
export const part: LatePart['part'] = (kit) => {
  let kept: Rating | null = null;
  const of = (view: VisitorView): Rating =>
    kept?.chat === view.interaction ? kept : { chat: view.interaction, is: 'choosing', stars: 0, saved: false };
  return (common) => {
    const { view } = common.picture.conversation;
    if (!view) return null;
    if (view.stage !== 'over') return <EndAsk {...common} say={kit.say} />;
    const rating = of(view);
    const set = (more: Partial<Rating>) => {
      kept = { ...of(view), ...more };
      kit.redraw();
    };
    return <After {...common} say={kit.say} kit={kit} view={view} rating={rating} set={set} />;
  };
};

function EndAsk({ picture: { ending }, say, visit }: Common) {
  return (
    <div class="ask" role="group" aria-label={say('endAsk')}>
      <p class="strong">{say('endAsk')}</p>
      {ending === 'failed' && <Trouble text={say('notEnded')} />}
      <div class="row">
        <button class="button danger" data-grab aria-disabled={ending === 'asked'} onClick={() => ending !== 'asked' && visit.leave()}>
          {say(ending === 'asked' ? 'ending' : 'end')}
        </button>
        <button class="button plain" onClick={() => visit.askToEnd(false)}>
          {say('endNo')}
        </button>
      </div>
    </div>
  );
}

interface AfterProps extends Common {
  readonly kit: Kit;
  readonly view: VisitorView;
  readonly rating: Rating;
  set(more: Partial<Rating>): void;
}

function After(props: AfterProps) {
  const { view, rating, say, set, picture, language } = props;
  const told = view.entries.flatMap((e) => (e.type === 'rated' ? [e.stars] : [])).at(-1) ?? 0;
  const stars = rating.is === 'sent' ? rating.stars : told;
  const save = () => {
    const first = view.entries[0]?.at ?? 0;
    const day = new Date(first).toLocaleDateString(language, { dateStyle: 'long' });
    const title = `${picture.look ? textIn(picture.look.title, language) : say('chat')}: ${say('transcript', { day })}`;
    download(
      transcriptFile(linesOf(picture.conversation), { title, say, language }),
      `chat-${new Date(first).toISOString().slice(0, 10)}.html`,
    );
    set({ saved: true });
  };
  return (
    <div class="after">
      {view.entries.some((e) => e.type === 'joined') &&
        (stars && rating.is !== 'choosing' ? (
          <Thanks {...props} stars={stars} />
        ) : told && !rating.stars && rating.is === 'choosing' ? (
          <Thanks {...props} stars={told} />
        ) : (
          <RatingForm {...props} />
        ))}
      <button class="button plain" onClick={save}>
        {say('save')}
      </button>
      {view.mails && <Mail {...props} />}
      {rating.saved && (
        <p class="count" role="status">
          {say('saved')}
        </p>
      )}
    </div>
  );
}

/** The transcript by e-mail, to the address of the form; once. [WI91] */
function Mail({ rating: { mail }, say, set, visit }: AfterProps) {
  const ask = async () => {
    if (mail === 'sending') return;
    set({ mail: 'sending' });
    const answer = await visit.tell({ type: 'mailTranscript' });
    set({ mail: answer.is === 'done' ? 'sent' : 'failed' });
  };
  if (mail === 'sent')
    return (
      <p class="count" role="status">
        {say('mailed')}
      </p>
    );
  return (
    <>
      {mail === 'failed' && <Trouble text={say('notMailed')} />}
      <button class="button plain" aria-disabled={mail === 'sending'} onClick={() => void ask()}>
        {say('mailIt')}
      </button>
    </>
  );
}

const Thanks = ({ stars, say, set }: AfterProps & { readonly stars: number }) => (
  <p class="thanks" role="status">
    {say('rated', { n: stars })}
    <button class="text" onClick={() => set({ is: 'choosing', stars })}>
      {say('rateAgain')}
    </button>
  </p>
);

function RatingForm({ rating, say, set, visit }: AfterProps) {
  const busy = rating.is === 'sending';
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const filled = new FormData(event.currentTarget as HTMLFormElement);
    const stars = Number(filled.get('stars'));
    if (busy) return;
    if (!stars) return set({ is: 'missing' });
    set({ is: 'sending', stars });
    const answer = await visit.tell({ type: 'rate', stars, comment: visible(String(filled.get('comment'))) });
    set({ is: answer.is === 'done' ? 'sent' : 'failed' });
  };
  return (
    <form class="rating" onSubmit={(event) => void submit(event)}>
      <fieldset class="stars" aria-describedby={rating.is === 'missing' ? 'no-stars' : undefined}>
        <legend class="strong">{say('rate')}</legend>
        {[1, 2, 3, 4, 5].map((n) => (
          <label key={n} class="star" title={say(`star${n}` as WordKey)}>
            <input type="radio" name="stars" value={n} defaultChecked={n === rating.stars} aria-label={say(`star${n}` as WordKey)} />
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
              <path d="m12 3 2.8 5.9 6.2.8-4.6 4.4 1.2 6.4L12 17.4 6.4 20.5l1.2-6.4L3 9.700l6.200-.8z" />
            </svg>
          </label>
        ))}
      </fieldset>
      {rating.is === 'missing' && <Trouble id="no-stars" text={say('rateFirst')} />}
      <label class="field">
        <span class="label">
          {say('comment')} <span class="quiet">({say('optional')})</span>
        </span>
        <textarea class="input" name="comment" rows={2} maxLength={1000} />
      </label>
      {rating.is === 'failed' && <Trouble text={say('notRated')} />}
      <button class="button" type="submit" aria-disabled={busy}>
        {say(busy ? 'rateSending' : 'rateSend')}
      </button>
    </form>
  );
}

/** Hands a file to the browser's downloads. */
function download(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/html' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @jsxImportSource preact */
import { sharedUntil } from '../late/locating.ts';
import { placeText } from '../news.ts';
import { Composer } from './composer.web.tsx';
import type { Log } from './log.web.tsx';
import type { Common } from './parts.web.tsx';
import { Transcript } from './transcript.web.tsx';

/** The chat: where it stands, what was said, where to write. */
export function Talk(props: Common & { readonly log: Log }) {
  const { picture, say, visit } = props;
  const { view } = picture.conversation;
  if (!view) return null;
  return (
    <>
      {view.stage === 'waiting' && (
        <div class="place">
          <span class="face" aria-hidden="true">
            {view.position ?? '…'}
          </span>
          <p>
            <strong class="strong">{placeText(view, say)}</strong>
            <br />
            {say('meanwhile')}
            {picture.look?.mail && !picture.way && (
              <button class="text" onClick={() => visit.ask({ way: 'mail' })}>
                {say('mail')}
              </button>
            )}
          </p>
        </div>
      )}
      {(sharedUntil(view) || (picture.placing && view.stage !== 'over')) && props.late('place')(props)}
      <Transcript {...props} />
      {view.stage !== 'over' ? (
        <Composer {...props} />
      ) : (
        <>
          {props.late('end')(props)}
          <div class="composer">
            <button class="button" data-first onClick={visit.newChat}>
              {say('newChat')}
            </button>
          </div>
        </>
      )}
    </>
  );
}

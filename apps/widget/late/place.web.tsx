/** @jsxImportSource preact */
import type { LatePart } from '../late.web.tsx';
import { Trouble } from '../views/parts.web.tsx';
import { type Found, located, troubleOf } from './locating.ts';

export { use } from '../jsx.late.web.ts';
/** The style sheet of the app has all it needs. */
export const css = '';

/** Where the customer is: asked of the browser when they have pressed, shown, and sent only when they say so. [WI24] */
export const part: LatePart['part'] = ({ say, redraw }) => {
  let is: 'idle' | 'asking' | 'found' | 'sending' = 'idle';
  let found: Found | null = null;
  let trouble = '';
  const set = (next: typeof is, why = '') => {
    [is, trouble] = [next, why];
    redraw();
  };
  const ask = () => {
    is = 'asking';
    trouble = '';
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude: lat, longitude: lng, accuracy }, timestamp }) => {
        found = { lat, lng, accuracy, at: timestamp };
        set('found');
      },
      ({ code }) => set('found', say(troubleOf(code))),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 30_000 },
    );
  };
  return ({ visit }) => {
    if (is === 'idle') ask();
    const close = () => {
      [is, found] = ['idle', null];
      visit.place(false);
    };
    const send = async () => {
      if (!found || is === 'sending') return;
      set('sending');
      const answer = await visit.tell(located(found));
      if (answer.is === 'done') return close();
      set('found', say('placeNotSent'));
    };
    return (
      <div class="ask" role="group" aria-label={say('placeAsk')}>
        <p class="strong">{say('placeAsk')}</p>
        <p role="status">{is === 'asking' ? say('placeWait') : found && say('placeWithin', { n: Math.ceil(found.accuracy) })}</p>
        {trouble && <Trouble text={trouble} />}
        <div class="row">
          {found ? (
            <button class="button" data-grab aria-disabled={is === 'sending'} onClick={() => void send()}>
              {say(is === 'sending' ? 'sending' : 'placeSend')}
            </button>
          ) : (
            trouble && (
              <button
                class="button"
                onClick={() => {
                  ask();
                  redraw();
                }}
              >
                {say('again')}
              </button>
            )
          )}
          <button class="button plain" onClick={close}>
            {say('placeNo')}
          </button>
        </div>
      </div>
    );
  };
};

/** @jsxImportSource preact */
import type { Kit, LatePart } from '../late.web.tsx';
import { type Common, Trouble } from '../views/parts.web.tsx';
import type { WordKey } from '../words.ts';
import { type Found, isNews, located, sharedUntil, troubleOf, untilWarned } from './locating.ts';

export { use } from '../jsx.late.web.ts';
/** The style sheet of the app has all it needs. */
export const css = '';

const exactly = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 30_000 };
const foundAt = ({ coords: { latitude: lat, longitude: lng, accuracy }, timestamp }: GeolocationPosition): Found => ({
  lat,
  lng,
  accuracy,
  at: timestamp,
});

/** Where the customer is: asked of the browser when they have pressed, shown, and sent only when they say so. [WI24] */
export const part: LatePart['part'] = ({ say, redraw, language, announce }) => {
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
      (position) => {
        found = foundAt(position);
        set('found');
      },
      ({ code }) => set('found', say(troubleOf(code))),
      exactly,
    );
  };
  const time = (at: number) =>
    new Date(at).toLocaleTimeString(language === 'en' ? 'en-GB' : language, { hour: '2-digit', minute: '2-digit' });
  const live = sharing({ say, redraw, announce, time });
  return (common) => {
    const { visit, picture } = common;
    const until = sharedUntil(picture.conversation.view);
    live.follow(common, until);
    const close = () => {
      [is, found] = ['idle', null];
      visit.ask({ placing: false });
    };
    const tell = async (what: { readonly type: string; readonly [field: string]: unknown }) => {
      if (is === 'sending') return;
      set('sending');
      const answer = await visit.tell(what);
      if (answer.is === 'done') return close();
      set('found', say('placeNotSent'));
    };
    const share = () => {
      live.mine();
      void tell({ type: 'shareLive', on: true });
    };
    const button = (key: WordKey, press: () => void, kind = '', grab = false) => (
      <button class={`button${kind}`} data-grab={grab} aria-disabled={is === 'sending'} onClick={press}>
        {say(key)}
      </button>
    );
    if (picture.placing && is === 'idle') ask();
    return (
      <>
        {until && live.banner(common, time(until))}
        {picture.placing && (
          <div class="ask" role="group" aria-label={say('placeAsk')}>
            <p class="strong">{say('placeAsk')}</p>
            <p role="status">{is === 'asking' ? say('placeWait') : found && say('placeWithin', { n: Math.ceil(found.accuracy) })}</p>
            {trouble && <Trouble text={trouble} />}
            <div class="row">
              {found && button(is === 'sending' ? 'sending' : 'placeSend', () => found && void tell(located(found)), '', true)}
              {found && !until && button('placeLive', share, ' plain')}
              {!found &&
                trouble &&
                button('again', () => {
                  ask();
                  redraw();
                })}
              {button('placeNo', close, ' plain')}
            </div>
          </div>
        )}
      </>
    );
  };
};

/** Tells where the customer is again and again while they share it, in the browser where they have begun to, or that may know it. [WI41] */
function sharing({ say, redraw, announce, time }: Pick<Kit, 'say' | 'redraw' | 'announce'> & { time(at: number): string }) {
  let watch: number | null = null;
  let told: Found | null = null;
  let trouble = '';
  let telling = false;
  let soon = false;
  let isMine = false;
  let ends = 0;
  let warning: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    if (watch !== null) navigator.geolocation.clearWatch(watch);
    clearTimeout(warning);
    [watch, told, trouble, telling, soon, ends] = [null, null, '', false, false, 0];
  };
  const begin = ({ visit }: Common) => {
    watch = navigator.geolocation.watchPosition(
      (position) => {
        trouble = '';
        const found = foundAt(position);
        if (!isNews(found, told)) return;
        told = found;
        void visit.tell({ ...located(found), live: true });
      },
      ({ code }) => {
        trouble = say(troubleOf(code));
        redraw();
      },
      { ...exactly, maximumAge: 0 },
    );
  };
  return {
    mine: () => void (isMine = true),
    follow(common: Common, until: number | null) {
      if (!until) return end();
      if (ends !== until) {
        ends = until;
        clearTimeout(warning);
        soon = false;
        warning = setTimeout(
          () => {
            soon = true;
            announce(say('placeLiveSoon', { time: time(until) }));
            redraw();
          },
          untilWarned(until, Date.now()),
        );
      }
      if (watch !== null) return;
      watch = -1; // until we know whether we may
      if (isMine) return begin(common);
      navigator.permissions
        ?.query({ name: 'geolocation' })
        .then(({ state }) => watch === -1 && state === 'granted' && begin(common))
        .catch(() => {}); // a browser that cannot tell: whoever began it goes on
    },
    banner({ visit }: Common, time: string) {
      const go = async (on: boolean) => {
        if (telling) return;
        telling = true;
        redraw();
        const answer = await visit.tell({ type: 'shareLive', on });
        telling = false;
        trouble = answer.is === 'done' ? '' : say('placeNotStopped');
        redraw();
      };
      return (
        <div class="ask" role="group" aria-label={say('placeLiveUntil', { time })}>
          <p class="strong" role="status">
            {say('placeLiveUntil', { time })}
          </p>
          {trouble && <Trouble text={trouble} />}
          <div class="row">
            {soon && (
              <button class="button" aria-disabled={telling} onClick={() => void go(true)}>
                {say('placeMore')}
              </button>
            )}
            <button class="button plain" aria-disabled={telling} onClick={() => void go(false)}>
              {say('placeStop')}
            </button>
          </div>
        </div>
      );
    },
  };
}

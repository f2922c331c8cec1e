/** @jsxImportSource preact */
import type { Called } from '../frames.ts';
import type { Kit, LatePart } from '../late.web.tsx';
import type { PassOffice } from '../pass.ts';
import { phone } from '../views/icons.ts';
import { type Common, Icon, Trouble } from '../views/parts.web.tsx';
import { minutesIn } from '../words.ts';
import { spokenTime } from './leaving.ts';
import { qrOf, type Squares } from './qr.ts';
import css from './ways.css?inline';

export { use } from '../jsx.late.web.ts';
export { css };

/** Beside the folder this part came from. */
const codes = new URL('../api/visitors/code', import.meta.url);
/** The page on which the chat goes on, until when. */
interface Door {
  readonly href: string;
  readonly until: number;
}

/** Other ways than this chat, here: the number to call, a call back, an answer by e-mail, and the same chat on a phone. [WI66] [WI67] */
export const part: LatePart['part'] = (kit) => {
  const moving = moves(kit);
  return (common) => {
    const { picture, visit, say } = { ...common, say: kit.say };
    const { look, way } = picture;
    const { view } = picture.conversation;
    const button = (key: Parameters<typeof say>[0], press: () => void) => (
      <button class="button plain" type="button" data-first onClick={press}>
        {say(key)}
      </button>
    );
    return (
      <div class="ask ways" role="group" aria-label={say(way === 'move' ? 'move' : 'ways')}>
        <p class="strong">{say(way === 'move' ? 'move' : 'ways')}</p>
        {way === 'move' ? moving(common) : look?.call && <Number {...common} say={say} call={look.call} />}
        <div class="row">
          {way !== 'move' && (
            <>
              {look?.mail && button('callMe', () => (view || picture.phase === 'away' ? visit.ask({ way: 'call' }) : visit.rather('call')))}
              {look?.mail && view && button('wayMail', () => visit.ask({ way: 'mail' }))}
              {look?.moves && view && view.stage !== 'over' && !isPhone() && button('move', () => visit.ask({ way: 'move' }))}
            </>
          )}
          {button('fileClose', () => visit.ask({ way: null }))}
        </div>
      </div>
    );
  };
};

/** Whoever touches this device has it in the hand already. */
const isPhone = (): boolean => matchMedia('(hover: none) and (pointer: coarse)').matches;

/** The number, to call with whatever this device calls with; when somebody answers it, and how long that takes. */
function Number({ call: { number, open, changes, wait }, say, language }: Common & { readonly call: Called }) {
  const answered = open !== (changes !== null && changes <= Date.now());
  const opens = !answered && changes ? say('callOpens', { when: spokenTime(changes, language) }) : say('callClosed');
  return (
    <p>
      <a class={answered ? 'button' : 'button plain'} href={`tel:${number}`} data-first>
        <Icon path={phone} />
        {say('callNow', { number })}
      </a>
      <br />
      <span class="quiet">{answered ? (wait ? say('callWait', { n: minutesIn(wait) }) : say('callOpen')) : opens}</span>
    </p>
  );
}

/** Asks for a code when it is wanted, and shows it until it is too old. */
function moves({ say, redraw, announce, language }: Kit) {
  let door: Door | null = null;
  let trouble = '';
  let asking = false;
  const ask = async (pass: PassOffice) => {
    asking = true;
    trouble = '';
    door = await doorOf(pass, language);
    asking = false;
    if (!door) trouble = say('unreachable');
    else {
      announce(say('moveHow'));
      setTimeout(() => {
        door = null;
        redraw();
      }, door.until - Date.now());
    }
    redraw();
  };
  return ({ visit }: Common) => {
    if (!door && !asking && !trouble) void ask(visit.pass);
    if (door) return <Shown {...{ say, door }} />;
    return trouble ? (
      <>
        <Trouble text={trouble} />
        <button class="button" data-first onClick={() => void ask(visit.pass)}>
          {say('again')}
        </button>
      </>
    ) : (
      <p role="status">{say('loading')}</p>
    );
  };
}

function Shown({ say, door }: Pick<Kit, 'say'> & { readonly door: Door }) {
  const squares = qrOf(door.href);
  return (
    <>
      <p>{say('moveHow')}</p>
      {squares && (
        <svg
          class="code"
          viewBox={`0 0 ${squares.length} ${squares.length}`}
          role="img"
          aria-label={say('moveCode')}
          shape-rendering="crispEdges"
        >
          <path d={pathOf(squares)} />
        </svg>
      )}
      <p>
        <a class="text" href={door.href} target="_blank" rel="noreferrer">
          {say('moveLink')}
        </a>
      </p>
      <p class="quiet">{say('moveOnce')}</p>
    </>
  );
}

const pathOf = (squares: Squares): string =>
  squares.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');

/** A page for the other device; null: there is none now. */
async function doorOf(pass: PassOffice, language: string, stale?: string): Promise<Door | null> {
  const got = await pass(stale);
  if (got.is !== 'done') return null;
  const { token } = got.body;
  try {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'accept-language': language };
    const body = JSON.stringify({ to: 'anotherDevice' });
    const response = await fetch(codes, { method: 'POST', headers, body, credentials: 'omit' });
    if (response.status === 401 && stale === undefined) return doorOf(pass, language, token);
    const { page, lasts } = (await response.json()) as { page?: string; lasts?: number };
    return page && lasts ? { href: new URL(page, codes).href, until: Date.now() + lasts } : null;
  } catch {
    return null; // no line, or the page of a proxy
  }
}

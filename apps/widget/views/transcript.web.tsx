/** @jsxImportSource preact */
import { type Bubble, type Line, linesOf, type Note, piecesOf } from '../transcript.ts';
import { unreadText } from '../words.ts';
import { sent } from './icons.ts';
import type { Log } from './log.web.tsx';
import { type Common, Icon } from './parts.web.tsx';

/** What was said, the newest at the end. */
export function Transcript(props: Common & { readonly log: Log }) {
  const { picture, say, log: Log } = props;
  const { typing } = picture.conversation;
  const lines = linesOf(picture.conversation);
  const last = lines.at(-1);
  const fromOthers = lines.filter((line) => line.line === 'note' || line.from === 'agent').length;
  return (
    <Log
      label={say('messages')}
      size={`${lines.length} ${Boolean(typing)}`}
      fromOthers={fromOthers}
      isMine={last?.line === 'bubble' && last.from === 'customer'}
      open={picture.open}
      unreadText={(n) => unreadText(n, say)}
    >
      {lines.map((line, n) =>
        line.line === 'note' ? (
          <NoteLine key={line.key} {...props} note={line} />
        ) : (
          <BubbleLine key={line.key} {...props} bubble={line} closes={closes(lines[n + 1])} />
        ),
      )}
      {typing && <Typing {...props} />}
    </Log>
  );
}

/** The time stands under the last message of a group only. */
const closes = (next: Line | undefined) => !(next?.line === 'bubble' && next.follows && next.is === 'sent');

function BubbleLine({ bubble, closes, ...common }: Common & { readonly bubble: Bubble; readonly closes: boolean }) {
  const { from, name, text, file, is, follows } = bubble;
  const who = from === 'customer' ? common.say('you') : (name ?? common.say('agent'));
  return (
    <div class={`line ${from} ${follows && 'follows'}`}>
      <span class={from === 'agent' && !follows ? 'who' : 'hidden'}>{who}</span>
      <div class={`bubble ${is}`}>
        {file
          ? common.late('files')({ ...common, file })
          : piecesOf(text).map((piece, n) => (piece.link ? <Link key={n} address={piece.text} /> : piece.text))}
      </div>
      <span class={closes || is !== 'sent' ? 'meta' : 'hidden'}>
        <Fate bubble={bubble} {...common} />
      </span>
    </div>
  );
}

const Link = ({ address }: { readonly address: string }) => (
  <a class="link" href={address} target="_blank" rel="noreferrer">
    {address}
  </a>
);

function Fate({ bubble: { at, from, is, read, why, key }, say, language, visit }: Common & { readonly bubble: Bubble }) {
  if (is === 'sending') return <>{say('sending')}</>;
  if (is === 'sent')
    return (
      <>
        <Time at={at} language={language} />
        {from === 'customer' && (read ? say('read') : <Icon path={sent} label={say('sent')} />)}
      </>
    );
  return (
    <span class="failed">
      {say('notSent')} {why}
      <button class="text" onClick={() => visit.again(key)}>
        {say('again')}
      </button>
    </span>
  );
}

const NoteLine = ({ note: { at, what, name }, say, language }: Common & { readonly note: Note }) => (
  <p class="note">
    {say(what, { name })} <Time at={at} language={language} />
  </p>
);

function Typing({ picture: { conversation }, say }: Common) {
  return (
    <p class="note typing">
      <i class="dot" />
      <i class="dot" />
      {say('typing', { name: conversation.typing?.name ?? conversation.view?.agent ?? say('agent') })}
    </p>
  );
}

const Time = ({ at, language }: { readonly at: number; readonly language: string }) => (
  <time dateTime={new Date(at).toISOString()}>
    {new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}
  </time>
);

/** @jsxImportSource preact */
import { textIn, troubleText } from '../words.ts';
import { fold, leave, phone } from './icons.ts';
import { type Common, Icon, Trouble } from './parts.web.tsx';

/** The window of the chat: beside the page, which stays usable. [WI13] */
export function Panel({ minimise, ...props }: Common & { readonly minimise: (() => void) | null }) {
  const { picture, say, language, visit } = props;
  const { view } = picture.conversation;
  const title = picture.look ? textIn(picture.look.title, language) : say('chat');
  const canEnd = view && view.stage !== 'over';
  const { way } = picture;
  const shown = way === 'ways' || way === 'move' ? 'ways' : way && view && 'mail';
  const asks = canEnd && picture.ending !== 'no';
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    if (asks) visit.askToEnd(false);
    else if (shown) visit.ask({ way: null });
    else minimise?.();
  };
  return (
    <section
      class="panel"
      role="dialog"
      aria-modal="false"
      aria-label={title}
      lang={language}
      tabIndex={-1}
      hidden={!picture.open}
      onKeyDown={escape}
    >
      <div class="head">
        {view?.agent && (
          <span class="face" aria-hidden="true">
            {[...view.agent][0]}
          </span>
        )}
        <div class="titles">
          <h2 class="title">{title}</h2>
          {view?.agent && view.stage === 'chatting' && <p class="with">{say('withAgent', { name: view.agent })}</p>}
        </div>
        {(view || picture.look?.call) && (
          <Tool icon={phone} label={say('ways')} press={() => visit.ask({ way: shown === 'ways' ? null : 'ways' })} />
        )}
        {canEnd && <Tool icon={leave} label={say('end')} press={() => visit.askToEnd(!asks)} />}
        {minimise && <Tool icon={fold} label={say('minimise')} press={minimise} />}
      </div>
      {asks && props.late('end')(props)}
      {shown && props.late(shown)(props)}
      {picture.lost && <p class="banner">{say('lost')}</p>}
      <Body {...props} />
    </section>
  );
}

const Tool = ({ icon, label, press }: { readonly icon: string; readonly label: string; press(): void }) => (
  <button class="tool" aria-label={label} title={label} onClick={press}>
    <Icon path={icon} />
  </button>
);

function Body(props: Common) {
  const { picture, say, visit } = props;
  const { phase, trouble, look } = picture;
  if (phase === 'chat') return props.late('talk')(props);
  if (look && (phase === 'form' || phase === 'starting')) return props.late('form')(props);
  if (phase === 'away') return props.late('away')(props);
  if (phase !== 'failed' || !trouble) return <p class="loading">{say('loading')}</p>;
  return (
    <div class="form">
      <Trouble text={troubleText(trouble, say)} />
      <button class="button" data-first onClick={visit.retry}>
        {say('again')}
      </button>
    </div>
  );
}

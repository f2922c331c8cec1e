/** @jsxImportSource preact */
import { longest, visible } from '../form.ts';
import { attach, place, send as sendIcon } from './icons.ts';
import { type Common, Icon } from './parts.web.tsx';

const counted = 500;
let composing = false;

/** Where the customer writes. Enter sends, unless it confirms a composition (Japanese, Korean ...). */
export function Composer(props: Common) {
  const { picture, say, visit } = props;
  const { draft, look, conversation } = picture;
  const files = (conversation.view ?? look)?.files;
  const choose = (list: FileList | null | undefined, event: Event) => {
    if (!files || !list?.length) return;
    event.preventDefault();
    visit.choose([...list]);
  };
  const text = visible(draft);
  const left = longest - text.length;
  const cannot = left < 0 || !text;
  const send = (event: Event) => {
    event.preventDefault();
    if (!cannot) visit.write(text);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229 && !composing) send(event);
  };
  return (
    <form
      class="composer"
      onSubmit={send}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => choose(event.dataTransfer?.files, event)}
    >
      {picture.chosen && props.late('files')(props)}
      {files && (
        <label class="tool">
          <Icon path={attach} />
          <input
            class="hidden"
            type="file"
            multiple
            accept={files.accept}
            aria-label={say('attach', { n: files.megabytes })}
            onChange={(event) => {
              choose(event.currentTarget.files, event);
              event.currentTarget.value = '';
            }}
          />
        </label>
      )}
      {look?.location && (
        <button class="tool" type="button" aria-label={say('here')} title={say('here')} onClick={() => visit.ask({ placing: true })}>
          <Icon path={place} />
        </button>
      )}
      <textarea
        class="input words"
        ref={(area) => fit(area)}
        rows={1}
        value={draft}
        data-first
        enterkeyhint="send"
        aria-label={say('message')}
        aria-invalid={left < 0}
        aria-describedby="left"
        placeholder={say('write')}
        onInput={(event) => visit.typed(event.currentTarget.value)}
        onKeyDown={key}
        onPaste={(event) => choose(event.clipboardData?.files, event)}
        onCompositionStart={() => void (composing = true)}
        onCompositionEnd={() => setTimeout(() => (composing = false))}
      />
      <button
        class="button send"
        type="submit"
        aria-label={say('send')}
        title={say('send')}
        aria-disabled={cannot}
        onMouseDown={(event) => event.preventDefault()}
      >
        <Icon path={sendIcon} />
      </button>
      <p class={left < 0 ? 'count failed' : 'count'} id="left" role="status">
        {left < 0 ? say('tooLong', { n: -left }) : left <= counted ? say('left', { n: left }) : ''}
      </p>
    </form>
  );
}

/** As high as its text; the style sheet says how high at most. */
function fit(area: HTMLTextAreaElement | null) {
  if (!area) return;
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight + 2}px`;
}

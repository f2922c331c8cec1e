/** @jsxImportSource preact */
import type { SentFile } from '@patchbay/files/file.ts';
import type { Kit, LatePart } from '../late.web.tsx';
import { attach } from '../views/icons.ts';
import { type Common, Icon } from '../views/parts.web.tsx';
import shared from './chosen.css?inline';
import { Chosen, check, type Item, itemOf } from './chosen.web.tsx';
import own from './files.css?inline';
import { readFile } from './sending.web.ts';

export { use } from '../jsx.late.web.ts';
/** Chosen files, and those in messages. */
export const css = shared + own;

/** The address of a copy of a file for this page; null: on its way, empty: it is gone. */
type Copy = string | null;

/** Files of the chat: those to be sent, and one in a message. [WI30] [WI31] */
export const part: LatePart['part'] = (kit) => {
  const copies = new Map<string, Copy>();
  let items: Item[] = [];
  let last: readonly File[] | null = null;
  let large: SentFile | null = null;
  const open = (file: SentFile | null) => {
    large = file;
    kit.redraw();
  };
  return (common) => {
    const { chosen, conversation } = common.picture;
    if (common.file) return <OneFile {...common} say={kit.say} file={common.file} copies={copies} kit={kit} large={large} open={open} />;
    const { view } = conversation;
    if (chosen && chosen !== last && view) {
      last = chosen;
      const fresh = chosen.map((source) => itemOf(source, view.interaction));
      items = [...items, ...fresh];
      for (const item of fresh) check(item, common, kit);
    }
    const drop = (item: Item) => {
      item.way?.stop();
      items = items.filter((one) => one !== item);
      kit.redraw();
    };
    const describe = (item: Item, alt: string) => {
      item.alt = alt;
    };
    const send = () => {
      for (const { file, alt } of items) if (file) common.visit.write('', { ...file, alt: alt.trim() });
      items = [];
      kit.redraw();
    };
    const mine = items.filter((item) => item.interaction === view?.interaction);
    return mine.length ? <Tray {...common} say={kit.say} kit={kit} items={mine} drop={drop} describe={describe} send={send} /> : null;
  };
};

interface TrayProps extends Common {
  readonly kit: Kit;
  readonly items: readonly Item[];
  drop(item: Item): void;
  describe(item: Item, alt: string): void;
  send(): void;
}

function Tray(props: TrayProps) {
  const { items, say, send } = props;
  const ready = items.every(({ is }) => is === 'ready');
  return (
    <div class="tray" role="group" aria-label={say('chosen')}>
      {items.map((item) => (
        <Chosen key={item.id} {...props} item={item} />
      ))}
      <button class="button" type="button" aria-disabled={!ready} onClick={() => ready && send()}>
        {say('filesSend')}
      </button>
    </div>
  );
}

interface OneProps extends Common {
  readonly file: SentFile;
  readonly copies: Map<string, Copy>;
  readonly kit: Kit;
  readonly large: SentFile | null;
  open(file: SentFile | null): void;
}

function OneFile(props: OneProps) {
  const { file, say, large, open } = props;
  const { name, scan } = file;
  const shut = { pending: say('filePending'), failed: say('filePending'), infected: say('fileBad'), clean: '', unscanned: '' }[scan];
  const small = shut || file.width === null ? '' : copyOf(props, '/thumbnail');
  const label = file.alt || name;
  return (
    <>
      {small ? (
        <button class="photo" type="button" aria-label={say('fileOpen', { name: label })} onClick={() => open(file)}>
          <img src={small} alt={file.alt} width={file.width ?? undefined} height={file.height ?? undefined} />
        </button>
      ) : (
        <div class="sheet">
          <Icon path={attach} />
          {shut ? (
            <span>
              {name}
              <br />
              {shut}
            </span>
          ) : (
            <button class="text" type="button" aria-label={say('fileSave', { name })} onClick={() => void save(props)}>
              {name}
            </button>
          )}
        </div>
      )}
      {file.alt && <div>{file.alt}</div>}
      {scan === 'unscanned' && <small>{say('fileUnknown')}</small>}
      {large?.id === file.id && <Large {...props} />}
    </>
  );
}

function Large(props: OneProps) {
  const { file, say, open } = props;
  const copy = copyOf(props, '');
  const shown = (dialog: HTMLDialogElement | null) => {
    if (dialog && !dialog.open) dialog.showModal();
  };
  return (
    <dialog
      class="big"
      ref={shown}
      aria-label={file.alt || file.name}
      onClose={() => open(null)}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="row">
        <button class="button" type="button" onClick={() => void save(props)}>
          {say('fileSave', { name: file.name })}
        </button>
        <button class="button" type="button" onClick={(event) => event.currentTarget.closest('dialog')?.close()}>
          {say('fileClose')}
        </button>
      </div>
      {copy === '' ? <p>{say('fileGone')}</p> : copy && <img src={copy} alt={file.alt || file.name} />}
    </dialog>
  );
}

/** The copy of a file; one that is not there yet is fetched. */
function copyOf({ file, copies, visit, kit }: OneProps, which: '' | '/thumbnail'): Copy {
  const key = file.id + which;
  const known = copies.get(key);
  if (known !== undefined) return known;
  copies.set(key, null);
  void readFile(visit.pass, file.id, which).then((got) => {
    if (got.is === 'done') copies.set(key, URL.createObjectURL(got.body));
    else if (got.is === 'refused') copies.set(key, '');
    else copies.delete(key); // no line: asked for again with the next drawing
    if (got.is !== 'unreachable') kit.redraw();
  });
  return null;
}

async function save({ file, visit }: OneProps): Promise<void> {
  const got = await readFile(visit.pass, file.id, '');
  if (got.is !== 'done') return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(got.body);
  link.download = file.name;
  link.click();
}

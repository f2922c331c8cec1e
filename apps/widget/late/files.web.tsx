/** @jsxImportSource preact */
import type { FileFacts, SentFile } from '@patchbay/files/file.ts';
import type { Kit, LatePart } from '../late.web.tsx';
import { attach } from '../views/icons.ts';
import { type Common, Icon } from '../views/parts.web.tsx';
import css from './files.css?inline';
import { readFile, sendFile, smaller, type Way } from './sending.web.ts';

export { use } from '../jsx.late.web.ts';
export { css };

/** A chosen file and how far it is. */
interface Item {
  readonly id: string;
  readonly interaction: string;
  readonly source: File;
  readonly preview: string | null;
  alt: string;
  is: 'going' | 'ready' | 'lost' | 'refused';
  part: number;
  why: string;
  file: FileFacts | null;
  way: Way | null;
}
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

const itemOf = (source: File, interaction: string): Item => ({
  id: Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join(''),
  interaction,
  source,
  preview: /^image\/(jpeg|png|webp|gif)$/.test(source.type) ? URL.createObjectURL(source) : null,
  ...{ alt: '', is: 'going', part: 0, why: '', file: null, way: null },
});

/** What cannot be sent is told before a byte is. */
function check(item: Item, common: Common, kit: Kit): void {
  const { accept = '', megabytes = 0 } = common.picture.look?.files ?? {};
  const ending = /\.[^.]+$/.exec(item.source.name.toLowerCase())?.[0] ?? '?';
  item.is = 'refused';
  if (!accept.split(',').includes(ending)) item.why = kit.say('fileKind');
  else if (item.source.size > megabytes * 1024 * 1024) item.why = kit.say('fileLarge', { n: megabytes });
  else void go(item, common, kit);
}

async function go(item: Item, { visit, language }: Common, kit: Kit): Promise<void> {
  item.is = 'going';
  const { id, interaction, source } = item;
  const blob = await smaller(source);
  item.way = sendFile(
    visit.pass,
    { blob, id, interaction, name: source.name, language },
    {
      moved(part) {
        item.part = part;
        kit.redraw();
      },
      ended(sent) {
        item.is = sent.is === 'done' ? 'ready' : sent.is;
        if (sent.is === 'done') item.file = sent.file;
        if (sent.is === 'refused') item.why = sent.why;
        kit.redraw();
      },
    },
  );
}

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

function Chosen({ item, say, kit, drop, describe, ...common }: TrayProps & { readonly item: Item }) {
  const { name } = item.source;
  return (
    <div class="sheet">
      {item.preview && <img class="preview" src={item.preview} alt="" />}
      <div class="chosen">
        {name}
        {item.is === 'going' && (
          <progress max={1} value={item.part} aria-label={say('filePart', { name, n: Math.round(item.part * 100) })} />
        )}
        {(item.is === 'refused' || item.is === 'lost') && (
          <p class="failed" role="alert">
            {item.is === 'lost' ? say('fileLost') : item.why}
          </p>
        )}
        {item.preview && item.is !== 'refused' && (
          <input
            class="input"
            maxLength={500}
            value={item.alt}
            placeholder={say('fileAlt')}
            aria-label={`${say('fileAlt')} ${name}`}
            onInput={(event) => describe(item, event.currentTarget.value)}
          />
        )}
      </div>
      {item.is === 'lost' && (
        <button class="text" type="button" onClick={() => void go(item, { say, ...common }, kit)}>
          {say('again')}
        </button>
      )}
      <button
        class="tool"
        type="button"
        aria-label={say(item.is === 'going' ? 'fileStop' : 'fileDrop', { name })}
        onClick={() => drop(item)}
      >
        <span aria-hidden="true">×</span>
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

/** @jsxImportSource preact */
import type { FileFacts } from '@patchbay/files/file.ts';
import type { Kit } from '../late.web.tsx';
import type { Common } from '../views/parts.web.tsx';
import { sendFile, smaller, type Way } from './sending.web.ts';

/** A chosen file and how far it is. */
export interface Item {
  readonly id: string;
  /** Null: a message that is about to be left. */
  readonly interaction: string | null;
  readonly source: File;
  readonly preview: string | null;
  alt: string;
  is: 'going' | 'ready' | 'lost' | 'refused';
  part: number;
  why: string;
  file: FileFacts | null;
  way: Way | null;
}
/** A file as it was chosen. */
export const itemOf = (source: File, interaction: string | null): Item => ({
  id: Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join(''),
  interaction,
  source,
  preview: /^image\/(jpeg|png|webp|gif)$/.test(source.type) ? URL.createObjectURL(source) : null,
  ...{ alt: '', is: 'going', part: 0, why: '', file: null, way: null },
});

/** What cannot be sent is told before a byte is. */
export function check(item: Item, common: Common, kit: Kit): void {
  const { look, conversation } = common.picture;
  const { accept = '', megabytes = 0 } = (conversation.view ?? look)?.files ?? {};
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

interface ChosenProps extends Common {
  readonly kit: Kit;
  readonly item: Item;
  drop(item: Item): void;
  /** Missing: nobody reads what a picture shows. */
  describe?: (item: Item, alt: string) => void;
}
/** A chosen file: how far it is, and what can be done with it. [WI30] */
export function Chosen({ item, say, kit, drop, describe, ...common }: ChosenProps) {
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
        {describe && item.preview && item.is !== 'refused' && (
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

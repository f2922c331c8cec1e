import UndoIcon from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs';
import RedoIcon from '@tabler/icons-react/dist/esm/icons/IconArrowForwardUp.mjs';
import BlockquoteIcon from '@tabler/icons-react/dist/esm/icons/IconBlockquote.mjs';
import BoldIcon from '@tabler/icons-react/dist/esm/icons/IconBold.mjs';
import ClearIcon from '@tabler/icons-react/dist/esm/icons/IconClearFormatting.mjs';
import ItalicIcon from '@tabler/icons-react/dist/esm/icons/IconItalic.mjs';
import LinkIcon from '@tabler/icons-react/dist/esm/icons/IconLink.mjs';
import BulletsIcon from '@tabler/icons-react/dist/esm/icons/IconList.mjs';
import NumbersIcon from '@tabler/icons-react/dist/esm/icons/IconListNumbers.mjs';
import PhotoIcon from '@tabler/icons-react/dist/esm/icons/IconPhoto.mjs';
import UnderlineIcon from '@tabler/icons-react/dist/esm/icons/IconUnderline.mjs';
import Image from '@tiptap/extension-image';
import { type ChainedCommands, type Editor, EditorContent, useEditor, useEditorState } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { type ComponentType, type KeyboardEvent, type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { Button, ToggleButton, Toolbar } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { changeOf, paragraphs } from './inserting.ts';
import { LinkField } from './linkField.web.tsx';
import styles from './mailText.module.css';
import { tablesAsLines } from './pastedTables.web.ts';

/** What can be asked of the editor from outside. */
export interface MailTextHandle {
  focus(): void;
  /** Puts HTML where the caret is; what a mail cannot have is left out. */
  insert(html: string): void;
  /** Puts a picture where the caret is: one of ours, by its address at this server. */
  insertImage(image: { readonly src: string; readonly alt: string }): void;
}
interface MailTextProps {
  /** What it is, for whoever does not see it. */
  readonly label: string;
  /** What stands in it at first. */
  readonly initial: string;
  /** The language of the conversation, for the spelling. */
  readonly lang?: string;
  /** What is written now, as HTML without styles; nothing written is ''. */
  readonly onChange: (html: string) => void;
  /** Files that are chosen as pictures, pasted, or dropped. */
  readonly onFiles: (files: readonly File[]) => void;
  /** It goes out as text alone: there are no formats. */
  readonly plain?: boolean;
  /** Draws what puts ready texts where the caret is, from the paragraph it stands in. */
  readonly picker?: (at: Caret) => ReactNode;
  readonly ref?: Ref<MailTextHandle>;
}
/** The paragraph with the caret, and the way to write another text in its place. */
export interface Caret {
  readonly text: string;
  readonly caret: number;
  readonly field: HTMLElement | null;
  readonly put: (text: string, from: number, to?: number) => void;
}

/** A picture in a mail is one of ours: another one would be fetched from elsewhere, and tell who reads it. */
const OwnImage = Image.extend({ parseHTML: () => [{ tag: 'img[src^="/api/"]' }] });
const extensions = [
  StarterKit.configure({
    ...{ code: false, codeBlock: false, heading: false, horizontalRule: false, strike: false },
    link: {
      openOnClick: false,
      defaultProtocol: 'https',
      protocols: ['mailto', 'tel'],
      HTMLAttributes: { target: null, rel: null, class: null },
    },
  }),
  OwnImage.configure({ inline: true }),
];
const filesOf = (data: DataTransfer | null): readonly File[] => [...(data?.files ?? [])];

/** Where a mail is written: formats that every mail program shows. Alt+F10 goes to the tools, Escape back. [EM138] */
export function MailText({ label, initial, lang, plain = false, picker, onChange, onFiles, ref }: MailTextProps) {
  const around = useRef<HTMLDivElement>(null);
  const take = (files: readonly File[]): boolean => {
    if (files.length) onFiles(files);
    return files.length > 0;
  };
  const editor = useEditor({
    extensions,
    content: initial,
    injectCSS: false,
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, class: styles.text ?? '', ...(lang && { lang }) },
      transformPastedHTML: tablesAsLines,
      handlePaste: (_, event) => take(filesOf(event.clipboardData)),
      handleDrop: (_, event) => take(filesOf(event.dataTransfer)),
    },
    onUpdate: ({ editor }) => onChange(editor.isEmpty ? '' : editor.getHTML()),
  });
  useImperativeHandle(
    ref,
    () => ({
      focus: () => void editor.commands.focus(),
      insert: (html) => void editor.chain().focus().insertContent(html).run(),
      insertImage: (image) => void editor.chain().focus().setImage(image).run(),
    }),
    [editor],
  );
  const keys = (event: KeyboardEvent): void => {
    const inTools = !editor.isFocused;
    if (event.altKey && event.key === 'F10') around.current?.querySelector<HTMLElement>('[role=toolbar] button')?.focus();
    else if (event.key === 'Escape' && inTools) editor.commands.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={around} data-editor className={styles.editor} onKeyDown={keys} role="presentation">
      <div className={styles.top}>
        {!plain && <Tools editor={editor} onFiles={onFiles} />}
        {picker && <Ready editor={editor} picker={picker} />}
      </div>
      <EditorContent editor={editor} />
    </div>
  );
}

/** What stands in the paragraph with the caret; each leaf counts as one sign. */
function paragraphOf(editor: Editor): { readonly text: string; readonly caret: number; readonly start: number } {
  const { $head } = editor.state.selection;
  const { parent } = $head;
  return { text: parent.textBetween(0, parent.content.size, '\n', '\n'), caret: $head.parentOffset, start: $head.start() };
}
/** Ready texts for where the caret is. [DT295] */
function Ready({ editor, picker }: { readonly editor: Editor; readonly picker: (at: Caret) => ReactNode }) {
  const at = useEditorState({ editor, selector: ({ editor }) => paragraphOf(editor) });
  const put: Caret['put'] = (next, from) => {
    const { text, start } = paragraphOf(editor);
    const change = changeOf(text, next);
    const whole = { from: start + change.from, to: start + change.to };
    const to = editor.chain().focus().insertContentAt(whole, paragraphs(change.put), { updateSelection: true });
    if (change.put.includes('\n')) to.run();
    else to.setTextSelection(start + from).run();
  };
  const here = useRef<HTMLSpanElement>(null);
  const [field, setField] = useState<HTMLElement | null>(null);
  useEffect(() => setField(here.current?.closest('[data-editor]')?.querySelector<HTMLElement>('[contenteditable]') ?? null), []);
  return <span ref={here}>{picker({ text: at.text, caret: at.caret, field, put })}</span>;
}

const formats = [
  ['bold', BoldIcon, (to: Commands) => to.toggleBold()],
  ['italic', ItalicIcon, (to: Commands) => to.toggleItalic()],
  ['underline', UnderlineIcon, (to: Commands) => to.toggleUnderline()],
  ['bulletList', BulletsIcon, (to: Commands) => to.toggleBulletList()],
  ['orderedList', NumbersIcon, (to: Commands) => to.toggleOrderedList()],
  ['blockquote', BlockquoteIcon, (to: Commands) => to.toggleBlockquote()],
] as const;
const others = [
  ['clear', ClearIcon, (to: Commands) => to.unsetAllMarks().clearNodes()],
  ['undo', UndoIcon, (to: Commands) => to.undo()],
  ['redo', RedoIcon, (to: Commands) => to.redo()],
] as const;
type Commands = ChainedCommands;

function Tools({ editor, onFiles }: { readonly editor: Editor } & Pick<MailTextProps, 'onFiles'>) {
  const t = useTranslations();
  const chooser = useRef<HTMLInputElement>(null);
  const [linking, setLinking] = useState(false);
  const now = useEditorState({
    editor,
    selector: ({ editor }) => ({
      active: formats.flatMap(([name]) => (editor.isActive(name) ? [name] : [])).join(' '),
      link: editor.isActive('link'),
      undo: editor.can().undo(),
      redo: editor.can().redo(),
      clear: true,
    }),
  });
  const does = (change: (to: Commands) => Commands) => () => void change(editor.chain().focus()).run();
  const look = { className: styles.tool ?? '' };
  return (
    <>
      <Toolbar className={styles.tools ?? ''} aria-label={t('editor.tools')}>
        {formats.map(([name, icon, toggle]) => (
          <ToggleButton
            key={name}
            {...look}
            {...named(t(`editor.${name}`))}
            isSelected={now.active.split(' ').includes(name)}
            onChange={does(toggle)}
          >
            <Drawn icon={icon} title={t(`editor.${name}`)} />
          </ToggleButton>
        ))}
        <ToggleButton {...look} {...named(t('editor.link'))} isSelected={now.link || linking} onChange={() => setLinking(!linking)}>
          <Drawn icon={LinkIcon} title={t('editor.link')} />
        </ToggleButton>
        <Button {...look} {...named(t('editor.picture'))} onPress={() => chooser.current?.click()}>
          <Drawn icon={PhotoIcon} title={t('editor.picture')} />
        </Button>
        {others.map(([name, icon, change]) => (
          <Button key={name} {...look} {...named(t(`editor.${name}`))} isDisabled={!now[name]} onPress={does(change)}>
            <Drawn icon={icon} title={t(`editor.${name}`)} />
          </Button>
        ))}
      </Toolbar>
      <input
        ref={chooser}
        type="file"
        className="unseen"
        accept="image/png,image/jpeg,image/gif,image/webp"
        tabIndex={-1}
        aria-label={t('editor.picture')}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = ''; // the same file again is a change too
        }}
      />
      {linking && <LinkField editor={editor} onDone={() => setLinking(false)} />}
    </>
  );
}

const named = (label: string) => ({ 'aria-label': label });

function Drawn({ icon: Icon, title }: { readonly icon: ComponentType<{ size: number; 'aria-hidden': true }>; readonly title: string }) {
  return (
    <span title={title}>
      <Icon size={18} aria-hidden={true} />
    </span>
  );
}

import type { Editor } from '@tiptap/react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { linkTo } from './links.ts';
import styles from './mailText.module.css';

/** Sets where the selected text leads, or takes the link away. */
export function LinkField({ editor, onDone }: { readonly editor: Editor; readonly onDone: () => void }) {
  const t = useTranslations();
  const field = useRef<HTMLInputElement>(null);
  const why = useId();
  const before: unknown = editor.getAttributes('link')['href'];
  const [address, setAddress] = useState(typeof before === 'string' ? before : '');
  const [wrong, setWrong] = useState(false);
  useEffect(() => field.current?.select(), []);
  const leave = (change: (to: Editor) => void): void => {
    change(editor);
    onDone();
  };
  const set = (): void => {
    const href = linkTo(address);
    setWrong(!href);
    if (!href) return field.current?.focus();
    leave((to) => {
      const here = to.chain().focus().extendMarkRange('link');
      if (to.state.selection.empty && !before)
        here.insertContent({ type: 'text', text: address.trim(), marks: [{ type: 'link', attrs: { href } }] }).run();
      else here.setLink({ href }).run();
    });
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') set();
    else if (event.key === 'Escape') leave((to) => void to.commands.focus());
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.link}>
      <input
        ref={field}
        type="text"
        inputMode="url"
        value={address}
        aria-label={t('editor.address')}
        placeholder={t('editor.example')}
        aria-invalid={wrong}
        aria-describedby={wrong ? why : undefined}
        onChange={({ target }) => setAddress(target.value)}
        onKeyDown={keys}
      />
      <button type="button" onClick={set}>
        {t('editor.setLink')}
      </button>
      {typeof before === 'string' && (
        <button type="button" onClick={() => leave((to) => void to.chain().focus().extendMarkRange('link').unsetLink().run())}>
          {t('editor.removeLink')}
        </button>
      )}
      {wrong && (
        <p id={why} role="alert">
          {t('editor.noAddress')}
        </p>
      )}
    </div>
  );
}

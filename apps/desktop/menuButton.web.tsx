import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import button from './button.module.css';
import { ChevronIcon } from './icons.web.ts';
import styles from './menu.module.css';

interface MenuButtonProps {
  /** What it says; left out: only the arrow, with `label` for whoever does not see it. */
  readonly children?: ReactNode;
  readonly label: string;
  readonly kind?: 'plain' | 'primary' | 'quiet';
  readonly size?: 'normal' | 'call';
  readonly items: readonly { readonly key: string; readonly text: string }[];
  readonly onChoose: (key: string) => void;
}

/** A button that opens a list of things to do. */
export function MenuButton({ children, label, kind = 'plain', size = 'normal', items, onChoose }: MenuButtonProps) {
  return (
    <MenuTrigger>
      <Button className={button.button ?? ''} data-kind={kind} data-size={size} {...(!children && { 'aria-label': label })}>
        {children && <span>{children}</span>}
        <ChevronIcon size={16} />
      </Button>
      <Popover className={styles.popover ?? ''} data-overlay="popup">
        <Menu className={styles.menu ?? ''} aria-label={label} onAction={(key) => onChoose(String(key))}>
          {items.map(({ key, text }) => (
            <MenuItem key={key} id={key} className={styles.item ?? ''} textValue={text}>
              {text}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

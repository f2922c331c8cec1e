import { useMemo } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { useTranslations } from 'use-intl';
import { useCentre } from './deskContext.web.tsx';
import { type Pick, picksOf } from './dispositions.ts';
import { CheckIcon, ChevronIcon } from './icons.web.ts';
import { usePreferences } from './preferences.web.ts';
import styles from './wrapUp.module.css';

interface PickerProps {
  readonly reasons: readonly string[];
  readonly chosen: string | null;
  /** It has to be chosen before the wrap-up can be submitted. */
  readonly missing: boolean;
  readonly onPick: (reason: string | null) => void;
}

/** What came of it: type a few letters or choose from the list. */
export function DispositionPicker({ reasons, chosen, missing, onPick }: PickerProps) {
  const t = useTranslations();
  const { dispositions } = useCentre();
  const { language } = usePreferences();
  const picks = useMemo(() => picksOf(reasons, dispositions, language), [reasons, dispositions, language]);
  const folders = [...new Set(picks.map((pick) => pick.folder))];
  return (
    <ComboBox
      className={styles.combo ?? ''}
      value={chosen}
      onChange={(key) => key !== chosen && onPick(key === null ? null : String(key))}
      menuTrigger="focus"
      isInvalid={missing}
    >
      <Label className={styles.label ?? ''}>
        <span>{t('wrapUp.disposition')}</span>
        {missing && <span className={styles.missing}>{t('wrapUp.missing')}</span>}
      </Label>
      <div className={styles.box}>
        <Input placeholder={t('wrapUp.choose')} />
        <Button>
          <ChevronIcon size={16} />
        </Button>
      </div>
      <Popover className={styles.options ?? ''} placement="top start" data-overlay="popup">
        <ListBox>
          {folders.map((folder) => (
            <ListBoxSection key={folder ?? ''} aria-label={folder ?? t('wrapUp.disposition')}>
              {folder && <Header className={styles.folder ?? ''}>{folder}</Header>}
              {picks.filter((pick) => pick.folder === folder).map(option)}
            </ListBoxSection>
          ))}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

const option = ({ key, label }: Pick) => (
  <ListBoxItem key={key} id={key} textValue={label} className={styles.option ?? ''}>
    {({ isSelected }) => (
      <>
        {label}
        {isSelected && <CheckIcon size={16} />}
      </>
    )}
  </ListBoxItem>
);

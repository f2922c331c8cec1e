import type { Chat } from '@patchbay/chat/chat.ts';
import type { Control } from '@patchbay/chat/controls.ts';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import type { Command } from './desk.ts';
import styles from './hand.module.css';
import { BanIcon } from './icons.web.ts';
import { usePreferences } from './preferences.web.ts';
import { dayOf, timeOfDay } from './time.ts';

interface BanStripProps {
  readonly chat: Chat;
  readonly lift: Control;
  readonly nameOf: (agent: string) => string;
  readonly onAsk: (command: Command) => void;
}

/** That the customer of this chat was banned, until when, and the way back. [DT80] */
export function BanStrip({ chat, lift, nameOf, onAsk }: BanStripProps) {
  const t = useTranslations();
  const { region } = usePreferences();
  const { banned } = chat.work;
  if (!banned) return null;
  const { lifted, until } = banned;
  return (
    <div className={styles.pending} data-kind="ban" role="status">
      <BanIcon size={16} />
      <span>
        {lifted
          ? t('ban.liftedBy', { name: nameOf(lifted.by) })
          : t('ban.until', { name: nameOf(banned.by), when: `${dayOf(until, region)}, ${timeOfDay(until, region)}` })}
      </span>
      {lift.enabled && (
        <Button onPress={() => onAsk({ type: 'liftBan', interaction: chat.id, lifted: !lifted })}>
          {t(lifted ? 'ban.again' : 'ban.lift')}
        </Button>
      )}
    </div>
  );
}

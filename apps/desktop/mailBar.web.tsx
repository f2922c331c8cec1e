import { textIn } from '@patchbay/configuration/text.ts';
import type { controls, Button as Name } from '@patchbay/email/controls.ts';
import type { Email } from '@patchbay/email/email.ts';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { isBusy } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { picksOf } from './dispositions.ts';
import { HandOverIcon } from './icons.web.ts';
import styles from './mail.module.css';
import type { Does } from './mailing.ts';
import { MenuButton } from './menuButton.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { partOf } from './selectors.ts';

interface BarProps {
  readonly id: string;
  readonly mail: Email;
  readonly buttons: ReturnType<typeof controls>;
  readonly does: Does;
  readonly handing: boolean;
  readonly onHand: () => void;
  /** Why a button does not work, in words. */
  readonly why: (key: string | null) => string | null;
}

/** What can be done with a mail: answered, handed on, made another queue's matter, given back, kept, closed. [DT285] */
export function MailBar({ id, mail, buttons, does, handing, onHand, why }: BarProps) {
  const t = useTranslations();
  const desk = useDesk();
  const button = (type: Name, word: string, more: object = {}) =>
    buttons[type].enabled && (
      <Button onPress={() => does({ type })} busy={isBusy(desk, type, id)} {...more}>
        {word}
      </Button>
    );
  const { draft, came } = mail.work;
  return (
    <div className={styles.strip} role="toolbar" aria-label={t('mail.controls')}>
      {buttons.reply.enabled &&
        (draft ? (
          <Button kind="primary" onPress={() => does({ type: 'reply', what: 'reply' })} busy={isBusy(desk, 'reply', id)}>
            {t('mail.goOn')}
          </Button>
        ) : (
          (['reply', 'replyAll', 'forward'] as const).map((what) => (
            <span key={what} data-mail={what}>
              <Button
                kind={what === 'reply' ? 'primary' : 'plain'}
                onPress={() => does({ type: 'reply', what })}
                busy={isBusy(desk, 'reply', id)}
              >
                {t(`mail.${what}`)}
              </Button>
            </span>
          ))
        ))}
      {draft && buttons.reply.enabled && button('discard', t('mail.discard'))}
      {button('open', t('mail.verb.open'), { kind: 'primary' })}
      <span className={styles.gap} />
      {buttons.transferToQueue.enabled && (
        <span data-hand>
          <Button icon={<HandOverIcon size={16} />} expanded={handing} onPress={onHand}>
            {t('hand.open')}
          </Button>
        </span>
      )}
      {buttons.changeQueue.enabled && (
        <span>
          <Services mail={mail} does={does} />
        </span>
      )}
      {buttons.transferToQueue.enabled && came > 0 && (
        <Button onPress={() => does({ type: 'return' })} busy={isBusy(desk, 'return', id)}>
          {t('mail.return')}
        </Button>
      )}
      {button('toWorkbin', t('mail.workbin'))}
      {buttons.closeWithoutReply.visible && !buttons.closeWithoutReply.enabled && (
        <Button why={why(buttons.closeWithoutReply.why)} onPress={() => {}}>
          {t('mail.close')}
        </Button>
      )}
      {buttons.closeWithoutReply.enabled && (
        <span>
          <CloseButton mail={mail} does={does} busy={isBusy(desk, 'closeWithoutReply', id)} />
        </span>
      )}
    </div>
  );
}

interface CloseProps extends Pick<BarProps, 'mail' | 'does'> {
  readonly busy: boolean;
}
/** Nothing is to be answered: with the disposition that is chosen below, or is chosen here. [DT298] */
function CloseButton({ mail, does, busy }: CloseProps) {
  const t = useTranslations();
  const live = useLive();
  const { dispositions } = useCentre();
  const { language } = usePreferences();
  const part = partOf(mail, live.me.id);
  const reason = part && 'reason' in part ? part.reason : null;
  if (reason === null)
    return (
      <MenuButton
        label={t('mail.close')}
        items={picksOf(mail.policy.reasons, dispositions, language).map(({ key, label }) => ({ key, text: label }))}
        onChoose={(chosen) => does({ type: 'closeWithoutReply', reason: chosen })}
      >
        {t('mail.close')}
      </MenuButton>
    );
  return (
    <Button onPress={() => does({ type: 'closeWithoutReply' })} busy={busy}>
      {t('mail.closeAs', { disposition: textIn(dispositions[reason]?.label ?? reason, language) })}
    </Button>
  );
}

/** Another queue's matter: in my hands if I serve it, else handed over. [BP-66] */
function Services({ mail, does }: Pick<BarProps, 'mail' | 'does'>) {
  const t = useTranslations();
  const { queues } = useCentre();
  const { language } = usePreferences();
  const label = (key: string): string => textIn(queues[key]?.label ?? key, language);
  const items = Object.entries(queues).flatMap(([key, { email }]) => {
    if (!email || key === mail.queue) return [];
    return [{ key, text: email.serves ? label(key) : t('mail.handsOver', { name: label(key) }) }];
  });
  if (!items.length) return null;
  return (
    <MenuButton label={t('mail.service')} items={items} onChoose={(queue) => does({ type: 'changeQueue', queue })}>
      {t('mail.serviceIs', { name: label(mail.queue ?? '') })}
    </MenuButton>
  );
}

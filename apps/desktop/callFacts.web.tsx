import { textIn } from '@patchbay/configuration/text.ts';
import type { Call } from '@patchbay/voice/call.ts';
import { useTranslations } from 'use-intl';
import styles from './call.module.css';
import { otherOf } from './calling.ts';
import { useLive } from './deskContext.web.tsx';
import { callLines } from './offering.ts';
import { usePreferences } from './preferences.web.ts';
import { refusalText } from './refusals.ts';
import type { QueueLabel } from './session.ts';

/** What is known of a call, in its midst: the number, the variables of its queue, the digits of the customer, why nobody answered. */
export function CallFacts({ call, queue }: { readonly call: Call; readonly queue: QueueLabel | undefined }) {
  const t = useTranslations();
  const { language } = usePreferences();
  const { work } = call;
  const other = otherOf(call, useLive().me.id);
  return (
    <dl className={styles.facts}>
      {other.is === 'number' && (
        <div>
          <dt>{t('offer.number')}</dt>
          <dd>{other.number}</dd>
        </div>
      )}
      {work.line.shown && (
        <div>
          <dt>{t(call.kind === 'outbound' ? 'call.shown' : 'call.called')}</dt>
          <dd>{work.line.shown}</dd>
        </div>
      )}
      {callLines(call, queue).map(({ key, label, value }) => (
        <div key={key}>
          <dt>{textIn(label, language)}</dt>
          <dd>{textIn(value, language)}</dd>
        </div>
      ))}
      {work.digits && (
        <div>
          <dt>{t('call.pressed')}</dt>
          <dd>{work.digits}</dd>
        </div>
      )}
      {work.failed && (
        <div>
          <dt>{t('call.outcome')}</dt>
          <dd role="status">{refusalText(`voice.${work.failed}`, language)}</dd>
        </div>
      )}
    </dl>
  );
}

import { textIn } from '@patchbay/configuration/text.ts';
import type { Call } from '@patchbay/voice/call.ts';
import { useTranslations } from 'use-intl';
import styles from './call.module.css';
import { callLines } from './offering.ts';
import { usePreferences } from './preferences.web.ts';
import { refusalText } from './refusals.ts';
import type { QueueLabel } from './session.ts';

/** What is known of a call beside the number, which is its heading: the variables of its queue, the digits of the customer, why nobody answered. */
export function CallFacts({ call, queue }: { readonly call: Call; readonly queue: QueueLabel | undefined }) {
  const t = useTranslations();
  const { language } = usePreferences();
  const { work } = call;
  return (
    <dl className={styles.facts}>
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

import styles from './panel.module.css';
import type { ChatPanelProps } from './panel-props.web.ts';
import { Transcript } from './transcript.web.tsx';
import { Writing } from './writing.web.tsx';

/** The conversation of a chat and the field to answer in. */
export function ChatPanel(props: ChatPanelProps) {
  return (
    <div className={styles.panel}>
      {props.notice}
      <Transcript {...props} />
      {(props.say || props.whisper) && <Writing {...props} />}
    </div>
  );
}

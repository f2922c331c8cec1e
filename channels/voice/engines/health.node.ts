import { askAudioBridge } from './audiobridge.node.ts';
import type { EngineName, Places, Secrets } from './engine.ts';
import { askRtpengine } from './ng.node.ts';
import { rpc } from './rpc.node.ts';

const QUESTIONS: Readonly<Record<EngineName, (places: Places, secrets: Secrets) => Promise<unknown>>> = {
  kamailio: ({ control }, secrets) => rpc(control, secrets.control, 'core.uptime'),
  rtpengine: ({ ng }) => askRtpengine(ng, 'ping'),
  janus: askAudioBridge,
};

/** Whether an engine does its work, asked as its users ask it: nothing when it does, else why not. Answers within some seconds. */
export function health(engine: EngineName, places: Places, secrets: Secrets): Promise<string | undefined> {
  return QUESTIONS[engine](places, secrets).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message || error.constructor.name : String(error)),
  );
}

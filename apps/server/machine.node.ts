/** Whether the engines of calls run, as the supervisor says: `off`, `starting`, `ready`, or why they do not. Nobody else runs any. */
export function voiceNews(): () => string {
  let voice = 'off';
  process.on('message', (message) => {
    voice = voiceIn(message) ?? voice;
  });
  return () => voice;
}

/** `{ type: 'voice', state }`, where a state is a word or has a reason. */
function voiceIn(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null || !('type' in message) || message.type !== 'voice' || !('state' in message))
    return undefined;
  const { state } = message;
  if (typeof state === 'string') return state;
  return typeof state === 'object' && state !== null && 'reason' in state ? String(state.reason) : undefined;
}

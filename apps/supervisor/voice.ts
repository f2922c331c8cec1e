/** Whether calls can be made: nobody wants them, the engines start, they run, or why they do not. */
export type VoiceState = 'off' | 'starting' | 'ready' | { readonly reason: string };

/** What several engines are together: what is in the way first, then what is not there yet. */
export function voiceState(states: ReadonlyMap<string, VoiceState>): VoiceState {
  const all = [...states.values()];
  const wrong = all.find((state) => typeof state === 'object');
  return wrong ?? (all.every((state) => state === 'ready') ? 'ready' : 'starting');
}

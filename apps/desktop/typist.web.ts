const every = 3000;
const silence = 5000;

/** Says that somebody types; `inside`: a note, of which the customer is told nothing. */
type Says = (interaction: string, on: boolean, inside: boolean) => void;

/** Tells others that the agent types: at most every 3 s, and that it is over after 5 s of silence. */
export function typist(send: Says): Says {
  const last = new Map<string, { readonly at: number; readonly inside: boolean }>();
  const ends = new Map<string, ReturnType<typeof setTimeout>>();
  const stop = (interaction: string): void => {
    clearTimeout(ends.get(interaction));
    const before = last.get(interaction);
    if (last.delete(interaction) && before) send(interaction, false, before.inside);
  };
  return (interaction, on, inside) => {
    if (!on || (last.get(interaction)?.inside ?? inside) !== inside) stop(interaction);
    if (!on) return;
    clearTimeout(ends.get(interaction));
    ends.set(
      interaction,
      setTimeout(() => stop(interaction), silence),
    );
    const now = Date.now();
    if (now - (last.get(interaction)?.at ?? 0) < every) return;
    last.set(interaction, { at: now, inside });
    send(interaction, true, inside);
  };
}

const every = 3000;
const silence = 5000;

/** Tells the customer that the agent types: at most every 3 s, and that it is over after 5 s of silence. */
export function typist(send: (interaction: string, on: boolean) => void): (interaction: string, on: boolean) => void {
  const last = new Map<string, number>();
  const ends = new Map<string, ReturnType<typeof setTimeout>>();
  const stop = (interaction: string): void => {
    clearTimeout(ends.get(interaction));
    if (last.delete(interaction)) send(interaction, false);
  };
  return (interaction, on) => {
    if (!on) return stop(interaction);
    clearTimeout(ends.get(interaction));
    ends.set(
      interaction,
      setTimeout(() => stop(interaction), silence),
    );
    const now = Date.now();
    if (now - (last.get(interaction) ?? 0) < every) return;
    last.set(interaction, now);
    send(interaction, true);
  };
}

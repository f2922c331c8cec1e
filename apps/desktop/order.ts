/** The order of rows while the pointer or the focus is in the list: nobody moves, what is new comes last, what is gone goes. [DT30, UX-10] */
export function frozen(before: readonly string[], now: readonly string[]): readonly string[] {
  const kept = before.filter((id) => now.includes(id));
  return [...kept, ...now.filter((id) => !kept.includes(id))];
}

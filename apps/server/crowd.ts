/** Counts who is here by name: `enter` answers how to leave again, or null when `most` of that name are here already. */
export function crowd(most: number): { readonly enter: (name: string) => (() => void) | null } {
  const here = new Map<string, number>();
  return {
    enter(name) {
      const count = here.get(name) ?? 0;
      if (count >= most) return null;
      here.set(name, count + 1);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        const now = (here.get(name) ?? 1) - 1;
        if (now > 0) here.set(name, now);
        else here.delete(name);
      };
    },
  };
}

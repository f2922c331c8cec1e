/** Whether two values of JSON say the same, whatever the order of their keys. */
export function alike(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  if (Array.isArray(a) !== Array.isArray(b) || keys.length !== others.length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && alike((a as never)[key], (b as never)[key]));
}

/**
 * Whether every text in a JSON value can be kept: PostgreSQL takes neither NUL nor half a character (a lone surrogate, RFC 8259 section 8.2).
 * Names of fields count. Goes through without recursion, however deep it is nested. [SV6]
 */
export function isStorable(value: unknown): boolean {
  const todo = [value];
  while (todo.length > 0) {
    const one = todo.pop();
    if (typeof one === 'string' && !isText(one)) return false;
    if (typeof one !== 'object' || one === null) continue;
    if (Array.isArray(one)) for (const item of one) todo.push(item);
    else for (const [name, item] of Object.entries(one)) todo.push(name, item);
  }
  return true;
}

const isText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

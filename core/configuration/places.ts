import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';

/** The way to a field: keys, and numbers in lists. */
export type Path = readonly PropertyKey[];

interface Step {
  readonly node: unknown;
  readonly offset: number;
}

/** Where the field of this path stands in the text (offset); the nearest thing around it when it is not there. */
export function placeOf(doc: Document, path: Path, part: 'key' | 'value'): number {
  let at: Step = { node: doc.contents, offset: startOf(doc.contents) ?? 0 };
  let key = at.offset;
  for (const step of path) {
    const next = into(doc, at.node, step);
    if (!next) return key;
    key = next.offset;
    at = next;
  }
  return part === 'key' ? key : (startOf(at.node) ?? key);
}

/** Where a node begins, if it stands in the text. */
export function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

/** The name a pair has in the file. */
export function nameOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

function into(doc: Document, node: unknown, step: PropertyKey): Step | undefined {
  const real = isAlias(node) ? node.resolve(doc) : node;
  if (isSeq(real)) {
    const item = real.items[Number(step)];
    return item === undefined ? undefined : { node: item, offset: startOf(item) ?? 0 };
  }
  const pair = isMap(real) ? real.items.find((p) => nameOf(p) === String(step)) : undefined;
  return pair && { node: pair.value, offset: startOf(pair.key) ?? 0 };
}

import { type Alias, type Document, isAlias, isMap, isNode, isScalar, isSeq, type YAMLMap } from 'yaml';
import { nameOf, type Path, startOf } from './places.ts';
import { inYaml } from './reasons.ts';

/** Something that is YAML and yet not to be in a configuration. */
export interface Oddity {
  readonly offset: number;
  readonly path: Path;
  readonly reason: string;
}

/** Names that stand twice, keys that are no names, characters nobody sees, and references to nothing or too many of them. */
export function oddities(doc: Document, mostAliases: number): readonly Oddity[] {
  const found = within(doc.contents, []);
  const references = found.filter((o): o is Reference => 'alias' in o);
  const others = found.filter((o) => !('alias' in o));
  if (references.length > mostAliases)
    return [
      ...others,
      ...references.slice(0, 1).map((r) => ({ ...r, reason: `More than ${mostAliases} references (*name) are too many.` })),
    ];
  return [...others, ...references.filter((r) => r.alias.resolve(doc) === undefined)];
}

const ordinary = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/;

type Reference = Oddity & { readonly alias: Alias };

function within(node: unknown, path: Path): readonly (Oddity | Reference)[] {
  const odd = (reason: string) => ({ offset: startOf(node) ?? 0, path, reason });
  if (isAlias(node)) return [{ ...odd('There is nothing of this name before it. A text that begins with * needs quotes.'), alias: node }];
  if (isNode(node) && node.tag && !ordinary.test(node.tag)) return [odd(inYaml('TAG_RESOLVE_FAILED'))];
  if (isScalar(node))
    return typeof node.value === 'string' && !visible(node.value) ? [odd('This holds characters that cannot be shown.')] : [];
  if (isSeq(node)) return node.items.flatMap((item, n) => within(item, [...path, n]));
  return isMap(node) ? inMap(node, path) : [];
}

function inMap(map: YAMLMap, path: Path): readonly (Oddity | Reference)[] {
  const seen = new Set<string>();
  return map.items.flatMap((pair) => {
    const name = nameOf(pair);
    const odd = (reason: string): Oddity => ({ offset: startOf(pair.key) ?? 0, path: [...path, name], reason });
    const key = [
      ...(isNode(pair.key) && !isScalar(pair.key) ? [odd('A name must be a plain word.')] : within(pair.key, path)),
      ...(name === '__proto__' ? [odd('This name is not possible.')] : []),
      ...(seen.has(name) ? [odd(`"${name}" stands here twice.`)] : []),
    ];
    seen.add(name);
    return [...key, ...within(pair.value, [...path, name])];
  });
}

/** No control characters but line ends and tabs, no half characters: the database could not keep them. */
function visible(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what we look for
  return text.isWellFormed() && !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(text);
}

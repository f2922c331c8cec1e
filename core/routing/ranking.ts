/** Things in an order, counted: where one stands is found without looking at all the others. Changed in place. */
export interface Ranking<T> {
  readonly before: (a: T, b: T) => boolean;
  root: Branch<T>;
  /** What the weights are drawn from: the same things in the same order make the same tree. [RT1] */
  seed: number;
}
/** No child is heavier, and weights are as good as random: so it stays as low as a random tree, whatever comes in which order. */
interface Node<T> {
  readonly item: T;
  readonly weight: number;
  size: number;
  left: Branch<T>;
  right: Branch<T>;
}
type Branch<T> = Node<T> | null;
type Before<T> = Ranking<T>['before'];

/** An empty ranking; `before` must be a strict total order. */
export const newRanking = <T>(before: Before<T>): Ranking<T> => ({ before, root: null, seed: 1 });

/** Adds one that is not there yet. O(log size). */
export function enter<T>(ranking: Ranking<T>, item: T): void {
  const node = { item, weight: draw(ranking), size: 1, left: null, right: null };
  ranking.root = grown(ranking.before, ranking.root, node);
}

/** Takes one away; nothing happens if it is not there. O(log size). */
export function quit<T>(ranking: Ranking<T>, item: T): void {
  ranking.root = pruned(ranking.before, ranking.root, item);
}

/** The place from 1: of one that is there, or that one that is not would have. O(log size). */
export function rankOf<T>({ before, root }: Ranking<T>, item: T): number {
  let ahead = 0;
  let node = root;
  while (node && node.item !== item) {
    if (before(item, node.item)) node = node.left;
    else {
      ahead += sizeOf(node.left) + 1;
      node = node.right;
    }
  }
  return ahead + sizeOf(node?.left ?? null) + 1;
}

/** How many are ahead, of an order that agrees with this one: first those that are, then those that are not. O(log size). */
export function countAhead<T>({ root }: Ranking<T>, isAhead: (item: T) => boolean): number {
  let ahead = 0;
  let node = root;
  while (node) {
    if (isAhead(node.item)) {
      ahead += sizeOf(node.left) + 1;
      node = node.right;
    } else node = node.left;
  }
  return ahead;
}

/** The last one, if there is any. */
export function lastOf<T>({ root }: Ranking<T>): T | undefined {
  let branch = root;
  while (branch?.right) branch = branch.right;
  return branch?.item;
}

/** The first so many, in their order. */
export function firstOf<T>({ root }: Ranking<T>, atMost: number): readonly T[] {
  const found: T[] = [];
  const path: Node<T>[] = [];
  let branch = root;
  while (found.length < atMost && (branch || path.length)) {
    for (; branch; branch = branch.left) path.push(branch);
    const node = path.pop();
    if (!node) break;
    found.push(node.item);
    branch = node.right;
  }
  return found;
}

const sizeOf = <T>(branch: Branch<T>): number => branch?.size ?? 0;

function grown<T>(before: Before<T>, branch: Branch<T>, node: Node<T>): Node<T> {
  if (!branch) return node;
  if (node.weight > branch.weight) {
    const [left, right] = split(before, branch, node.item);
    return holding(node, left, right);
  }
  return before(node.item, branch.item)
    ? holding(branch, grown(before, branch.left, node), branch.right)
    : holding(branch, branch.left, grown(before, branch.right, node));
}

function pruned<T>(before: Before<T>, branch: Branch<T>, item: T): Branch<T> {
  if (!branch) return null;
  if (branch.item === item) return joined(branch.left, branch.right);
  return before(item, branch.item)
    ? holding(branch, pruned(before, branch.left, item), branch.right)
    : holding(branch, branch.left, pruned(before, branch.right, item));
}

/** What comes before the item, and the rest. */
function split<T>(before: Before<T>, branch: Branch<T>, item: T): readonly [Branch<T>, Branch<T>] {
  if (!branch) return [null, null];
  if (before(branch.item, item)) {
    const [left, right] = split(before, branch.right, item);
    return [holding(branch, branch.left, left), right];
  }
  const [left, right] = split(before, branch.left, item);
  return [left, holding(branch, right, branch.right)];
}

/** One tree of two, all of the first coming before all of the second. */
function joined<T>(first: Branch<T>, second: Branch<T>): Branch<T> {
  if (!first || !second) return first ?? second;
  return first.weight > second.weight
    ? holding(first, first.left, joined(first.right, second))
    : holding(second, joined(first, second.left), second.right);
}

function holding<T>(node: Node<T>, left: Branch<T>, right: Branch<T>): Node<T> {
  node.left = left;
  node.right = right;
  node.size = sizeOf(left) + sizeOf(right) + 1;
  return node;
}

/** The next weight: an xorshift, which never comes to zero. */
function draw(ranking: { seed: number }): number {
  let { seed } = ranking;
  seed ^= seed << 13;
  seed ^= seed >>> 17;
  seed ^= seed << 5;
  ranking.seed = seed;
  return seed >>> 0;
}

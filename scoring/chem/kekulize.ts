/**
 * Double bonds for the aromatic bonds of a molecule, the same ones that SELFIES' official encoder
 * finds: a greedy matching of atoms that need one, mended along augmenting paths.
 *
 * Upstream: `selfies@6c9d2877` (v2.2.0) `selfies/mol_graph.py:kekulize`, `selfies/utils/matching_utils.py`.
 *
 * @module
 */
import type { SelfiesAtom, SelfiesInput } from "./selfies_encoder.ts";

const VALENCES: Readonly<Record<string, readonly number[]>> = {
  ...{ B: [3], Al: [3], C: [4], Si: [4], N: [3, 5], P: [3, 5], As: [3, 5] },
  ...{ O: [2, 4], S: [2, 4], Se: [2, 4], Te: [2, 4] },
};

/** Electrons of an atom that bonds are made of. */
const ELECTRONS: Readonly<Record<string, number>> = {
  ...{ B: 3, Al: 3, C: 4, Si: 4, N: 5, P: 5, As: 5, O: 6, S: 6, Se: 6, Te: 6 },
};

/** Makes every aromatic bond single or double; false where there is no way to. */
export function kekulize(graph: SelfiesInput): boolean {
  const { atoms, aromatic } = graph;
  const kept = [...aromatic.keys()].filter((node) => needsDouble(graph, node))
    .sort((a, b) => a - b);
  const labels = new Map(kept.map((node, label) => [node, label]));
  const near = kept.map((node) =>
    (aromatic.get(node) ?? []).flatMap((other) => labels.get(other) ?? [])
  );
  const mates = perfectMatching(near);
  if (mates === null) return false;
  for (const [node, others] of aromatic) {
    for (const other of others) setOrder(atoms, node, other, 1);
    const atom = atoms[node];
    if (atom !== undefined) atom.aromatic = false;
  }
  for (const [label, mate] of mates.entries()) {
    setOrder(atoms, kept[label] ?? -1, kept[mate] ?? -1, 2);
  }
  return true;
}

/** Whether an aromatic atom has room for one double bond. */
function needsDouble({ atoms, aromatic }: SelfiesInput, node: number): boolean {
  const others = aromatic.get(node) ?? [];
  const atom = atoms[node];
  if (atom === undefined || others.length === 0) return false;
  const valences = VALENCES[atom.element] ?? [];
  const used = Math.trunc(atom.bonds - 0.5 * others.length);
  if (atom.hydrogens === null) return !valences.includes(used);
  const taken = used + atom.hydrogens;
  if (valences.some((valence) => taken === valence - atom.charge)) return false;
  // An unpaired electron has no part in the ring.
  const bound = Math.max(0, atom.charge) + atom.hydrogens + Math.trunc(atom.bonds) +
    Math.trunc(2 * (atom.bonds % 1));
  const unpaired = Math.max(0, (ELECTRONS[atom.element] ?? 0) - bound) % 2;
  const free = (valences.at(-1) ?? 0) - atom.charge - taken - unpaired;
  return free >= 0 && free % 2 !== 0;
}

function setOrder(atoms: readonly SelfiesAtom[], a: number, b: number, order: number): void {
  const bond =
    [[a, b], [b, a]].flatMap(([from = -1, to]) =>
      atoms[from]?.out.find((out) => out?.to === to) ?? []
    )[0];
  if (bond === undefined) return;
  const change = order - bond.shared.order;
  bond.shared.order = order;
  for (const at of [a, b]) {
    const atom = atoms[at];
    if (atom !== undefined) atom.bonds += change;
  }
}

/** For each node its mate; `null` where not all can have one. */
function perfectMatching(near: readonly (readonly number[])[]): number[] | null {
  const mates = greedyMatching(near);
  const open = new Set([...mates.keys()].filter((node) => mates[node] === null));
  for (const root of open) {
    const path = augmentingPath(near, root, mates);
    if (path === null) return null;
    for (const [a, b] of path) {
      mates[a] = b;
      mates[b] = a;
      open.delete(a);
      open.delete(b);
    }
  }
  return mates as number[];
}

/** Nodes with the fewest free neighbours first, each with its first free neighbour. */
function greedyMatching(near: readonly (readonly number[])[]): (number | null)[] {
  const mates: (number | null)[] = near.map(() => null);
  const degrees = near.map((others) => others.length);
  const queue = new Queue();
  for (const [node, degree] of degrees.entries()) queue.push(degree, node);
  for (let node = queue.pop(); node !== null; node = queue.pop()) {
    if (mates[node] !== null || degrees[node] === 0) continue;
    const mate = near[node]?.find((other) => mates[other] === null);
    if (mate === undefined) continue;
    mates[node] = mate;
    mates[mate] = node;
    for (const other of [...near[node] ?? [], ...near[mate] ?? []]) {
      const degree = degrees[other] = (degrees[other] ?? 0) - 1;
      if (mates[other] === null && degree > 0) queue.push(degree, other);
    }
  }
  return mates;
}

/** Nodes by degree, then by number. */
class Queue {
  readonly #buckets = new Map<number, Set<number>>();

  push(degree: number, node: number): void {
    const known = this.#buckets.get(degree);
    if (known === undefined) this.#buckets.set(degree, new Set([node]));
    else known.add(node);
  }

  pop(): number | null {
    const degrees = [...this.#buckets.keys()];
    if (degrees.length === 0) return null;
    const degree = Math.min(...degrees);
    const nodes = this.#buckets.get(degree) ?? new Set<number>();
    let least = Infinity;
    for (const node of nodes) least = Math.min(least, node);
    nodes.delete(least);
    if (nodes.size === 0) this.#buckets.delete(degree);
    return least;
  }
}

/** Pairs to be matched instead along a path from `root` to another free node, breadth first. */
function augmentingPath(
  near: readonly (readonly number[])[],
  root: number,
  mates: readonly (number | null)[],
): (readonly [number, number])[] | null {
  const parents = new Map<number, readonly [number, number]>();
  const queue = [root];
  for (const node of queue) {
    for (const other of near[node] ?? []) {
      const mate = mates[other] ?? null;
      if (mate === null) {
        if (other === root) continue;
        parents.set(other, [node, other]);
        return walkBack(parents, other, root);
      }
      if (mate === root || parents.has(mate)) continue;
      parents.set(mate, [node, other]);
      queue.push(mate);
    }
  }
  return null;
}

function walkBack(
  parents: ReadonlyMap<number, readonly [number, number]>,
  end: number,
  root: number,
): (readonly [number, number])[] {
  const path: (readonly [number, number])[] = [];
  for (let node = end; node !== root;) {
    const step = parents.get(node);
    if (step === undefined) break;
    const [parent, through] = step;
    path.push([through, parent]);
    node = parent;
  }
  return path;
}

/**
 * Count-based Morgan fingerprints, which RDKit's JavaScript build does not have: the number of times
 * each circular environment occurs, under RDKit's own 32-bit identifiers. The identifiers matter: of
 * two atoms with the same environment the smaller one stays.
 *
 * Upstream: RDKit's `AllChem.GetMorganFingerprint(mol, radius)` (Rogers and Hahn, 2010).
 *
 * @module
 */
import type { Bond, MoleculeGraph } from "./molecule_graph.ts";

/** How often each environment occurs, by its identifier. */
export type Counts = ReadonlyMap<number, number>;

/** RDKit's number for an aromatic bond; others have that of their order. */
const AROMATIC_BOND = 12;

function combine(seed: number, value: number): number {
  return (seed ^ (value + 0x9e3779b9 + (seed << 6) + (seed >>> 2))) >>> 0;
}

/** An environment: the bonds in it, as bits, and who sees it. */
interface Environment {
  readonly bonds: bigint;
  readonly id: number;
  readonly atom: number;
}

function compare(a: Environment, b: Environment): number {
  if (a.bonds !== b.bonds) return a.bonds < b.bonds ? -1 : 1;
  return a.id - b.id || a.atom - b.atom;
}

interface Neighbour {
  readonly atom: number;
  readonly bond: number;
  readonly type: number;
}

function neighbours({ atoms, bonds }: MoleculeGraph): Neighbour[][] {
  const lists: Neighbour[][] = atoms.map(() => []);
  for (const [at, bond] of bonds.entries()) {
    const [a, b] = bond.atoms;
    lists[a]?.push({ atom: b, bond: at, type: bondType(bond) });
    lists[b]?.push({ atom: a, bond: at, type: bondType(bond) });
  }
  return lists;
}

/** A triple bond of an aromatic ring stays what it is. */
function bondType({ aromatic, order }: Bond): number {
  return aromatic && order < 3 ? AROMATIC_BOND : order;
}

/**
 * Environments up to `radius` bonds around each atom.
 *
 * @param massShift Of an isotope, the whole part of its mass less that of the natural mixture
 */
export function morganCounts(
  graph: MoleculeGraph,
  massShift: (element: number, isotope: number) => number,
  radius = 2,
): Counts {
  const around = neighbours(graph);
  const counts = new Map<number, number>();
  const count = (id: number) => counts.set(id, (counts.get(id) ?? 0) + 1);
  let ids = graph.atoms.map((atom, at) => {
    const { element, hydrogens, charge, isotope, inRing } = atom;
    const list = around[at] ?? [];
    // Hydrogens that stayed atoms, such as deuterium, count as hydrogens too.
    const all = hydrogens + list.filter((near) => graph.atoms[near.atom]?.element === 1).length;
    const shift = isotope === 0 ? 0 : massShift(element, isotope);
    const traits = [
      element,
      list.length + hydrogens,
      all,
      charge,
      shift,
      ...(inRing ? [1] : []),
    ];
    return traits.reduce(combine, 0);
  });
  for (const id of ids) count(id);
  const seen = new Set<bigint>();
  const dead = around.map((list) => list.length === 0);
  let covered = ids.map(() => 0n);
  for (let layer = 0; layer < radius; layer++) {
    const nextIds = ids.map(() => 0);
    const nextCovered = [...covered];
    const found: Environment[] = [];
    for (const [atom, list] of around.entries()) {
      if (dead[atom]) continue;
      let bonds = covered[atom] ?? 0n;
      for (const near of list) bonds |= (1n << BigInt(near.bond)) | (covered[near.atom] ?? 0n);
      const pairs = list.map(({ atom: near, type }) => [type, ids[near] ?? 0] as const)
        .sort(([typeA, idA], [typeB, idB]) => typeA - typeB || idA - idB);
      let id = combine(layer, ids[atom] ?? 0);
      for (const [type, near] of pairs) id = combine(id, combine(combine(0, type), near));
      nextIds[atom] = id;
      nextCovered[atom] = bonds;
      found.push({ bonds, id, atom });
    }
    for (const { bonds, id, atom } of found.sort(compare)) {
      if (seen.has(bonds)) dead[atom] = true;
      else {
        seen.add(bonds);
        count(id);
      }
    }
    ids = nextIds;
    covered = nextCovered;
  }
  return counts;
}

/** Tanimoto similarity of counts, 0..1: common occurrences over all; 0 where there are none. */
export function countTanimoto(a: Counts, b: Counts): number {
  let both = 0;
  let sum = 0;
  for (const [id, count] of a) {
    both += Math.min(count, b.get(id) ?? 0);
    sum += count;
  }
  for (const count of b.values()) sum += count;
  return sum === 0 ? 0 : both / (sum - both);
}

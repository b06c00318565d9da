import { INDEX_CODES, KNOWN_ELEMENTS, ORGANIC, selfiesCapacity } from "./selfies_symbols.ts";
import { kekulize } from "./kekulize.ts";

/**
 * SELFIES of a SMILES without stereo chemistry, symbol for symbol as the official encoder writes it:
 * atoms keep their order, aromatic rings get the double bonds that its matching finds.
 *
 * Upstream: `selfies@6c9d2877` (v2.2.0) `selfies/encoder.py:encoder`, default constraints.
 *
 * @returns `null` where the official encoder raises: for wildcards and other symbols it does not know,
 * atoms with more bonds than SELFIES give them, rings without double bonds to fit, and the empty text;
 * also for stereo chemistry, which is not read here
 */
export function encodeSelfies(smiles: string): string | null {
  const graph = readGraph(smiles);
  if (graph === null || !kekulize(graph)) return null;
  for (const atom of graph.atoms) if (atom.bonds > atom.capacity) return null;
  return graph.roots.map((root) => chainSymbols(graph, root, "").join("")).join(".");
}

/** A bond as seen from one of its atoms; both ends of a ring bond share their order. */
export interface SelfiesBond {
  readonly from: number;
  readonly to: number;
  readonly ring: boolean;
  readonly shared: { order: number };
}

/** An atom of a SMILES and what is bonded behind it. */
export interface SelfiesAtom {
  readonly element: string;
  /** As a symbol shows it, without bond and brackets. */
  readonly text: string;
  readonly capacity: number;
  /** `null` where hydrogens are implicit. */
  readonly hydrogens: number | null;
  readonly charge: number;
  aromatic: boolean;
  /** Orders of its bonds added up. */
  bonds: number;
  /** In the order of the SMILES; `null` for a ring that is not closed yet. */
  readonly out: (SelfiesBond | null)[];
}

/** Atoms in the order of a SMILES. */
export interface SelfiesInput {
  readonly atoms: SelfiesAtom[];
  /** First atoms of the parts. */
  readonly roots: number[];
  /** Neighbours over aromatic bonds of each aromatic atom. */
  readonly aromatic: Map<number, number[]>;
}

const TOKEN = /(\.)|([-:=#]?)(?:(\()|(\))|([0-9]|%[0-9]{2})|(Br|Cl|[A-Za-z])|\[([^\]]*)\])/y;
const BRACKET = /^([0-9]*)([A-Za-z][a-z]?)(H[0-9]?)?(\++|-+|[+-][0-9]+)?(?::[0-9]+)?$/;
const ORDERS: Readonly<Record<string, number>> = { "-": 1, ":": 1.5, "=": 2, "#": 3 };
const AROMATIC = new Set(["b", "al", "c", "si", "n", "p", "as", "o", "s", "se", "te"]);

interface OpenRing {
  readonly atom: number;
  readonly place: number;
  readonly bond: string;
}

/** The graph of a SMILES; `null` for what is none. */
function readGraph(smiles: string): SelfiesInput | null {
  const graph: SelfiesInput = { atoms: [], roots: [], aromatic: new Map() };
  let rings = new Map<string, OpenRing>();
  let previous: (number | null)[] = [null];
  let fresh = true;
  for (let at = 0; at < smiles.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(smiles);
    if (match === null) return null;
    const [, dot, bond = "", open, close, ring, organic, bracket] = match;
    const last = previous.at(-1) ?? null;
    if (dot !== undefined) {
      if (rings.size > 0 || previous.length > 1 || graph.atoms.length === 0) return null;
      [rings, previous, fresh] = [new Map(), [null], true];
    } else if (organic !== undefined || bracket !== undefined) {
      const atom = organic === undefined ? bracketAtom(bracket ?? "") : organicAtom(organic);
      if (atom === null) return null;
      previous[previous.length - 1] = attach(graph, atom, last, bond);
      fresh = false;
    } else if (fresh || last === null) {
      return null;
    } else if (open !== undefined) {
      if (bond !== "") return null;
      previous.push(last);
      fresh = true;
    } else if (close !== undefined) {
      if (bond !== "" || previous.length === 1) return null;
      previous.pop();
    } else if (ring !== undefined) {
      const left = rings.get(ring);
      if (left === undefined) {
        const out = graph.atoms[last]?.out ?? [];
        rings.set(ring, { atom: last, place: out.push(null) - 1, bond });
      } else {
        rings.delete(ring);
        if (!closeRing(graph, left, last, bond)) return null;
      }
    }
  }
  return rings.size > 0 || previous.length > 1 || graph.atoms.length === 0 ? null : graph;
}

function organicAtom(symbol: string): SelfiesAtom | null {
  const aromatic = AROMATIC.has(symbol);
  const element = symbol.charAt(0).toUpperCase() + symbol.slice(1);
  if (!aromatic && !ORGANIC.has(symbol)) return null;
  return {
    element,
    text: element,
    capacity: selfiesCapacity(element, 0),
    hydrogens: null,
    charge: 0,
    aromatic,
    bonds: 0,
    out: [],
  };
}

function bracketAtom(inside: string): SelfiesAtom | null {
  const match = BRACKET.exec(inside);
  if (match === null) return null;
  const [, isotope = "", symbol = "", hydrogenText = "", chargeText = ""] = match;
  const element = symbol.charAt(0).toUpperCase() + symbol.slice(1);
  if (!KNOWN_ELEMENTS.has(element)) return null;
  const hydrogens = hydrogenText === "" ? 0 : Number(hydrogenText.slice(1) || "1");
  const size = /[0-9]$/.test(chargeText) ? Number(chargeText.slice(1)) : chargeText.length;
  const charge = chargeText.startsWith("-") ? -size : size;
  const mass = isotope === "" ? "" : String(Number(isotope));
  const signed = charge === 0 ? "" : charge > 0 ? `+${charge}` : String(charge);
  const bare = mass === "" && charge === 0 && ORGANIC.has(element);
  const h = hydrogens > 0 ? `H${hydrogens}` : bare ? "H0" : "";
  return {
    element,
    text: `${mass}${element}${h}${signed}`,
    capacity: selfiesCapacity(element, charge) - hydrogens,
    hydrogens,
    charge,
    aromatic: AROMATIC.has(symbol),
    bonds: 0,
    out: [],
  };
}

function attach(
  graph: SelfiesInput,
  atom: SelfiesAtom,
  last: number | null,
  bond: string,
): number {
  const index = graph.atoms.push(atom) - 1;
  if (atom.aromatic) graph.aromatic.set(index, []);
  if (last === null) graph.roots.push(index);
  else {
    const order = bond === "" && bothAromatic(graph, last, index) ? 1.5 : ORDERS[bond] ?? 1;
    const shared = { order };
    graph.atoms[last]?.out.push({ from: last, to: index, ring: false, shared });
    count(graph, last, index, order);
  }
  return index;
}

function closeRing(graph: SelfiesInput, left: OpenRing, right: number, bond: string): boolean {
  const bonded = [[left.atom, right], [right, left.atom]].some(([a = 0, b]) =>
    graph.atoms[a]?.out.some((out) => out?.to === b)
  );
  if (bonded || left.atom === right) return false;
  if (left.bond !== bond && left.bond !== "" && bond !== "") return false;
  const order = left.bond === "" && bond === "" && bothAromatic(graph, left.atom, right)
    ? 1.5
    : Math.max(ORDERS[left.bond] ?? 1, ORDERS[bond] ?? 1);
  const shared = { order };
  const out = graph.atoms[left.atom]?.out ?? [];
  out[left.place] = { from: left.atom, to: right, ring: true, shared };
  graph.atoms[right]?.out.push({ from: right, to: left.atom, ring: true, shared });
  count(graph, left.atom, right, order);
  return true;
}

function bothAromatic({ atoms }: SelfiesInput, a: number, b: number): boolean {
  return atoms[a]?.aromatic === true && atoms[b]?.aromatic === true;
}

function count(graph: SelfiesInput, a: number, b: number, order: number): void {
  for (const [one, other] of [[a, b], [b, a]] as const) {
    const atom = graph.atoms[one];
    if (atom !== undefined) atom.bonds += order;
    if (order !== 1.5) continue;
    const near = graph.aromatic.get(one);
    if (near === undefined) graph.aromatic.set(one, [other]);
    else near.push(other);
  }
}

/** Symbols of a chain and its branches, from an atom on. */
function chainSymbols(graph: SelfiesInput, start: number, firstBond: string): string[] {
  const symbols: string[] = [];
  let [at, bond] = [start, firstBond];
  for (;;) {
    const atom = graph.atoms[at];
    if (atom === undefined) return symbols;
    symbols.push(`[${bond}${atom.text}]`);
    let next: SelfiesBond | null = null;
    for (const [place, out] of atom.out.entries()) {
      if (out === null) continue;
      if (out.ring) {
        // The end of a ring that comes later says where it began.
        if (out.from < out.to) continue;
        const length = indexSymbols(out.from - out.to - 1);
        symbols.push(`[${bondSign(out)}Ring${length.length}]`, ...length);
      } else if (place === atom.out.length - 1) {
        next = out;
      } else {
        const branch = chainSymbols(graph, out.to, bondSign(out));
        const length = indexSymbols(branch.length - 1);
        symbols.push(`[${bondSign(out)}Branch${length.length}]`, ...length, ...branch);
      }
    }
    if (next === null) return symbols;
    [at, bond] = [next.to, bondSign(next)];
  }
}

function bondSign({ shared: { order } }: SelfiesBond): string {
  return order === 2 ? "=" : order === 3 ? "#" : "";
}

/** A number in base 16, its digits as symbols. */
function indexSymbols(number: number): string[] {
  const digits = Array.from(number.toString(16), (digit) => parseInt(digit, 16));
  return digits.map((digit) => INDEX_CODES[digit] ?? "");
}

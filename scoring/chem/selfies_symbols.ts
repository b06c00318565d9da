/**
 * Symbols of SELFIES: how a text is cut into them and what each says.
 *
 * @module
 */
import { decimalValue } from "../python/characters.ts";
import { pyInt } from "../python/float.ts";
import { ELEMENTS } from "./elements.ts";

/** `/` and `\` beside a single bond; `null` elsewhere. */
export type Mark = "/" | "\\" | null;

/** What an atom symbol gives. */
export interface AtomSymbol {
  readonly kind: "atom";
  readonly order: number;
  readonly mark: Mark;
  /** As it stands in SMILES. */
  readonly text: string;
  /** Bonds it can have besides its hydrogens. */
  readonly capacity: number;
}

/** A symbol, `null` where it has no meaning. */
export type SelfiesSymbol =
  | AtomSymbol
  | { readonly kind: "branch"; readonly type: number; readonly length: number }
  | {
    readonly kind: "ring";
    readonly order: number;
    readonly length: number;
    readonly marks: readonly [Mark, Mark];
  }
  | { readonly kind: "end" };

/** The digits of base 16 as symbols. */
export const INDEX_CODES: readonly string[] = [
  ...["[C]", "[Ring1]", "[Ring2]", "[Branch1]", "[=Branch1]", "[#Branch1]", "[Branch2]"],
  ...["[=Branch2]", "[#Branch2]", "[O]", "[N]", "[=N]", "[=C]", "[#C]", "[S]", "[P]"],
];

const INDEX_CODE = new Map(INDEX_CODES.map((symbol, code) => [symbol, code]));

/** The number that symbols stand for behind a branch or ring, base 16; unknown and missing are 0. */
export function indexOf(symbols: readonly (string | undefined)[]): number {
  return symbols.reduce(
    (index, symbol) => 16 * index + (symbol === undefined ? 0 : INDEX_CODE.get(symbol) ?? 0),
    0,
  );
}

/**
 * Cuts a part without `.` into symbols. Whatever stands between two brackets belongs to the later
 * symbol; `[nop]` is left out.
 *
 * @returns `null` for a bracket that hangs open
 */
export function splitSymbols(part: string): string[] | null {
  const symbols: string[] = [];
  let start = part.indexOf("[");
  while (start !== -1 && start < part.length) {
    const end = part.indexOf("]", start + 1);
    if (end === -1) return null;
    const symbol = part.slice(start, end + 1);
    if (symbol !== "[nop]") symbols.push(symbol);
    start = end + 1;
  }
  return symbols;
}

const ORDER: Readonly<Record<string, number>> = { "=": 2, "#": 3 };
const BRANCH = /^\[([=#]?)Branch([123])\]$/;
const RING = /^\[([=#]|[-/\\]{2})?Ring([123])\]$/;

/** Meaning of a symbol; `null` where it has none, which is an error. */
export function readSymbol(symbol: string): SelfiesSymbol | null {
  const ending = symbol.slice(-4, -2);
  if (ending === "ch") return branchSymbol(symbol);
  if (ending === "ng") return ringSymbol(symbol);
  if (symbol.includes("eps")) return { kind: "end" };
  return atomSymbol(symbol);
}

function branchSymbol(symbol: string): SelfiesSymbol | null {
  const match = BRANCH.exec(symbol);
  if (match === null) return null;
  const [, bond = "", length = ""] = match;
  return { kind: "branch", type: ORDER[bond] ?? 1, length: Number(length) };
}

function ringSymbol(symbol: string): SelfiesSymbol | null {
  const match = RING.exec(symbol);
  if (match === null || match[1] === "--") return null;
  const [, bond = "", length = ""] = match;
  const marks = bond.length === 2 ? [markOf(bond.charAt(0)), markOf(bond.charAt(1))] : [];
  return {
    kind: "ring",
    order: ORDER[bond] ?? 1,
    length: Number(length),
    marks: [marks[0] ?? null, marks[1] ?? null],
  };
}

function markOf(character: string): Mark {
  return character === "/" || character === "\\" ? character : null;
}

const ATOM = /^\[([=#/\\]?)(\p{Nd}*)([A-Z][a-z]?)(@{0,2})((?:H\p{Nd})?)((?:[+-][1-9]+)?)\]$/u;
/** Elements that need no brackets in SMILES. */
export const ORGANIC: ReadonlySet<string> = new Set([
  "B",
  "C",
  "N",
  "O",
  "S",
  "P",
  "F",
  "Cl",
  "Br",
  "I",
]);

/** Nihonium and moscovium are not known upstream, nor is anything behind livermorium. */
export const KNOWN_ELEMENTS: ReadonlySet<string> = new Set(
  ELEMENTS.slice(0, 116).filter((name) => name !== "Nh" && name !== "Mc"),
);

const CAPACITY: Readonly<Record<string, number>> = {
  ...{ "H": 1, "F": 1, "Cl": 1, "Br": 1, "I": 1, "B": 3, "B+1": 2, "B-1": 4 },
  ...{ "O": 2, "O+1": 3, "O-1": 1, "N": 3, "N+1": 4, "N-1": 2, "C": 4, "C+1": 3, "C-1": 3 },
  ...{ "P": 5, "P+1": 4, "P-1": 6, "S": 6, "S+1": 5, "S-1": 5 },
};
const OTHER_CAPACITY = 8;

/** Bonds that SELFIES give an atom, its hydrogens included. */
export function selfiesCapacity(element: string, charge: number): number {
  const signed = charge === 0 ? "" : charge > 0 ? `+${charge}` : String(charge);
  return CAPACITY[element + signed] ?? OTHER_CAPACITY;
}

function atomSymbol(symbol: string): AtomSymbol | null {
  const match = ATOM.exec(symbol);
  if (match === null) return null;
  const [, bond = "", isotope = "", element = "", chirality = "", hydrogens = "", charge = ""] =
    match;
  const about = { kind: "atom", order: ORDER[bond] ?? 1, mark: markOf(bond) } as const;
  if (ORGANIC.has(symbol.slice(1 + bond.length, -1))) {
    return { ...about, text: element, capacity: CAPACITY[element] ?? OTHER_CAPACITY };
  }
  const mass = isotope === "" ? "" : pyInt(isotope);
  if (mass === null || !KNOWN_ELEMENTS.has(element)) return null;
  const count = hydrogens === "" ? 0 : decimalValue(hydrogens.slice(1));
  const signed = charge === "" ? "" : `${charge.charAt(0)}${BigInt(charge.slice(1))}`;
  const capacity = (CAPACITY[element + signed] ?? OTHER_CAPACITY) - count;
  if (capacity < 0) return null;
  const bare = isotope === "" && chirality === "" && count === 0 && charge === "";
  const h = count > 0 ? `H${count}` : bare && ORGANIC.has(element) ? "H0" : "";
  return { ...about, text: `[${mass}${element}${chirality}${h}${signed}]`, capacity };
}

import { pyStrip } from "../python/text.ts";

/**
 * Longest text that is read as SMILES, in UTF-16 units. Those of the benchmarks stay below a thousand;
 * a chain of four thousand atoms passes the depth to which RDKit can recurse here.
 */
export const MAX_SMILES = 3_000;

const NAME_START = /[ \t\n]/;

/** Words by which RDKit's JavaScript build, unlike Python's, tells other formats anywhere in a text. */
const OTHER_FORMATS = /M {2}END|commonchem|rdkitjson/g;

/**
 * What has to be given to RDKit's JavaScript build to have a text read as Python's `MolFromSmiles`
 * does: trimmed, without the name behind the first blank, and in no other format. An extension such
 * as `|$a;b$|` behind the blank stays, as a broken one makes the text invalid.
 *
 * @returns `null` for a text that is too long to be read
 */
export function smilesInput(text: string): string | null {
  const trimmed = pyStrip(text);
  const end = trimmed.search(NAME_START);
  const smiles = end === -1 ? trimmed : trimmed.slice(0, end);
  if (smiles.length > MAX_SMILES) return null;
  const rest = end === -1 ? "" : pyStrip(trimmed.slice(end));
  if (!rest.startsWith("|")) return smiles;
  if (rest.length > MAX_SMILES) return null;
  return `${smiles} ${rest.replaceAll(OTHER_FORMATS, "_")}`;
}

/** Bracket atoms of a SMILES: all that can hold an isotope or an atom map number. */
const BRACKET_ATOM = /\[[^[\]]*\]/g;

/** The SMILES without the atom map numbers in it: `[CH3:1]` becomes `[CH3]`. */
export function withoutAtomMaps(smiles: string): string {
  return smiles.replaceAll(BRACKET_ATOM, (atom) => atom.replace(/:\d+\]$/, "]"));
}

/** The SMILES without the isotopes in it: `[13CH4]` becomes `[CH4]`. */
export function withoutIsotopes(smiles: string): string {
  return smiles.replaceAll(BRACKET_ATOM, (atom) => atom.replace(/^\[\d+/, "["));
}

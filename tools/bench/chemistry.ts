/**
 * `chemistry_ratio`: pairs of molecules compared a second (parse, Morgan fingerprint, Tanimoto) by
 * the scorers' own function, over the same by bare calls of RDKit; and the pairs themselves.
 *
 * @module
 */
import type { MainModule } from "@rdkit/rdkit";
import { loadRdkit } from "../../scoring/chem/rdkit.ts";
import { startRdkit } from "../../scoring/chem/rdkit_instance.ts";
import { morganSimilarity } from "../../scoring/chem/similarity.ts";
import { seededDraw } from "../../scoring/random.ts";
import { report } from "./figures.ts";

const ROUNDS = 9;
const MOLECULES = 400;
const MORGAN = JSON.stringify({ radius: 2, nBits: 2048 });
const PIECES = [
  "C",
  "CC",
  "c1ccccc1",
  "C(=O)N",
  "OC",
  "N(C)",
  "C(F)(F)",
  "C(=O)O",
  "S",
  "[C@@H](C)",
];

/** Made-up molecules of ten to thirty atoms. */
function molecules(): string[] {
  const draw = seededDraw("chemistry bench");
  return Array.from({ length: MOLECULES }, () => {
    const length = 4 + Math.floor(draw() * 6);
    const pieces = Array.from({ length }, () => PIECES[Math.floor(draw() * PIECES.length)]);
    return `C${pieces.join("C")}C`;
  });
}

function onBits(rdkit: MainModule, smiles: string): Uint8Array {
  const mol = rdkit.get_mol(smiles);
  if (mol === null) throw new Error(`Cannot bench as "${smiles}" is no molecule`);
  const bits = mol.get_morgan_fp_as_uint8array(MORGAN);
  mol.delete();
  return bits;
}

/** Common over all bits, counted bit by bit. */
function bareTanimoto(a: Uint8Array, b: Uint8Array): number {
  let both = 0, either = 0;
  for (let at = 0; at < a.length; at++) {
    for (let common = (a[at] ?? 0) & (b[at] ?? 0); common > 0; common &= common - 1) both++;
    for (let all = (a[at] ?? 0) | (b[at] ?? 0); all > 0; all &= all - 1) either++;
  }
  return both / either;
}

const list = molecules();
const bare = await startRdkit();
const rdkit = await loadRdkit();

function rate(compare: (a: string, b: string) => number | null): number {
  const started = performance.now();
  for (const [at, smiles] of list.entries()) compare(smiles, list[(at + 1) % list.length] ?? "");
  return list.length / (performance.now() - started) * 1000;
}

const bareCompare = (a: string, b: string) => bareTanimoto(onBits(bare, a), onBits(bare, b));
const compare = (a: string, b: string) => morganSimilarity(rdkit, a, b);
for (const [at, smiles] of list.entries()) {
  const other = list[(at + 1) % list.length] ?? "";
  if (compare(smiles, other) !== bareCompare(smiles, other)) {
    throw new Error(`Cannot bench as the two ways differ on "${smiles}"`);
  }
}

const rounds = Array.from({ length: ROUNDS }, () => {
  const ours = rate(compare);
  return { ours, ratio: ours / rate(bareCompare) };
});
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
report([
  {
    name: "chemistry_ratio",
    value: median(rounds.map(({ ratio }) => ratio)),
    unit: "of bare RDKit",
    target: ">= 0.8",
  },
  {
    name: "chemistry_pairs_per_s",
    value: median(rounds.map(({ ours }) => ours)),
    unit: "pairs/s",
    target: null,
  },
]);

import assert from "node:assert/strict";
import { tanimoto } from "./bits.ts";
import { isotopeShift } from "./isotope_shift.ts";
import { countTanimoto, morganCounts } from "./morgan_counts.ts";
import { loadRdkit, Rdkit, RdkitError } from "./rdkit.ts";
import { memoryBytes, startRdkit } from "./rdkit_instance.ts";
import { MAX_SMILES } from "./smiles_input.ts";

const rdkit = await loadRdkit();

/** Canonical SMILES with and without stereo chemistry; `null` for what is none. */
function canonical(text: string): readonly [string, string] | null {
  using molecule = rdkit.parse(text);
  return molecule === null ? null : [molecule.smiles(), molecule.smiles(false)];
}

// What Python's RDKit 2026.09.1 gives.
const PARSED: readonly (readonly [string, string, readonly [string, string] | null])[] = [
  ["the empty text is the empty molecule", "", ["", ""]],
  ["aromatic form", "OC1=CC=CC=C1", ["Oc1ccccc1", "Oc1ccccc1"]],
  ["stereo chemistry", "C[C@H](N)O", ["C[C@H](N)O", "CC(N)O"]],
  ["isotopes go with the stereo chemistry", "[13CH4]", ["[13CH4]", "C"]],
  ["text behind a blank is a name", "CCO is it", ["CCO", "CCO"]],
  ["words that happen to be SMILES", "I cannot help", ["I", "I"]],
  ["a name that other formats have", "CCO M  END", ["CCO", "CCO"]],
  ["a name that a JSON format has", "CCO\trdkitjson", ["CCO", "CCO"]],
  ["a line break begins a name", "CCO\nrest", ["CCO", "CCO"]],
  ["other breaks do not", "CCO\u000brest", null],
  ["Unicode blanks around it", "\u2003CCO\u0085", ["CCO", "CCO"]],
  ["a no-break space inside", "CCO\u00a0x", null],
  ["a whole extension", "CCO |$a;b;c$|", ["CCO", "CCO"]],
  ["a broken extension", "CCO |junk", null],
  ["hydrogens that are atoms go", "[H]OC([H])C", ["CCO", "CCO"]],
  ["deuterium stays", "[2H]C", ["[2H]C", "[H]C"]],
  ["the hydrogen molecule stays", "[H][H]", ["[H][H]", "[H][H]"]],
  ["a broken centre of chirality is a radical", "N[C@@H1]F", ["N[CH]F", "N[CH]F"]],
  ["an open branch", "C(C", null],
  ["a valence that cannot be", "[CH5]", null],
  ["an empty part", "C.", null],
  ["only a dot", ".", null],
  ["a reaction", "CCO>>C", null],
  ["no chemistry", "é", null],
];

for (const [title, text, expected] of PARSED) {
  Deno.test(`Rdkit.parse() reads as Python does: ${title}`, () => {
    assert.deepEqual(canonical(text), expected);
  });
}

Deno.test("Rdkit.parse() can look at the grammar alone", () => {
  using molecule = rdkit.parse("C(C)(C)(C)(C)C", { sanitize: false });
  assert.notEqual(molecule, null);
  using sane = rdkit.parse("C(C)(C)(C)(C)C");
  assert.equal(sane, null);
});

Deno.test("Molecule.inchi() gives standard InChI, none for the empty molecule", () => {
  using ethanol = rdkit.parse("CCO");
  assert.equal(ethanol?.inchi(), "InChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3");
  using nothing = rdkit.parse("");
  assert.equal(nothing?.inchi(), "");
});

Deno.test("tanimoto() of fingerprints equals Python's", () => {
  using phenol = rdkit.parse("Oc1ccccc1");
  using cresol = rdkit.parse("CC1=CC=CC=C1O");
  using empty = rdkit.parse("");
  assert.ok(phenol && cresol && empty);
  assert.equal(100 * tanimoto(cresol.morgan(), phenol.morgan()), 36.84210526315789);
  assert.equal(tanimoto(phenol.morgan(), phenol.morgan()), 1);
  assert.equal(tanimoto(empty.morgan(), phenol.morgan()), 0);
  assert.equal(tanimoto(empty.morgan(), empty.morgan()), 1);
  assert.equal(phenol.maccs().count, 10);
  assert.equal(phenol.rdk().count, 38);
  assert.throws(() => tanimoto(phenol.maccs(), phenol.morgan()), RangeError);
});

Deno.test("morganCounts() has RDKit's identifiers", () => {
  const shift = isotopeShift(rdkit);
  const counts = (smiles: string) => {
    using molecule = rdkit.parse(smiles);
    assert.ok(molecule);
    return Object.fromEntries(morganCounts(molecule.graph(), shift));
  };
  assert.deepEqual(counts("[2H]C([2H])[2H]"), {
    2246733040: 1,
    2660271012: 1,
    3321496779: 3,
    4277593707: 3,
  });
  assert.deepEqual(counts("[H][H]"), { 1087756733: 1, 4277646599: 2 });
  assert.deepEqual(counts(""), {});
});

Deno.test("countTanimoto() compares numbers of occurrences", () => {
  const few = new Map([[1, 1], [2, 1]]);
  const many = new Map([[1, 3], [3, 1]]);
  assert.equal(countTanimoto(few, many), 1 / 5);
  assert.equal(countTanimoto(few, few), 1);
  assert.equal(countTanimoto(new Map(), new Map()), 0);
});

Deno.test("isotopeShift() takes RDKit's masses", () => {
  const shift = isotopeShift(rdkit);
  const rows = [[6, 13, 0], [6, 14, 1], [6, 11, 0], [1, 2, 1], [15, 32, 0], [53, 131, 4]] as const;
  for (const [element, isotope, expected] of rows) {
    // Adding 0 takes the sign off -0.
    assert.equal(shift(element, isotope) + 0, expected, `${isotope}/${element}`);
  }
});

const HARD: Readonly<Record<string, string>> = {
  "a long chain": "C".repeat(MAX_SMILES),
  "a long ring": `c1${"c".repeat(MAX_SMILES - 4)}c1`,
  "deep branches": `${"C(".repeat(990)}C${")".repeat(990)}`,
  "open branches": "C(".repeat(MAX_SMILES / 2),
  "brackets": "[".repeat(MAX_SMILES),
  "rings in a row": "C1CC1".repeat(MAX_SMILES / 5),
  "dots": ".".repeat(MAX_SMILES),
  "peptide": `${"N[C@@H](CO)C(=O)".repeat(180)}O`,
  "a megabyte": "C".repeat(1_000_000),
  "a megabyte of name": `CCO ${"x".repeat(1_000_000)}`,
};

for (const [title, text] of Object.entries(HARD)) {
  Deno.test(`Rdkit survives ${title}`, () => {
    using molecule = rdkit.parse(text);
    if (molecule !== null) {
      assert.ok(molecule.morgan().count > 0);
      molecule.inchi();
      molecule.smiles();
    }
    assert.equal(rdkit.broken, false);
    assert.deepEqual(canonical("OCC"), ["CCO", "CCO"]);
  });
}

Deno.test("molecules are freed: 20,000 of them do not grow RDKit's memory", async () => {
  const module = await startRdkit();
  const own = new Rdkit(module);
  const parse = (count: number) => {
    for (let at = 0; at < count; at++) {
      using molecule = own.parse(`${"CC(N)".repeat(1 + at % 4)}C(=O)O`);
      molecule?.morgan();
      if (at % 20 === 0) molecule?.inchi();
      using none = own.parse(`C1${"C".repeat(at % 50)}`);
      assert.equal(none, null);
    }
  };
  parse(500);
  const before = memoryBytes(module);
  parse(20_000);
  assert.equal(memoryBytes(module), before);
});

Deno.test("loadRdkit() starts afresh after a crash", async () => {
  const crashing = await loadRdkit();
  using molecule = crashing.parse("CCO");
  assert.throws(() =>
    crashing.guard(() => {
      throw new WebAssembly.RuntimeError("memory access out of bounds");
    }), RdkitError);
  assert.throws(() => molecule?.smiles(), RdkitError);
  const fresh = await loadRdkit();
  assert.notEqual(fresh, crashing);
  using again = fresh.parse("OCC");
  assert.equal(again?.smiles(), "CCO");
  assert.equal(await loadRdkit(), fresh);
});

Deno.test("loadRdkit() works in a worker without permissions", async () => {
  const module = new URL("./testdata/chem_worker.ts", import.meta.url);
  const worker = new Worker(module, { type: "module", deno: { permissions: "none" } });
  try {
    const answer = await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message));
      };
    });
    assert.deepEqual(answer, { version: "2026.09.1", smiles: "CCO", chain: MAX_SMILES });
  } finally {
    worker.terminate();
  }
});

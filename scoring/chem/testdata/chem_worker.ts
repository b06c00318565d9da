/** A worker that says what RDKit makes of two molecules, without any permission. */
import { loadRdkit } from "../rdkit.ts";
import { MAX_SMILES } from "../smiles_input.ts";

const rdkit = await loadRdkit();
using ethanol = rdkit.parse("OCC");
using chain = rdkit.parse("C".repeat(MAX_SMILES));
(self as unknown as { postMessage(message: unknown): void }).postMessage({
  version: rdkit.version,
  smiles: ethanol?.smiles(),
  chain: chain?.smiles().length,
});

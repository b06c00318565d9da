// @ts-self-types="./rdkit_wasm.d.ts"
// JavaScript, because TypeScript has no word for a source phase import: the only way to WebAssembly
// that needs no permission to read a file, which scorers do not have.

/** The compiled, not yet started WebAssembly module of `@rdkit/rdkit`; see the declaration. */
export function rdkitWasm() {
  return import.source("@rdkit/rdkit/RDKit_minimal.wasm");
}

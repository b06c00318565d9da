// @ts-self-types="./ort_wasm.d.ts"
// JavaScript, because the import of bytes is not yet a part of TypeScript's checks without a flag: it
// is the only way to WebAssembly that needs no permission to read a file of a package.

/** The WebAssembly of `onnxruntime-web`; see the declaration. */
export async function ortWasm() {
  const found = await import("onnxruntime-web/ort-wasm-simd-threaded.wasm", {
    with: { type: "bytes" },
  });
  return found.default;
}

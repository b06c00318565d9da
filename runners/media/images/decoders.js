// @ts-self-types="./decoders.d.ts"
// JavaScript, because TypeScript has no word for a source phase import: the only way to WebAssembly
// that needs no permission to read a file, which the decoding worker does not have.
import jpeg, { init as initJpeg } from "@jsquash/jpeg/decode.js";
import png, { init as initPng } from "@jsquash/png/decode.js";
import webp, { init as initWebp } from "@jsquash/webp/decode.js";

/** What its decoders print is also what they fail with. */
const quiet = { print() {}, printErr() {} };

let jpegReady, pngReady, webpReady;

export async function decodeJpeg(bytes) {
  jpegReady ??= import.source("@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm").then((source) =>
    initJpeg(source, quiet)
  );
  await jpegReady;
  return await jpeg(bytes);
}

export async function decodePng(bytes) {
  pngReady ??= import.source("@jsquash/png/codec/pkg/squoosh_png_bg.wasm").then(initPng);
  await pngReady;
  return await png(bytes);
}

export async function decodeWebp(bytes) {
  webpReady ??= import.source("@jsquash/webp/codec/dec/webp_dec.wasm").then((source) =>
    initWebp(source, quiet)
  );
  await webpReady;
  return await webp(bytes);
}

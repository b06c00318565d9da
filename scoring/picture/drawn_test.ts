import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";
import { COLOURS, drawnPicture } from "./drawn.ts";

Deno.test("drawnPicture() is a PNG of its boxes on white", () => {
  const { origin, bytes, mediaType, width, height, sha256 } = drawnPicture(3, 2, [
    { x: 1, y: 0, width: 9, height: 1, colour: COLOURS.red },
  ]);
  assert.deepEqual([mediaType, width, height], ["image/png", 3, 2]);
  assert.equal(origin.kind, "inline");
  if (origin.kind !== "inline") return;
  const file = Uint8Array.fromBase64(origin.base64);
  assert.equal(file.length, bytes);
  assert.match(sha256, /^[0-9a-f]{64}$/);
  const text = new TextDecoder("latin1").decode(file);
  assert.deepEqual(
    ["IHDR", "IDAT", "IEND"].map((name) => text.includes(name)),
    [true, true, true],
  );
  const data = text.indexOf("IDAT");
  const length = new DataView(file.buffer).getUint32(data - 4);
  const rows = inflateSync(file.subarray(data + 4, data + 4 + length));
  const white = [255, 255, 255];
  const red = [...COLOURS.red];
  assert.deepEqual([...rows], [0, ...white, ...red, ...red, 0, ...white, ...white, ...white]);
});

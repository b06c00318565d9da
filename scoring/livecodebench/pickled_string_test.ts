import assert from "node:assert/strict";
import fc from "fast-check";
import { pickledString, PickleError } from "./pickled_string.ts";

const bytes = (hex: string) => Uint8Array.fromHex(hex.replaceAll(" ", ""));

/** `pickle.dumps(text, protocol)` of CPython 3.11. */
const PICKLES: readonly (readonly [string, string, string])[] = [
  ["protocol 0", "56 68 e9 5c 75 32 30 61 63 5c 75 30 30 35 63 0a 70 30 0a 2e", "hé€\\"],
  ["protocol 2", "80 02 58 05 00 00 00 e2 82 ac c3 a9 71 00 2e", "€é"],
  ["protocol 4", "80 04 95 06 00 00 00 00 00 00 00 8c 02 6f 6b 94 2e", "ok"],
  ["protocol 4, long", "80 04 8d 02 00 00 00 00 00 00 00 6f 6b 94 2e", "ok"],
  ["no memo", "80 05 8c 00 2e", ""],
];

for (const [name, hex, text] of PICKLES) {
  Deno.test(`pickledString() reads ${name}`, () => assert.equal(pickledString(bytes(hex)), text));
}

/** What must not be read, and why. */
const REFUSED: readonly (readonly [string, string])[] = [
  ["os.system('id') by reduce", "63 6f 73 0a 73 79 73 74 65 6d 0a 28 56 69 64 0a 74 52 2e"],
  ["a global by stack", "80 04 8c 02 6f 73 94 8c 06 73 79 73 74 65 6d 94 93 2e"],
  ["a list", "80 04 5d 94 2e"],
  ["bytes", "80 03 43 02 6f 6b 71 00 2e"],
  ["a number", "80 04 4b 05 2e"],
  ["two strings", "80 04 8c 01 61 8c 01 62 2e"],
  ["no string", "80 04 2e"],
  ["no end", "80 04 8c 01 61"],
  ["bytes after the end", "80 04 8c 01 61 2e 2e"],
  ["a length beyond the end", "80 04 58 ff ff ff ff 61 2e"],
  ["a 64-bit length beyond the end", "80 04 8d ff ff ff ff ff ff ff ff 61 2e"],
  ["text that is not UTF-8", "80 04 8c 01 ff 2e"],
  ["an unknown protocol", "80 06 8c 01 61 2e"],
  ["a line without end", "56 61 62"],
  ["nothing", ""],
];

for (const [name, hex] of REFUSED) {
  Deno.test(`pickledString() refuses ${name}`, () => {
    assert.throws(() => pickledString(bytes(hex)), PickleError);
  });
}

Deno.test("pickledString() ends with a string or a PickleError whatever it is given", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (data) => {
    try {
      assert.equal(typeof pickledString(data), "string");
    } catch (cause) {
      assert.ok(cause instanceof PickleError);
    }
  }));
});

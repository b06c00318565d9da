import assert from "node:assert/strict";
import { inflate, problemTests, TestsError } from "./problem_tests.ts";

/** A pickle of protocol 4 of a text, zlib, base64: how the data packs private tests. */
async function packed(text: string): Promise<string> {
  const body = new TextEncoder().encode(text);
  const pickle = new Uint8Array(body.length + 8);
  pickle.set([0x80, 4, 0x58]);
  new DataView(pickle.buffer).setUint32(3, body.length, true);
  pickle.set(body, 7);
  pickle[pickle.length - 1] = 0x2e;
  return (await deflate(pickle)).toBase64();
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const test = (input: string, output: string) => ({ input, output, testtype: "stdin" });

Deno.test("problemTests() gives public tests, then private ones, packed or not", async () => {
  const open = JSON.stringify([test("1", "a")]);
  const closed = JSON.stringify([test("2", "b"), test("3", "c")]);
  const wanted = [["1", "a"], ["2", "b"], ["3", "c"]]
    .map(([input, output]) => ({ input, output }));
  assert.deepEqual(await problemTests(open, closed), wanted);
  assert.deepEqual(await problemTests(open, await packed(closed)), wanted);
});

Deno.test("problemTests() tells what cannot be read", async () => {
  const fine = "[]";
  const bad: readonly (readonly [string, string, RegExp])[] = [
    ["no", fine, /public_test_cases" as it is no JSON/],
    ["{}", fine, /public_test_cases" as it is no list/],
    ['[{"input":"1"}]', fine, /test 1 of "public_test_cases"/],
    [fine, "§§§", /neither JSON nor base64/],
    [fine, "AAAA", /private_test_cases/],
    [fine, (await deflate(new Uint8Array([0x4b, 1, 0x2e]))).toBase64(), /opcode 0x4b/],
    [fine, await packed("not JSON"), /is no JSON/],
  ];
  for (const [open, closed, wanted] of bad) {
    await assert.rejects(problemTests(open, closed), (cause: unknown) => {
      assert.ok(cause instanceof TestsError);
      assert.match(cause.message, wanted);
      return true;
    });
  }
});

Deno.test("inflate() stops a bomb at the limit", async () => {
  const bomb = new Uint8Array(await deflate(new Uint8Array(1_000_000)));
  assert.ok(bomb.length < 2_000);
  await assert.rejects(inflate(bomb, 100_000), /more than 100000 bytes/);
  assert.equal((await inflate(bomb, 1_000_000)).length, 1_000_000);
});

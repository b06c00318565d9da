import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { BlobWriter, TextReader, ZipWriter } from "@zip.js/zip.js";
import { inMemory } from "../random_access.ts";
import { findZipMember, ZIP_LIMITS } from "./zip.ts";

type Files = readonly (readonly [name: string, text: string])[];

async function zip(files: Files, options: { password?: string; level?: number } = {}) {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false, ...options });
  for (const [name, text] of files) await writer.add(name, new TextReader(text));
  return new Uint8Array(await (await writer.close()).arrayBuffer());
}

async function text(
  bytes: Uint8Array<ArrayBuffer>,
  name: string | null,
  limits = ZIP_LIMITS,
): Promise<string> {
  const member = await findZipMember(inMemory(bytes), name, "t.zip", limits);
  const decoder = new TextDecoder();
  let found = "";
  for await (const chunk of member.content()) found += decoder.decode(chunk, { stream: true });
  return found + decoder.decode();
}

/** Overwrites the bytes of a text, wherever it stands in the archive. */
function renamed(bytes: Uint8Array<ArrayBuffer>, from: string, to: string) {
  strictEqual(from.length, to.length);
  const latin = new TextDecoder("latin1").decode(bytes).replaceAll(from, to);
  return Uint8Array.from(latin, (char) => LATIN.indexOf(char));
}
const LATIN = new TextDecoder("latin1").decode(Uint8Array.from({ length: 256 }, (_, i) => i));

Deno.test("findZipMember() finds a file by its exact name", async () => {
  const bytes = await zip([["a/x.jsonl", "1"], ["x.jsonl", "2"], ["X.jsonl", "3"]]);
  strictEqual(await text(bytes, "x.jsonl"), "2");
  strictEqual(await text(bytes, "a/x.jsonl"), "1");
  strictEqual(
    await text(await zip([["only.csv", "é".repeat(100_000)]]), null),
    "é".repeat(100_000),
  );
});

Deno.test("findZipMember() says what an archive holds instead", async () => {
  const names = ["a", "b", "c", "d", "e", "f", "g"].map((name) => [name, ""] as const);
  await rejects(text(await zip(names), "x.jsonl"), {
    kind: "missing",
    message: 'Cannot read "x.jsonl" in "t.zip": the archive has no such file, it holds "a", "b", ' +
      '"c", "d", "e", ...',
  });
  await rejects(text(await zip(names.slice(0, 2)), null), {
    message: 'Cannot read "t.zip": the archive holds several files ("a", "b"): unpack the one to ' +
      "be used",
  });
  await rejects(text(await zip([]), null), {
    message: 'Cannot read "t.zip": the archive holds no file',
  });
});

Deno.test("findZipMember() refuses the same name twice", async () => {
  const bytes = renamed(await zip([["one.txt", "1"], ["two.txt", "2"]]), "two.txt", "one.txt");
  await rejects(text(bytes, "one.txt"), {
    message: 'Cannot read "t.zip": the archive holds "one.txt" twice',
  });
});

Deno.test("findZipMember() makes no path of a hostile name", async () => {
  const bytes = renamed(
    await zip([["aa/bb/cc/passwd", "hostile"], ["data.jsonl", "good"]]),
    "aa/bb/cc/passwd",
    "../../../passwd",
  );
  // The archive is usable, the name is only ever compared and shown.
  strictEqual(await text(bytes, "data.jsonl"), "good");
  strictEqual(await text(bytes, "../../../passwd"), "hostile");
  const control = renamed(await zip([["aXbX", ""], ["c", ""]]), "aXbX", "a\u001bb\n");
  await rejects(text(control, "x"), (error: Error) => {
    // deno-lint-ignore no-control-regex
    ok(!/[\u0000-\u001f]/.test(error.message), JSON.stringify(error.message));
    return true;
  });
});

Deno.test("findZipMember() refuses a bomb by what it declares", async () => {
  const limits = { maxInflatedBytes: 1_000_000, maxEntries: 2 };
  const bomb = await zip([["bomb.jsonl", "0".repeat(5_000_000)]]);
  ok(bomb.length < 30_000);
  await rejects(text(bomb, "bomb.jsonl", limits), {
    kind: "unreadable",
    message: 'Cannot read "t.zip": "bomb.jsonl" unpacks to 5000000 bytes, more than the 1000000 ' +
      "that are allowed",
  });
  const crowd = await zip([["a", ""], ["b", ""], ["c", ""]]);
  await rejects(text(crowd, "a", limits), {
    message: 'Cannot read "t.zip": it lists more than 2 files',
  });
});

Deno.test("findZipMember() stops a bomb that lies about its size", async () => {
  const bytes = await zip([["bomb.jsonl", "0".repeat(5_000_000)]]);
  const view = new DataView(bytes.buffer);
  // The uncompressed size stands in the central directory record and, if not there, after the data.
  for (let i = 0; i + 4 <= bytes.length; i++) {
    if (view.getUint32(i, true) === 5_000_000) view.setUint32(i, 1_000, true);
  }
  const started = performance.now();
  await rejects(text(bytes, "bomb.jsonl"), (error: Error) => {
    ok(error.message.startsWith('Cannot read "t.zip": "bomb.jsonl" '), error.message);
    return error.name === "DatasetError";
  });
  ok(performance.now() - started < 20_000);
});

Deno.test("findZipMember() notices every flipped byte of the content", async () => {
  const bytes = await zip([["x.jsonl", '{"a":1}\n'.repeat(50)]], { level: 0 });
  const start = new TextDecoder("latin1").decode(bytes).indexOf('{"a":1}');
  bytes[start + 100] = (bytes[start + 100] ?? 0) ^ 1;
  await rejects(text(bytes, "x.jsonl"), {
    name: "DatasetError",
    message: /^Cannot read "t.zip": "x.jsonl" in the archive is broken or cut short: /,
  });
});

Deno.test("findZipMember() refuses an encrypted archive", async () => {
  const bytes = await zip([["x.jsonl", "secret"]], { password: "p" });
  await rejects(text(bytes, "x.jsonl"), {
    message: 'Cannot read "t.zip": the archive is encrypted: unpack it first',
  });
});

Deno.test("findZipMember() leaves nothing running when the reader stops early", async () => {
  const bytes = await zip([["x.txt", "line\n".repeat(500_000)]]);
  const member = await findZipMember(inMemory(bytes), "x.txt", "t.zip");
  const taken: number[] = [];
  for await (const chunk of member.content()) {
    taken.push(chunk.length);
    break;
  }
  deepStrictEqual(taken.length, 1);
});

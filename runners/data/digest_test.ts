import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { fileDigest, knownDigest } from "./digest.ts";

/** Published test vectors of "abc". */
const ABC = {
  bytes: 3,
  sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  md5: "900150983cd24fb0d6963f7d28e17f72",
};

async function folder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await Deno.makeTempDir();
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}

Deno.test("fileDigest() remembers until size or time of change differs", async () => {
  await using temporary = await folder();
  const dataDir = join(temporary.path, "data");
  const file = join(temporary.path, "x");
  await Deno.writeTextFile(file, "abc");
  strictEqual(await knownDigest(file, dataDir), null);
  deepStrictEqual(await fileDigest(file, dataDir), ABC);
  deepStrictEqual(await knownDigest(file, dataDir), ABC);
  // Reached by another name, it is the same file.
  const link = join(temporary.path, "link");
  await Deno.symlink("x", link);
  deepStrictEqual(await knownDigest(link, dataDir), ABC);

  await Deno.utime(file, 5, 5);
  strictEqual(await knownDigest(file, dataDir), null);
  await fileDigest(file, dataDir);
  await Deno.writeTextFile(file, "abcd");
  await Deno.utime(file, 5, 5);
  strictEqual(await knownDigest(file, dataDir), null);
});

Deno.test("knownDigest() takes nothing malformed for a digest", async () => {
  await using temporary = await folder();
  const file = join(temporary.path, "x");
  await Deno.writeTextFile(file, "abc");
  await fileDigest(file, temporary.path);
  const digests = join(temporary.path, "digests");
  for await (const { name } of Deno.readDir(digests)) {
    const kept = JSON.parse(await Deno.readTextFile(join(digests, name)));
    for (const broken of ["", "{", "[]", JSON.stringify({ ...kept, sha256: "../x" })]) {
      await Deno.writeTextFile(join(digests, name), broken);
      strictEqual(await knownDigest(file, temporary.path), null);
    }
  }
  deepStrictEqual(await fileDigest(file, temporary.path), ABC);
});

Deno.test("fileDigest() works without a place to remember", async () => {
  await using temporary = await folder();
  const file = join(temporary.path, "x");
  await Deno.writeTextFile(file, "abc");
  deepStrictEqual(await fileDigest(file, join(file, "no-folder")), ABC);
  await rejects(fileDigest(join(temporary.path, "none"), temporary.path), { kind: "missing" });
});

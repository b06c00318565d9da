import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { atomicWrite, readJsonFile } from "./atomic_write.ts";
import { fileBytes, statFile } from "./file_bytes.ts";

/** Lower-case hex digests of a file's content. */
export interface Digest {
  readonly bytes: number;
  readonly sha256: string;
  readonly md5: string;
}

const Kept = z.object({
  bytes: z.number(),
  mtimeMs: z.number().nullable(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  md5: z.string().regex(/^[0-9a-f]{32}$/),
});

/**
 * Where a file's digest is kept: in the data folder, not beside the file, which may lie in a cache
 * shared with other programs or in a folder of the user's that may not be written to.
 */
async function digestPath(path: string, dataDir: string): Promise<string> {
  // Every way to spell the path, and a link to the file, is the same file.
  const real = await Deno.realPath(path).catch(() => path);
  return join(dataDir, "digests", `${createHash("sha256").update(real).digest("hex")}.json`);
}

/** The digest as far as it is known without reading the file; stale ones do not count. */
export async function knownDigest(path: string, dataDir: string): Promise<Digest | null> {
  const info = await statFile(path);
  const kept = Kept.safeParse(await readJsonFile(await digestPath(path, dataDir)));
  if (!kept.success) return null;
  const { bytes, mtimeMs, sha256, md5 } = kept.data;
  if (bytes !== info.size || mtimeMs !== (info.mtime?.getTime() ?? null)) return null;
  return { bytes, sha256, md5 };
}

/**
 * The digest of a file, read in a stream and remembered until its size or time of change differs.
 *
 * @throws {DatasetError} if the file cannot be read
 */
export async function fileDigest(
  path: string,
  dataDir: string,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<Digest> {
  const known = await knownDigest(path, dataDir);
  if (known !== null) return known;
  const before = await statFile(path);
  const sha256 = createHash("sha256");
  const md5 = createHash("md5");
  let bytes = 0;
  for await (const chunk of fileBytes(path, options)) {
    sha256.update(chunk);
    md5.update(chunk);
    bytes += chunk.length;
  }
  const digest = { bytes, sha256: sha256.digest("hex"), md5: md5.digest("hex") };
  if (before.size === bytes) await keepDigest(path, dataDir, digest);
  return digest;
}

/** Remembers a digest that was computed on the way, such as while downloading. */
export async function keepDigest(path: string, dataDir: string, digest: Digest): Promise<void> {
  try {
    const info = await Deno.stat(path);
    const mtimeMs = info.mtime?.getTime() ?? null;
    await atomicWrite(await digestPath(path, dataDir), JSON.stringify({ ...digest, mtimeMs }));
  } catch {
    // A data folder that cannot be written to costs time, not correctness.
  }
}

import { createHash } from "node:crypto";
import type { Source } from "../../benchmarks/define.ts";
import { DatasetError, unreadable } from "./errors.ts";
import { expectedOf, mismatch } from "./expected.ts";
import { fileFailure, statFile } from "./file_bytes.ts";
import { fileDigest } from "./digest.ts";
import type { FetchedData } from "./state.ts";
import { type DataOptions, downloadSource, findFile, insteadOf } from "./locate.ts";

/** They stand in memory as a whole. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * The text of a source's file, from the user's own folder, what is downloaded already, or a download.
 *
 * @throws {DatasetError} if it is not to be had, or is not what was published
 */
export async function readWhole(source: Source, options: DataOptions): Promise<string> {
  const located = await findFile(source, options) ?? await downloadSource(source, options);
  const { path } = located;
  const { size } = await statFile(path);
  if (size > MAX_BYTES) throw unreadable(path, `it has ${size} bytes: is this the right file`);
  const bytes = await Deno.readFile(path).catch((cause) => {
    throw fileFailure(cause, path);
  });
  const wrong = differs(bytes, source);
  if (wrong !== null) {
    throw new DatasetError({
      kind: "changed",
      path,
      message: `Cannot use "${path}": it is not what was published: ${wrong}: delete it, or ` +
        insteadOf(options),
    });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw unreadable(path, "it is not UTF-8 text");
  }
}

/**
 * Downloads a file that is taken as a whole unless it is here, and checks its digest.
 *
 * @throws {DatasetError}
 */
export async function fetchWhole(source: Source, options: DataOptions): Promise<FetchedData> {
  const located = await findFile(source, options) ?? await downloadSource(source, options);
  await readWhole(source, options);
  const { bytes, sha256 } = await fileDigest(located.path, options.dataDir, options);
  const { path, revision, fresh: downloaded } = located;
  return { path, bytes, sha256, records: 0, revision, downloaded, notes: [] };
}

function differs(bytes: Uint8Array, source: Source): string | null {
  const found = {
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    md5: createHash("md5").update(bytes).digest("hex"),
  };
  const wrong = mismatch(found, expectedOf(source));
  if (wrong !== null || source.gitBlob === undefined) return wrong;
  const blob = createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
  return blob === source.gitBlob
    ? null
    : `wanted Git blob ${source.gitBlob}, found Git blob ${blob}`;
}

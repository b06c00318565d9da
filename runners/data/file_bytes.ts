import { DatasetError, reasonOf, unreadable } from "./errors.ts";

const CHUNK_BYTES = 256 * 1024;

/** Why a file could not be opened or read, as a sentence. Aborts and own errors pass as they are. */
export function fileFailure(cause: unknown, path: string): DatasetError {
  if (cause instanceof DatasetError) return cause;
  if (cause instanceof Deno.errors.NotFound || cause instanceof Deno.errors.NotADirectory) {
    return new DatasetError({
      kind: "missing",
      path,
      message: `Cannot read "${path}": there is no such file`,
      cause,
    });
  }
  if (cause instanceof Deno.errors.NotCapable) {
    return unreadable(
      path,
      `this process may not read it: start it with --allow-read="${path}"`,
      undefined,
      cause,
    );
  }
  if (cause instanceof Deno.errors.PermissionDenied) {
    return unreadable(path, "the system denies it: check the file's permissions", undefined, cause);
  }
  return unreadable(path, reasonOf(cause), undefined, cause);
}

/** A file's facts; refuses what is not a file. */
export async function statFile(path: string): Promise<Deno.FileInfo> {
  let info: Deno.FileInfo;
  try {
    info = await Deno.stat(path);
  } catch (cause) {
    throw fileFailure(cause, path);
  }
  if (!info.isFile) {
    throw unreadable(path, info.isDirectory ? "it is a folder, not a file" : "it is not a file");
  }
  return info;
}

/** Opens a file for reading; the caller disposes it. */
export async function openFile(path: string): Promise<Deno.FsFile> {
  await statFile(path);
  try {
    return await Deno.open(path);
  } catch (cause) {
    throw fileFailure(cause, path);
  }
}

/** A file in pieces; closed when the loop ends, however it ends. */
export async function* fileBytes(
  path: string,
  options: { readonly signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  using file = await openFile(path);
  while (true) {
    options.signal?.throwIfAborted();
    const buffer = new Uint8Array(CHUNK_BYTES);
    let got: number | null;
    try {
      got = await file.read(buffer);
    } catch (cause) {
      throw fileFailure(cause, path);
    }
    if (got === null) return;
    yield buffer.subarray(0, got);
  }
}

/** The first bytes of a file. */
export async function fileHead(path: string, bytes: number): Promise<Uint8Array> {
  const head = new Uint8Array(bytes);
  let filled = 0;
  for await (const chunk of fileBytes(path)) {
    const part = chunk.subarray(0, bytes - filled);
    head.set(part, filled);
    filled += part.length;
    if (filled === bytes) break;
  }
  return head.subarray(0, filled);
}

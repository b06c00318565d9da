import { isAbsolute, join, relative } from "node:path";
import type { MediaOrigin } from "../../../scoring/messages.ts";
import { DatasetError, quotable, unreadable } from "../errors.ts";
import { fileBytes, fileFailure } from "../file_bytes.ts";
import { openRandomAccess, type RandomAccess } from "../random_access.ts";
import { openZipIndex, type ZipIndex } from "../readers/zip.ts";

/** A file of pictures or series that was found. */
export interface MediaFile {
  readonly origin: MediaOrigin;
  /** @throws {DatasetError} */
  content(signal?: AbortSignal): AsyncIterable<Uint8Array>;
}

/** Where the paths of a column lead. Dispose it when done. */
export interface MediaFolder extends Disposable {
  /** @throws {DatasetError} if there is no such file, or the path leads elsewhere */
  find(path: string): Promise<MediaFile>;
}

/**
 * A path of a record as names below a folder.
 *
 * @throws {DatasetError} if it leads out of the folder
 */
export function namesOf(path: string, from: string): string[] {
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  const bad = isAbsolute(path) || /^[a-z]:|[\\\p{C}]/iu.test(path) || names.includes("..") ||
    names.length === 0;
  if (!bad) return names;
  throw unreadable(
    from,
    `the path "${quotable(path)}" is not one of a file below it: wanted names joined by "/"`,
  );
}

/**
 * The files below a folder. A link is followed as far as it stays below, or among the blobs of the
 * hub's cache where the folder is a snapshot of it.
 */
export function diskFolder(root: string): MediaFolder {
  const roots = allowedRoots(root);
  return {
    async find(path) {
      const file = join(root, ...namesOf(path, root));
      let real: string;
      try {
        real = await Deno.realPath(file);
      } catch (cause) {
        throw fileFailure(cause, file);
      }
      if (!(await roots).some((allowed) => isBelow(real, allowed))) {
        throw unreadable(file, "it is a link that leads out of its folder");
      }
      return {
        origin: { kind: "file", path: file },
        content: (signal) => fileBytes(file, { signal }),
      };
    },
    [Symbol.dispose]: () => {},
  };
}

async function allowedRoots(root: string): Promise<string[]> {
  const cache = /^(.+)[\\/]snapshots[\\/][0-9a-f]{40}(?:[\\/]|$)/.exec(root)?.[1];
  const roots = cache === undefined ? [root] : [root, join(cache, "blobs")];
  const real = await Promise.all(roots.map((path) => Deno.realPath(path).catch(() => null)));
  return real.filter((path) => path !== null);
}

function isBelow(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== "" && !isAbsolute(way) && way.split(/[\\/]/)[0] !== "..";
}

/** The files of a ZIP archive; its list is read once, when the first is wanted. */
export function zipFolder(path: string): MediaFolder {
  let opened: Promise<{ readonly access: RandomAccess; readonly index: ZipIndex }> | null = null;
  const open = async () => {
    const access = await openRandomAccess(path);
    try {
      return { access, index: await openZipIndex(access, path) };
    } catch (cause) {
      access[Symbol.dispose]();
      throw cause;
    }
  };
  return {
    async find(wanted) {
      const entry = namesOf(wanted, path).join("/");
      opened ??= open();
      const member = (await opened).index.find(entry);
      return {
        origin: { kind: "zip", path, entry },
        content: (signal) => member.content(signal),
      };
    },
    [Symbol.dispose]() {
      opened?.then(({ access }) => access[Symbol.dispose](), () => {});
    },
  };
}

/** A fault of a file as the end of a sentence that names the row already. */
export function faultOf(cause: unknown): string {
  if (!(cause instanceof DatasetError)) throw cause;
  return cause.message.replace(/^Cannot read /, "");
}

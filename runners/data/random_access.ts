import { fileFailure, openFile } from "./file_bytes.ts";
import { unreadable } from "./errors.ts";

/** Bytes that can be read from anywhere: what Parquet and ZIP need. Dispose it when done. */
export interface RandomAccess extends Disposable {
  readonly size: number;
  /** The bytes `start` (inclusive) to `end` (exclusive); calls may overlap in time. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** A file that fills memory which its reader has already. */
export interface LocalFile extends RandomAccess {
  /** Fills `target` with the bytes from `start` on. */
  fill(start: number, target: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** A local file. Reads queue up, since a file handle has one position. */
export async function openRandomAccess(path: string): Promise<LocalFile> {
  const file = await openFile(path);
  let size: number;
  try {
    size = (await file.stat()).size;
  } catch (cause) {
    file.close();
    throw fileFailure(cause, path);
  }
  let last: Promise<unknown> = Promise.resolve();
  const fillNow = async (start: number, bytes: Uint8Array<ArrayBuffer>) => {
    await file.seek(start, Deno.SeekMode.Start);
    for (let filled = 0; filled < bytes.length;) {
      const got = await file.read(bytes.subarray(filled));
      if (got === null) throw unreadable(path, "it became shorter while it was read");
      filled += got;
    }
  };
  const inside = (start: number, end: number, read: () => Promise<void>): Promise<void> => {
    if (!(start >= 0 && start <= end && end <= size)) {
      return Promise.reject(
        unreadable(path, `it points to byte ${end} but ends at ${size}: is the file cut short`),
      );
    }
    const reading = last.then(read).catch((cause) => {
      throw fileFailure(cause, path);
    });
    last = reading.catch(() => {});
    return reading;
  };
  return {
    size,
    async read(start, end) {
      let bytes = new Uint8Array(0);
      await inside(start, end, () => {
        bytes = new Uint8Array(end - start);
        return fillNow(start, bytes);
      });
      return bytes;
    },
    fill: (start, target) => inside(start, start + target.length, () => fillNow(start, target)),
    [Symbol.dispose]: () => file.close(),
  };
}

/** Bytes in memory. */
export function inMemory(bytes: Uint8Array<ArrayBuffer>): RandomAccess {
  return {
    size: bytes.length,
    read: (start, end) => Promise.resolve(bytes.slice(start, end)),
    [Symbol.dispose]: () => {},
  };
}

import { fileFailure, openFile } from "./file_bytes.ts";
import { unreadable } from "./errors.ts";

/** Bytes that can be read from anywhere: what Parquet and ZIP need. Dispose it when done. */
export interface RandomAccess extends Disposable {
  readonly size: number;
  /** The bytes `start` (inclusive) to `end` (exclusive); calls may overlap in time. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** A local file. Reads queue up, since a file handle has one position. */
export async function openRandomAccess(path: string): Promise<RandomAccess> {
  const file = await openFile(path);
  let size: number;
  try {
    size = (await file.stat()).size;
  } catch (cause) {
    file.close();
    throw fileFailure(cause, path);
  }
  let last: Promise<unknown> = Promise.resolve();
  const readNow = async (start: number, end: number) => {
    const bytes = new Uint8Array(end - start);
    await file.seek(start, Deno.SeekMode.Start);
    for (let filled = 0; filled < bytes.length;) {
      const got = await file.read(bytes.subarray(filled));
      if (got === null) throw unreadable(path, "it became shorter while it was read");
      filled += got;
    }
    return bytes;
  };
  return {
    size,
    read(start, end) {
      if (!(start >= 0 && start <= end && end <= size)) {
        return Promise.reject(
          unreadable(path, `it points to byte ${end} but ends at ${size}: is the file cut short`),
        );
      }
      const reading = last.then(() => readNow(start, end)).catch((cause) => {
        throw fileFailure(cause, path);
      });
      last = reading.catch(() => {});
      return reading;
    },
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

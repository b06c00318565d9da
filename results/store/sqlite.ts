import type { DatabaseSync } from "node:sqlite";
import { dirname } from "node:path";
import { StoreError } from "./errors.ts";
import { createStoreFile, explainSqlite, openForReading, openForWriting } from "./open_database.ts";
import { type RunLock, takeRunLock } from "./run_lock.ts";
import { SqliteStore } from "./sqlite_store.ts";
import type { Store } from "./types.ts";

/** Options of {@linkcode openSqliteStore}. */
export interface SqliteStoreOptions {
  /**
   * Makes the file (and its folder) and refuses one that holds a run already; otherwise the file
   * must be there.
   *
   * @default {false}
   */
  readonly create?: boolean;
  /**
   * Opens for reading, beside a process that writes or without one; every `keep…` rejects.
   *
   * @default {false}
   */
  readonly readOnly?: boolean;
  /**
   * Unix time in milliseconds.
   *
   * @default {Date.now}
   */
  readonly now?: () => number;
  /** Told in a sentence when writing stands still (a full disk), and when it goes on. */
  readonly onPause?: (message: string) => void;
  /**
   * Between two tries while writing stands still, in milliseconds.
   *
   * @default {3000}
   */
  readonly retryMs?: number;
  /** Largest size of the file in pages of 4 KiB, asked before every commit; as if the disk ended there. */
  readonly maxPages?: () => number;
}

/**
 * Opens the store of a run: one SQLite file, append-only, one writing process at a time.
 *
 * Every `keep…` resolves once its row is on disk: rows are committed in batches and synced
 * together, within a few milliseconds on a disk that syncs in one, some 20 when many come. On a full
 * disk writing pauses, keeps what was handed in, says so through `onPause` and goes on when there is room.
 *
 * @throws {StoreError} if the file is missing, locked, not a store, damaged, or of a newer version
 */
export async function openSqliteStore(
  path: string,
  options: SqliteStoreOptions = {},
): Promise<Store> {
  const { create = false, readOnly = false, now = Date.now } = options;
  const there = await isThere(path);
  if (!there && (readOnly || !create)) {
    throw new StoreError(
      "missing",
      path,
      `Cannot open "${path}" as there is no such file: check the run id and the folder of runs`,
    );
  }
  if (readOnly) return new SqliteStore(path, openForReading(path), null, options);
  try {
    if (!there) await Deno.mkdir(dirname(path), { recursive: true });
    return await openLocked(path, await takeRunLock(path, now), options);
  } catch (cause) {
    throw explainSqlite(cause, path, there ? "open" : "make");
  }
}

async function openLocked(
  path: string,
  lock: RunLock,
  options: SqliteStoreOptions,
): Promise<Store> {
  try {
    // Looked for again, as another process may have made it before the lock was taken.
    if (!await isThere(path)) await createStoreFile(path);
    const db = openForWriting(path);
    if (options.create !== true || isFresh(db)) return new SqliteStore(path, db, lock, options);
    db.close();
    throw new StoreError(
      "exists",
      path,
      `Cannot start a run in "${path}" as it holds one already: go on with it ("resume"), or ` +
        `choose another run id`,
    );
  } catch (cause) {
    lock[Symbol.dispose]();
    throw cause;
  }
}

async function isThere(path: string): Promise<boolean> {
  let found: Deno.FileInfo;
  try {
    found = await Deno.stat(path);
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return false;
    throw explainSqlite(cause, path, "open");
  }
  if (found.isFile) return true;
  throw new StoreError("foreign", path, `Cannot open "${path}" as a run: it is not a file`);
}

/** A store that was made and never planned, as after a kill in the first moments of a run. */
function isFresh(db: DatabaseSync): boolean {
  const tables = ["manifest", "plans", "samples", "attempts", "replies", "verdicts"];
  return tables.every((table) => db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined);
}

import { DatabaseSync } from "node:sqlite";
import { CellError } from "./cell_value.ts";
import { StoreError } from "./errors.ts";
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION, TABLES, UPGRADES } from "./schema.ts";
import { SQLITE, sqliteCode } from "./sqlite_error.ts";

/** How long a statement waits for another program that holds the file, in milliseconds. */
const READER_BUSY_MS = 5_000;
/** Waiting stops the whole process, so the writer waits shortly and tries again later. */
const WRITER_BUSY_MS = 200;

/** Pages in the write-ahead log before it is copied into the file: 8 MiB, some 25 ms. */
const CHECKPOINT_PAGES = 2_000;

/**
 * Opens a run's file for writing. The caller holds the run's lock.
 *
 * `synchronous` is NORMAL, and every commit is synced by the store itself, off the main thread
 * (`WriteQueue`): the same durability as FULL. With FULL, in batches of 50 replies of 4 kB on a
 * virtual disk, 11,000 rows/s were kept and the process stood still 4 ms for each batch; with
 * NORMAL it is 23,000 rows/s and 1.7 ms.
 *
 * @throws {StoreError} if the file is not a store this version can write
 */
export function openForWriting(path: string): DatabaseSync {
  checkFile(path);
  return opened(path, () => {
    const db = new DatabaseSync(plainPath(path), { timeout: WRITER_BUSY_MS });
    try {
      db.exec(
        `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ` +
          `PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}; PRAGMA cache_size = -8192`,
      );
      upgrade(db);
    } catch (cause) {
      db.close();
      throw cause;
    }
    return db;
  });
}

/**
 * Opens a run's file for reading, beside a process that writes to it or without one.
 *
 * @throws {StoreError} if the file is not a store this version can read
 */
export function openForReading(path: string): DatabaseSync {
  return opened(path, () => {
    const db = readOnlyDatabase(path);
    try {
      identify(db, path);
    } catch (cause) {
      db.close();
      throw cause;
    }
    return db;
  });
}

/** Makes a store that an earlier Assay wrote one of this version; nothing kept is changed. */
function upgrade(db: DatabaseSync): void {
  for (let version = pragma(db, "user_version"); version < SCHEMA_VERSION; version++) {
    db.exec(`BEGIN; ${UPGRADES[version] ?? ""}; PRAGMA user_version = ${version + 1}; COMMIT`);
  }
}

/** Refuses a file that is not a store, without changing it. */
function checkFile(path: string): void {
  openForReading(path).close();
}

function readOnlyDatabase(path: string): DatabaseSync {
  const options = { readOnly: true, timeout: READER_BUSY_MS };
  const db = new DatabaseSync(plainPath(path), options);
  try {
    db.prepare("PRAGMA application_id").get();
    return db;
  } catch (cause) {
    db.close();
    if (sqliteCode(cause) !== SQLITE.cantOpen || hasLog(path)) throw cause;
    // A folder that cannot be written to has no place for the log's index, which a file at rest
    // does not need.
    const url = `file:${encodeURI(plainPath(path)).replaceAll("?", "%3f").replaceAll("#", "%23")}`;
    return new DatabaseSync(`${url}?immutable=1`, options);
  }
}

function hasLog(path: string): boolean {
  try {
    return Deno.statSync(`${path}-wal`).size > 0;
  } catch {
    return false;
  }
}

/** SQLite reads some names as something else than a file. */
function plainPath(path: string): string {
  return /^(?:file:|:)/.test(path) ? `./${path}` : path;
}

/**
 * Makes an empty store beside its final place and moves it there, so that a store is whole or not
 * there. The caller holds the run's lock, and there is no file of that name.
 */
export async function createStoreFile(path: string): Promise<void> {
  const fresh = `${path}.new`;
  for (const leftover of [fresh, `${fresh}-journal`]) await removeIfThere(leftover);
  const db = new DatabaseSync(plainPath(fresh));
  try {
    db.exec(`PRAGMA synchronous = FULL; BEGIN; ${SCHEMA} COMMIT`);
  } catch (cause) {
    throw explainSqlite(cause, path, "make");
  } finally {
    db.close();
  }
  await Deno.rename(fresh, path);
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
  }
}

/** Runs `open` and turns its errors into sentences. */
function opened<Result>(path: string, open: () => Result): Result {
  try {
    return open();
  } catch (cause) {
    throw explainSqlite(cause, path, "open");
  }
}

function identify(db: DatabaseSync, path: string): void {
  const application = pragma(db, "application_id");
  const version = pragma(db, "user_version");
  if (application !== APPLICATION_ID) {
    const tables = db.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name LIMIT 6",
    ).all().map(({ name }) => `"${name}"`);
    const found = Deno.statSync(path).size === 0
      ? "empty (0 bytes)"
      : tables.length === 0
      ? "an SQLite file without tables"
      : `an SQLite file of another program, with tables such as ${tables.join(", ")}`;
    throw foreign(path, found);
  }
  if (version > SCHEMA_VERSION) {
    throw new StoreError(
      "newer",
      path,
      `Cannot open "${path}" as a newer Assay wrote it: its store version is ${version}, and this ` +
        `one knows up to ${SCHEMA_VERSION}; update Assay to go on with it`,
    );
  }
  const size = Deno.statSync(path).size;
  if (!hasLog(path) && size % pragma(db, "page_size") !== 0) {
    throw damaged(path, `its ${size} bytes are no whole number of pages: it was cut off`);
  }
  const missing = missingTables(db);
  if (version < 1 || missing.length > 0) {
    throw damaged(
      path,
      `store version ${version}, tables missing: ${missing.join(", ") || "none"}`,
    );
  }
}

function missingTables(db: DatabaseSync): readonly string[] {
  const found = new Set(
    db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all().map(({ name }) => name),
  );
  return TABLES.filter((table) => !found.has(table));
}

function pragma(db: DatabaseSync, name: string): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
}

function foreign(path: string, found: string): StoreError {
  return new StoreError(
    "foreign",
    path,
    `Cannot open "${path}" as a run: it is ${found}; it was left as it is, so choose another run id ` +
      `or move the file away`,
  );
}

function damaged(path: string, found: string, cause?: unknown): StoreError {
  return new StoreError(
    "damaged",
    path,
    `Cannot use "${path}" as it is damaged (${found}): it was left as it is; keep a copy, put the ` +
      `file back from one, or save what is left with "sqlite3 run.sqlite .recover"`,
    { cause },
  );
}

/** Makes an error of SQLite, or of a row that cannot be read, one with a sentence. */
export function explainSqlite(cause: unknown, path: string, action: string): Error {
  if (cause instanceof StoreError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  if (cause instanceof CellError) return damaged(path, message, cause);
  switch (sqliteCode(cause)) {
    case SQLITE.notADatabase:
      return foreign(path, whatItIs(path));
    case SQLITE.corrupt:
      return damaged(path, message, cause);
    case SQLITE.busy:
    case SQLITE.locked:
      return new StoreError(
        "locked",
        path,
        `Cannot ${action} "${path}" as another program holds it: close that program, such as an ` +
          `open sqlite3 shell, and try again`,
        { cause },
      );
  }
  return new StoreError("failed", path, `Cannot ${action} "${path}": ${message}`, { cause });
}

/** Says what a file that is not SQLite's begins with. No connection to it is open. */
function whatItIs(path: string): string {
  const head = new Uint8Array(16);
  let read = 0;
  try {
    using file = Deno.openSync(path);
    read = file.readSync(head) ?? 0;
  } catch {
    return "not an SQLite file";
  }
  const text = new TextDecoder().decode(head.subarray(0, read)).replace(/[^\x20-\x7e]/g, ".");
  return `not an SQLite file (it begins with "${text}")`;
}

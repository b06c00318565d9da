import type { DatabaseSync, StatementSync } from "node:sqlite";
import { explainSqlite } from "./open_database.ts";
import { SQLITE, sqliteCode } from "./sqlite_error.ts";
import type { WriteTarget } from "./write_queue.ts";

/** Transactions on a run's file, and the syncing of its write-ahead log. */
export class SqliteTarget implements WriteTarget, Disposable {
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #rollback: StatementSync;
  #log: Deno.FsFile | null = null;

  constructor(
    readonly path: string,
    readonly db: DatabaseSync,
    /** Largest number of pages the file may have, asked before each transaction. */
    readonly maxPages: (() => number) | undefined,
  ) {
    this.#begin = db.prepare("BEGIN IMMEDIATE");
    this.#commit = db.prepare("COMMIT");
    this.#rollback = db.prepare("ROLLBACK");
  }

  transact(work: () => void): void {
    if (this.maxPages !== undefined) {
      this.db.exec(`PRAGMA max_page_count = ${Math.trunc(this.maxPages())}`);
    }
    this.#begin.run();
    try {
      work();
      this.#commit.run();
    } catch (error) {
      // After a full disk or an I/O error SQLite may have rolled back already.
      if (this.db.isTransaction) this.#rollback.run();
      throw error;
    }
  }

  spares(error: unknown): boolean {
    const code = sqliteCode(error);
    return this.db.isTransaction &&
      (code === null || code === SQLITE.constraint || code === SQLITE.tooBig);
  }

  /** Syncs the log by a descriptor of its own: the log, unlike the file, carries no locks to lose. */
  async sync(): Promise<void> {
    this.#log ??= await Deno.open(`${this.path}-wal`, { read: true, write: true });
    await this.#log.syncData();
  }

  obstacle(error: unknown): string | null {
    switch (sqliteCode(error)) {
      case SQLITE.full:
        return "the disk is full";
      case SQLITE.ioError:
        return "the disk cannot be written to";
      case SQLITE.busy:
      case SQLITE.locked:
        return "another program holds the file";
      default:
        return null;
    }
  }

  explain(error: unknown): Error {
    return explainSqlite(error, this.path, "write to");
  }

  [Symbol.dispose](): void {
    this.#log?.close();
    this.#log = null;
  }
}

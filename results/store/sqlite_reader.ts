import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { type RawRow, readNumber } from "./cell_value.ts";
import { explainSqlite } from "./open_database.ts";
import { bytesOfCell } from "./table_rows.ts";

/** Named parameters of a statement. */
export type Parameters = Readonly<Record<string, SQLInputValue>>;

/** A page of rows ends at whichever comes first; no read stays open between two pages. */
const PAGE_ROWS = 500;
const PAGE_BYTES = 1 << 20;

/** Some rows, and whether there may be more. */
export interface Page {
  readonly rows: readonly RawRow[];
  readonly more: boolean;
}

/** Options of a {@linkcode SqliteReader}. */
export interface SqliteReaderOptions {
  /** Throws when the store is closed. */
  readonly checkOpen: () => void;
  /** Resolves when what is committed now is on disk. */
  readonly settled: () => Promise<void>;
}

/**
 * Reads rows in pages of bounded size, whatever their number, without a transaction that would keep
 * the write-ahead log from being reused. What is committed and not yet on disk is waited for.
 */
export class SqliteReader {
  readonly #statements = new Map<string, StatementSync>();

  constructor(
    readonly path: string,
    readonly db: DatabaseSync,
    readonly options: SqliteReaderOptions,
  ) {}

  /** A prepared statement, the same for the same text. */
  statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** All rows of a query that gives few, or small ones. */
  async all<Result>(
    sql: string,
    parameters: Parameters,
    decode: (row: RawRow) => Result,
  ): Promise<Result[]> {
    const rows = this.#attempt(() => this.statement(sql).all(parameters).map(decode));
    await this.options.settled();
    return rows;
  }

  /** The first rows of a query. */
  async page(sql: string, parameters: Parameters): Promise<Page> {
    const page = this.#attempt(() => {
      const rows: RawRow[] = [];
      let bytes = 0;
      for (const row of this.statement(sql).iterate(parameters)) {
        rows.push(row);
        for (const column in row) bytes += bytesOfCell(row[column]);
        if (rows.length >= PAGE_ROWS || bytes >= PAGE_BYTES) return { rows, more: true };
      }
      return { rows, more: false };
    });
    await this.options.settled();
    return page;
  }

  /** Every row of a table in the order they were kept. */
  async *byId<Kept>(
    table: string,
    condition: string,
    parameters: Parameters,
    decode: (row: RawRow) => Kept,
  ): AsyncGenerator<Kept, void> {
    let after = 0;
    for (;;) {
      const { rows, more } = await this.page(
        `SELECT * FROM ${table} WHERE id > :after AND ${condition} ORDER BY id`,
        { ...parameters, after },
      );
      for (const row of rows) {
        yield this.decode(row, decode);
        after = readNumber(row, "id");
      }
      if (!more) return;
    }
  }

  /** Decodes a row; one that cannot be read is told with the file's name. */
  decode<Kept>(row: RawRow, decode: (row: RawRow) => Kept): Kept {
    try {
      return decode(row);
    } catch (cause) {
      throw explainSqlite(cause, this.path, "read");
    }
  }

  #attempt<Result>(read: () => Result): Result {
    this.options.checkOpen();
    try {
      return read();
    } catch (cause) {
      throw explainSqlite(cause, this.path, "read");
    }
  }
}

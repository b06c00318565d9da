import { RecordError } from "../../benchmarks/define.ts";

/**
 * What is wrong with the data:
 *
 * - `missing`: there is no such file, here or at the address
 * - `gated`: the publisher wants a login, accepted conditions or an approval first
 * - `changed`: size, checksum, number of records or a column is not what was published
 * - `unreadable`: the file is broken, of another format, or may not be opened
 * - `offline`: the address could not be reached
 * - `html-instead-of-json`: a page came where data was asked for
 */
export type DatasetErrorKind =
  | "missing"
  | "gated"
  | "changed"
  | "unreadable"
  | "offline"
  | "html-instead-of-json";

/** What a {@linkcode DatasetError} is made of. */
export interface DatasetErrorInit {
  readonly kind: DatasetErrorKind;
  /** The whole sentence, file and row included. */
  readonly message: string;
  readonly path?: string;
  /** 1-based number of the record; for JSONL, CSV and TSV the line it starts on. */
  readonly row?: number;
  readonly column?: string;
  readonly cause?: unknown;
}

/** Data that cannot be used, told to the operator: what failed, where, and what to do (exit code 3). */
export class DatasetError extends Error {
  override readonly name = "DatasetError";
  readonly kind: DatasetErrorKind;
  readonly path: string | null;
  readonly row: number | null;
  readonly column: string | null;

  constructor(init: DatasetErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.kind = init.kind;
    this.path = init.path ?? null;
    this.row = init.row ?? null;
    this.column = init.column ?? null;
  }
}

/**
 * What went wrong with one record, with the file and row that only the reader knows.
 *
 * @example
 * ```ts
 * import { RecordError } from "../../benchmarks/define.ts";
 * import { recordFailure } from "./errors.ts";
 * import { strictEqual } from "node:assert";
 *
 * const error = recordFailure(new RecordError("answer", "a string", "null"), "test.parquet", 17);
 * strictEqual(
 *   error.message,
 *   'Cannot read "test.parquet" row 17: column "answer" must be a string: current value is null',
 * );
 * ```
 */
export function recordFailure(cause: unknown, path: string, row: number): DatasetError {
  const what = cause instanceof Error ? cause.message : String(cause);
  return new DatasetError({
    kind: "changed",
    path,
    row,
    ...(cause instanceof RecordError ? { column: cause.column } : {}),
    message: `Cannot read "${path}" row ${row}: ${what}`,
    cause,
  });
}

/** A file that is not what its format asks for; `row` is left out where the whole file is meant. */
export function unreadable(
  path: string,
  what: string,
  row?: number,
  cause?: unknown,
): DatasetError {
  return new DatasetError({
    kind: "unreadable",
    path,
    ...(row === undefined ? {} : { row }),
    message: `Cannot read "${path}"${row === undefined ? "" : ` row ${row}`}: ${what}`,
    ...(cause === undefined ? {} : { cause }),
  });
}

const MAX_QUOTED = 160;

/** Text of a server or a file as it may stand in a sentence: one line, no control characters, short. */
export function quotable(text: string): string {
  const line = text.slice(0, 4 * MAX_QUOTED)
    // deno-lint-ignore no-control-regex
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, " ")
    .trim();
  return line.length > MAX_QUOTED ? `${line.slice(0, MAX_QUOTED - 3)}...` : line;
}

/** The message of whatever was thrown, fit for a sentence. */
export function reasonOf(cause: unknown): string {
  return quotable(cause instanceof Error ? cause.message : String(cause));
}

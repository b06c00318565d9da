/** One record of a file and where it stood. */
export interface Row {
  /** As published; nothing has looked at it yet. */
  readonly record: unknown;
  /** 1-based: the record's number, or for JSONL, CSV and TSV the line it starts on. */
  readonly row: number;
  /** The file it stood in, where a source has several. */
  readonly path?: string;
}

/** What every reader is given beside its input. */
export interface ReadOptions {
  /** How messages name the file. */
  readonly path: string;
  readonly signal?: AbortSignal | undefined;
  /**
   * Longest text of one record in UTF-16 units: what keeps a file without line breaks out of memory.
   *
   * @default {MAX_RECORD_CHARS}
   */
  readonly maxRecordChars?: number | undefined;
}

/** 128 Mi units: the largest known records (tests of a coding benchmark) are a third of this. */
export const MAX_RECORD_CHARS = 128 * 1024 * 1024;

/** The sentence for a record that does not fit. */
export function tooLong(limit: number): string {
  return `it is longer than ${limit.toLocaleString("en")} characters, which no record should be: ` +
    `is this the right file and format`;
}

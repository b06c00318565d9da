/** Primary result codes of SQLite that this program tells apart. */
export const SQLITE = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cantOpen: 14,
  tooBig: 18,
  constraint: 19,
  notADatabase: 26,
} as const;

/** Errors that `node:sqlite` throws without a code, by their message. */
const MESSAGES: readonly (readonly [string, number])[] = [
  ["database is locked", SQLITE.busy],
  ["database table is locked", SQLITE.locked],
  ["attempt to write a readonly database", SQLITE.readOnly],
  ["disk I/O error", SQLITE.ioError],
  ["database disk image is malformed", SQLITE.corrupt],
  ["malformed database schema", SQLITE.corrupt],
  ["database or disk is full", SQLITE.full],
  ["unable to open database file", SQLITE.cantOpen],
  ["file is not a database", SQLITE.notADatabase],
];

/** The primary result code of an error of SQLite; `null` for any other error. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  // An extended code carries its primary code in the low byte.
  if ("errcode" in error && typeof error.errcode === "number") return error.errcode & 0xff;
  if (!("code" in error) || error.code !== "ERR_SQLITE_ERROR") return null;
  return MESSAGES.find(([message]) => error.message.startsWith(message))?.[1] ?? null;
}

/** True for an insert that names a row of another table that is not there. */
export function brokeForeignKey(error: unknown): boolean {
  return sqliteCode(error) === SQLITE.constraint && error instanceof Error &&
    error.message.startsWith("FOREIGN KEY");
}

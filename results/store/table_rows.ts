import type { CellValue } from "./cell_value.ts";

/** How kept things become rows of a table. */
export interface TableRows<Kept> {
  /** Inserts a row; takes {@linkcode cells}. */
  readonly insert: string;
  /** As `insert`, and leaves the row that is there when a unique key of it is. */
  readonly insertOnce: string;
  cells(kept: Kept): CellValue[];
}

/** Ties each column of a table to what fills it. */
export function tableRows<Kept>(
  table: string,
  columns: Readonly<Record<string, (kept: Kept) => CellValue>>,
): TableRows<Kept> {
  const names = Object.keys(columns);
  const fill = Object.values(columns);
  const insert = `INSERT INTO ${table} (${names.join(", ")}) VALUES (${
    names.map(() => "?").join(", ")
  })`;
  return {
    insert,
    insertOnce: `${insert} ON CONFLICT DO NOTHING`,
    cells: (kept) => fill.map((cell) => cell(kept)),
  };
}

/** About how many bytes a row takes. */
export function bytesOf(cells: readonly unknown[]): number {
  let bytes = 0;
  for (const cell of cells) bytes += bytesOfCell(cell);
  return bytes;
}

/** About how many bytes a cell takes. */
export function bytesOfCell(cell: unknown): number {
  return typeof cell === "string" || cell instanceof Uint8Array ? cell.length : 8;
}

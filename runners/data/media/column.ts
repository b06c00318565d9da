import type { MediaColumn } from "../../../benchmarks/define.ts";

/** A record with named columns. */
export type Fields = { [name: string]: unknown };

/** Whether a record has columns at all. */
export function isFields(record: unknown): record is Fields {
  return typeof record === "object" && record !== null && !Array.isArray(record);
}

/**
 * The cell of a media column: under its own name, or inside structs that dots lead into. A struct
 * on the way that is a text is the cell itself. `undefined` where the record has no such column.
 */
export function cellOf(record: Fields, { column }: MediaColumn): unknown {
  if (Object.hasOwn(record, column)) return record[column];
  let value: unknown = record;
  for (const name of column.split(".")) {
    if (typeof value === "string") return value;
    if (!isFields(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

/** The record with something else in a cell's place, or in the column named beside it. */
export function withCell(record: Fields, { column, as }: MediaColumn, value: unknown): Fields {
  const name = as ?? column;
  return Object.hasOwn(record, name) || as !== undefined
    ? { ...record, [name]: value }
    : inside(record, name.split("."), value);
}

function inside(record: Fields, [name = "", ...rest]: readonly string[], value: unknown): Fields {
  const inner = record[name];
  return {
    ...record,
    [name]: rest.length > 0 && isFields(inner) ? inside(inner, rest, value) : value,
  };
}

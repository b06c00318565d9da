import { createHash } from "node:crypto";
import { byCodePoint } from "../python/code_points.ts";
import { dumps, dumpText } from "../python/dumps.ts";
import { Table } from "./table.ts";
import { dataOf } from "./model.ts";

/** Texts of records that worlds share, which nothing changes. */
const sharedTexts = new WeakMap<object, string>();

/**
 * A database as upstream dumps it to compare: Python's JSON with sorted keys. Equal texts are equal
 * databases; a text differs for `2` and `2.0`.
 */
export function databaseText(db: object): string {
  const members = Object.entries(db).sort(([a], [b]) => byCodePoint(a, b));
  const texts = members.map(([key, held]) =>
    `${dumpText(key)}: ${held instanceof Table ? tableText(held) : textOf(held)}`
  );
  return `{${texts.join(", ")}}`;
}

function textOf(held: unknown): string {
  return dumps(dataOf(held), { sortKeys: true });
}

/**
 * True if two databases have the same {@linkcode databaseText}, and so the same hash. Looks only at
 * records that were touched, where both began with the same ones.
 */
export function sameDatabase(a: object, b: object): boolean {
  const others = new Map<string, unknown>(Object.entries(b));
  const members = Object.entries(a);
  return members.length === others.size && members.every(([key, held]) => {
    const other = others.get(key);
    return held instanceof Table && other instanceof Table && held.base === other.base
      ? sameTable(held, other)
      : databaseText({ [key]: held }) === databaseText({ [key]: other });
  });
}

function sameTable(a: Table<object>, b: Table<object>): boolean {
  for (const id of new Set([...a.touched(), ...b.touched()])) {
    const [row, other] = [a.peek(id), b.peek(id)];
    if (row === undefined || other === undefined) return false;
    if (row !== other && textOf(row) !== textOf(other)) return false;
  }
  return true;
}

function tableText(table: Table<object>): string {
  const rows = [...table.entries()].sort(([a], [b]) => byCodePoint(a, b));
  const texts = rows.map(([id, row]) => {
    const shared = table.base.get(id) === row;
    let text = shared ? sharedTexts.get(row) : undefined;
    if (text === undefined) {
      text = textOf(row);
      if (shared) sharedTexts.set(row, text);
    }
    return `${dumpText(id)}: ${text}`;
  });
  return `{${texts.join(", ")}}`;
}

/** SHA-256 of {@linkcode databaseText} as upstream prints it: 64 lower-case hex digits. */
export function databaseHash(db: object): string {
  return createHash("sha256").update(databaseText(db)).digest("hex");
}

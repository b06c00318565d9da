/**
 * Checkers of the `custom:csv_` constraints, each made for one prompt. Upstream:
 * allenai/IFBench@db69a6f `ifbench/instructions.py`.
 *
 * @module
 */
import { PY_WORD } from "../python/characters.ts";
import { readCsv } from "../python/csv.ts";
import { PY_WHITESPACE, pyStrip } from "../python/text.ts";
import { CheckCrash } from "./constraint.ts";
import type { Reply } from "./reply.ts";

/** Rows as Python's reader gives them; it crashes on a carriage return inside a row. */
function rowsOf(text: string, delimiter?: string): string[][] {
  try {
    return readCsv(text, delimiter);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new CheckCrash(cause.message, { cause });
    throw cause;
  }
}

/** The same names, each in quotes or not, with this between them. */
function header(names: readonly string[], gap: string): RegExp {
  return new RegExp(`^${names.map((name) => `(?:${name}|"${name}")`).join(gap)}$`);
}

function firstLine(text: string): string {
  return pyStrip(text.split("\n", 1)[0] ?? "");
}

const CITY_HEADER = ["ID", "Country", "City", "Year", "Count"];

/** A header and seven rows of five columns. */
export function csvCity({ text }: Reply): boolean {
  const [head = [], ...rows] = rowsOf(text);
  return rows.length === 7 && rows.every((row) => row.length === 5) &&
    head.length === 5 && CITY_HEADER.every((name, index) => name === head[index]);
}

const PRODUCT_HEADER = header(["ProductID", "Category", "Brand", "Price", "Stock"], ",[ \\t]*");

/** A header and 14 rows of five columns, up to the first with a special character in quotes. */
export function csvSpecialCharacter({ text }: Reply): boolean {
  if (!PRODUCT_HEADER.test(firstLine(text))) return false;
  // Tripled quotes reach the fields as quotes.
  const rows = rowsOf(text.replaceAll('"', '"""'));
  if (rows.length !== 15) return false;
  for (const row of rows.slice(1)) {
    if (row.length !== 5) return false;
    if (row.some(startsWithSpecialQuote)) return true;
  }
  return false;
}

const SPECIAL = new RegExp(`[^${PY_WORD}${PY_WHITESPACE}]`, "u");

/** A field that begins with a quote, and has a later one with a special character in between. */
function startsWithSpecialQuote(field: string): boolean {
  if (!field.startsWith('"')) return false;
  const line = field.split("\n", 1)[0] ?? "";
  return SPECIAL.test(line.slice(1, Math.max(1, line.lastIndexOf('"'))));
}

const STUDENT_HEADER = header(["StudentID", "Subject", "Grade", "Semester", "Score"], "\\t *");

/** A header and three rows of five columns, between tabs, every field in quotes. */
export function csvQuotes({ text }: Reply): boolean {
  if (!STUDENT_HEADER.test(firstLine(text))) return false;
  const rows = rowsOf(text.replaceAll('"', '"""'), "\t");
  return rows.length === 4 && rows.every((row) => row.length === 5 && row.every(isQuoted));
}

function isQuoted(field: string): boolean {
  const bare = pyStrip(field);
  if (bare === "") throw new CheckCrash("a field is empty");
  return bare.startsWith('"') && bare.endsWith('"');
}

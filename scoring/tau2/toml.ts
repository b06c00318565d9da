import { parse } from "smol-toml";
import { type Data, toData } from "../python/data.ts";

/**
 * Reads TOML, in which telecom's databases are published; integers and floats stay apart.
 *
 * @throws {TomlError} for a text that is no TOML, with line and column
 */
export function readToml(text: string): Data {
  return fromToml(parse(text, { integersAsBigInt: true }));
}

function fromToml(value: unknown): Data {
  if (typeof value === "bigint" || typeof value === "number") return value;
  // A date without quotes.
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(fromToml);
  if (typeof value !== "object" || value === null) return toData(value);
  return new Map(Object.entries(value).map(([key, held]) => [key, fromToml(held)]));
}

import type { Json } from "../json.ts";

/** A value for an error message: JSON, cut to 80 characters; `missing` for none. */
export function showArgument(value: Json | undefined): string {
  if (value === undefined || value === null) return "missing";
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

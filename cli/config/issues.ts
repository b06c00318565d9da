import { z } from "zod";
import { printableLine } from "../printable.ts";
import { didYouMean } from "../suggest.ts";
import { looksSecret } from "./secrets.ts";

type Issue = z.core.$ZodIssue;

/**
 * What a schema has against a value, a sentence part each, such as `"limit" must be at least 1:
 * current value is 0`. Unknown keys come with the nearest known one.
 */
export async function issueSentences(
  issues: readonly Issue[],
  value: unknown,
  schema: z.ZodType,
): Promise<string[]> {
  const sentences: string[] = [];
  for (const issue of issues) {
    if (issue.code === "unrecognized_keys") {
      const known = knownKeys(schema, issue.path);
      for (const key of issue.keys) {
        const where = issue.path.length === 0 ? "" : ` in "${showPath(issue.path)}"`;
        const name = printableLine(key, 60);
        sentences.push(`"${name}"${where} is not a known key${await didYouMean(key, known)}`);
      }
      continue;
    }
    const inner = issue.code === "invalid_union"
      ? issue.errors.flat().filter(({ path, code }) => path.length > 0 || code === "custom")
      : [];
    if (inner.length > 0) {
      const moved = inner.map((each) => ({ ...each, path: [...issue.path, ...each.path] }));
      sentences.push(...await issueSentences(moved, value, schema));
      continue;
    }
    const what = issue.path.length === 0 ? "it" : `"${showPath(issue.path)}"`;
    sentences.push(
      issue.code === "custom"
        ? `${what} ${issue.message}`
        : `${what} must be ${wanted(issue)}: current value is ${show(at(value, issue.path))}`,
    );
  }
  return [...new Set(sentences)];
}

const KINDS: Readonly<Record<string, string>> = {
  number: "a number",
  int: "a whole number",
  string: "a text",
  object: "an object",
  record: "an object",
  array: "a list",
  boolean: "true or false",
};

function wanted(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return KINDS[issue.expected] ?? issue.expected;
    case "invalid_value":
      return choice(issue.values.map((value) => JSON.stringify(value)));
    case "too_small":
      return issue.origin === "string" || issue.origin === "array"
        ? "not empty"
        : `${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}`;
    case "too_big":
      return `${issue.inclusive === false ? "less than" : "at most"} ${issue.maximum}`;
    case "invalid_union":
      return choice(issue.errors.flat().map(wanted));
    default:
      return `something else (${issue.message})`;
  }
}

function choice(words: readonly string[]): string {
  const unique = [...new Set(words)];
  return unique.length > 2 ? `one of ${unique.join(", ")}` : unique.join(" or ");
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key],
    value,
  );
}

function show(value: unknown): string {
  if (value === undefined) return "missing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value === "string" && looksSecret(value)) return "hidden, as it looks like a key";
  return printableLine(JSON.stringify(value), 60);
}

/** A path as it is written in code: `models[0].sampling.thinking`. */
export function showPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((shown, key) => {
    if (typeof key === "number") return `${shown}[${key}]`;
    const name = printableLine(String(key), 60);
    return shown === "" ? name : `${shown}.${name}`;
  }, "");
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** Keys a schema knows at a path. */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[] = []): string[] {
  const whole = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  let level: JsonSchema[] = [whole];
  for (const key of path) {
    level = level.flatMap((each) => [each, ...each.anyOf ?? []]).flatMap((each) => {
      if (typeof key === "number") return each.items ?? [];
      const { additionalProperties: rest } = each;
      return each.properties?.[String(key)] ?? (typeof rest === "object" ? rest : []);
    });
  }
  return level.flatMap((each) => Object.keys(each.properties ?? {}));
}

/**
 * The layout of SMolInstruct's `data.zip`, read as the hub's loader script does with its default
 * options: tags around inputs and outputs, SMILES, the full test split.
 *
 * @module
 */
import { z } from "zod";
import type { Json } from "../../scoring/json.ts";
import { pySample } from "../../scoring/python/random.ts";
import { RecordError } from "../define.ts";

/** Which rows are asked. */
export type SmolSet = "test" | "mini";

/** Seed and size of the official mini set. */
const MINI = { seed: 1024, rows: 500 } as const;

const Samples = z.object({
  template_name: z.string(),
  samples: z.array(z.object({
    idx: z.int().nonnegative(),
    template_id: z.int().nonnegative(),
    target: z.string().nullish(),
  })),
});
const Raw = z.object({
  input: z.string(),
  output: z.union([z.string(), z.record(z.string(), z.string())]),
});
const Templates = z.array(z.object({ input: z.string(), output: z.string() }));
const Tag = z.string().nullish().transform((tag) => tag ?? null);
const Tags = z.object({ input: z.tuple([Tag, Tag]), output: z.tuple([Tag, Tag]) });

/** Parses a file of the archive, or a line of one. */
function parse<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  where: string,
): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RecordError(where, "JSON", `"${text.slice(0, 40)}"`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const at = issue?.path.length ? ` at "${issue.path.join(".")}"` : "";
  throw new RecordError(where, "as the loader script reads it", `${issue?.message}${at}`);
}

/**
 * The rows of a task as the hub shows them, in the order of its samples.
 *
 * @param read Text of a file in the archive
 * @throws {RecordError} naming the file, if one is not what the loader script reads
 */
export async function smolRecords(
  task: string,
  read: (entry: string) => Promise<string>,
): Promise<readonly Json[]> {
  const json = async <Schema extends z.ZodType>(schema: Schema, entry: string) =>
    parse(schema, await read(entry), entry);
  const { samples, template_name } = await json(
    Samples,
    `sample/instruction_tuning/test/${task}.json`,
  );
  const templateFile = `template/${template_name}/${task}.json`;
  const templates = await json(Templates, templateFile);
  const tags = await json(Tags, `core_tag/${task}.json`);
  const rawFile = `raw/test/${task}.jsonl`;
  const lines = (await read(rawFile)).split("\n");
  return samples.map(({ idx, template_id, target }): Json => {
    const where = `${rawFile} line ${idx + 1}`;
    const template = templates[template_id];
    if (template === undefined) {
      throw new RecordError(templateFile, `a list with a template ${template_id}`, "a shorter one");
    }
    const raw = parse(Raw, lines[idx] ?? "", where);
    const several = typeof raw.output !== "string";
    const output = typeof raw.output === "string" ? raw.output : raw.output[target ?? ""];
    if (output === undefined) {
      throw new RecordError(where, `one with an output "${target}"`, "none");
    }
    return {
      // Functions, because "$" has a meaning in a replacement text.
      input: template.input.replaceAll("<INPUT>", () => inTags(raw.input, tags.input)),
      output: template.output.replaceAll("<OUTPUT>", () => inTags(output, tags.output)),
      raw_input: raw.input,
      raw_output: output,
      task,
      target: several ? target ?? null : null,
    };
  });
}

function inTags(text: string, [left, right]: readonly [string | null, string | null]): string {
  return left === null || right === null ? text : `${left} ${text} ${right}`;
}

const Named = z.object({ task: z.string() });

/**
 * Places of the rows that are asked: those of the task, where a file holds several, and of these the
 * official mini set in drawn order, where it is asked for.
 */
export function smolPlaces(task: string, set: SmolSet, records: readonly unknown[]): number[] {
  const own = records.flatMap((record, place) => {
    const named = Named.safeParse(record);
    return !named.success || named.data.task === task ? [place] : [];
  });
  if (set === "test") return own;
  return pySample(own.length, Math.min(MINI.rows, own.length), MINI.seed)
    .map((drawn) => own[drawn] ?? 0);
}

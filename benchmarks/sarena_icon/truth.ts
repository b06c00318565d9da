/**
 * The true answers of SArena's icon domain, out of the archive that comes beside the prompts.
 *
 * @module
 */
import { z } from "zod";
import type { Json } from "../../scoring/json.ts";
import { RecordError } from "../define.ts";

/** The kinds of task, each with its name in the column `l2-category` of the prompts. */
export const kinds = {
  understanding: ["Understanding"],
  T2SVG: ["Generation-T2SVG"],
  I2SVG: ["Generation-I2SVG"],
  Edit: [
    "Edit-Color-Complex",
    "Edit-Color-Simple",
    "Edit-Crop",
    "Edit-Flip",
    "Edit-Opacity",
    "Edit-Outline",
    "Edit-Rotate",
    "Edit-Scale",
    "Edit-StyleTransform-Openmoji",
    "Edit-Translate",
  ],
} as const satisfies Record<string, readonly string[]>;

/** One of {@linkcode kinds}. */
export type Kind = keyof typeof kinds;

/** The true answer of a record. */
export const Truth = z.object({
  /** Name of the task in the prompts. */
  name: z.string(),
  id: z.int().nonnegative(),
  /** The true picture as SVG; of a question its answer, which begins with a letter. */
  truth: z.string(),
  subject: z.string().optional(),
});
/** See {@linkcode Truth}. */
export type Truth = z.output<typeof Truth>;

const Row = z.looseObject({
  id: z.union([z.int().nonnegative(), z.string().regex(/^\d{1,9}$/, "digits")])
    .transform(Number),
  Subject: z.string().optional(),
  conversations: z.array(z.object({ value: z.string() })).optional(),
});

/** Where the rows of a task lie in the archive, and where its pictures do. */
function placesOf(kind: Kind, name: string): { list: string; svg: string | null } {
  if (kind === "understanding") {
    return { list: "Icon/understanding/sarena_un.jsonl", svg: null };
  }
  if (kind === "Edit") {
    const task = EDIT_FOLDERS[name] ?? name;
    return { list: `Icon/edit/${task}.jsonl`, svg: `Icon/edit/data/${task}/svg` };
  }
  const list = kind === "T2SVG" ? "text2svg" : "img2svg";
  return { list: `Icon/generation/${list}.jsonl`, svg: "Icon/generation/svg" };
}

const EDIT_FOLDERS: Readonly<Record<string, string>> = Object.fromEntries(
  kinds.Edit.map((name) => [
    name,
    name.slice("Edit-".length).toLowerCase().replace("styletransform-", "styletransform_")
      .replace("color-", "color_"),
  ]),
);

/**
 * The truths of all tasks of a kind.
 *
 * @param read Text of a file in the archive
 * @throws {RecordError} naming the file, if a row is not what the archive's layout says
 */
export async function truthsOf(
  kind: Kind,
  read: (entry: string) => Promise<string>,
): Promise<readonly Json[]> {
  const truths: Json[] = [];
  for (const name of kinds[kind]) {
    const { list, svg } = placesOf(kind, name);
    const lines = (await read(list)).split("\n");
    for (const [at, line] of lines.entries()) {
      if (line.trim() === "") continue;
      const row = rowOf(line, `${list} line ${at + 1}`);
      const { id, Subject, conversations } = row;
      const truth = svg === null
        ? conversations?.[1]?.value ?? missing(`${list} line ${at + 1}`)
        : await read(`${svg}/${id}.svg`);
      truths.push({ name, id, truth, ...(Subject === undefined ? {} : { subject: Subject }) });
    }
  }
  return truths;
}

function rowOf(line: string, where: string): z.output<typeof Row> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new RecordError(where, "a JSON object", `"${line.slice(0, 40)}"`);
  }
  const parsed = Row.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RecordError(where, `a row with "${issue?.path.join(".")}"`, issue?.message ?? "");
}

function missing(where: string): never {
  throw new RecordError(where, "a row with two conversations", "fewer");
}

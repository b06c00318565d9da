import { join } from "node:path";
import { z } from "zod";
import { newRunId, writeAtomically } from "./run_folder.ts";
import { JUDGE_CHECK_SCHEMA } from "./schema_ids.ts";
import { count } from "./schema_parts.ts";

const share = z.object({
  count,
  of: count,
  value: z.number().min(0).max(1).nullable().describe("null where there is nothing to count in"),
  low: z.number().nullable().describe("Wilson's interval, 95 %"),
  high: z.number().nullable(),
}).meta({ id: "Share" });

/** A share of pairs with Wilson's interval. */
export type CheckShare = z.infer<typeof share>;

const kappa = z.number().nullable().describe("null where it is undefined");

const scores = z.object({
  accuracy: share.describe("Verdicts that are as the label says"),
  falseAccepts: share.describe("Of the replies that are wrong, those called right"),
  falseRejects: share.describe("Of the replies that are right, those called wrong"),
});

const sensitivity = scores.extend({
  flips: share.describe("Verdicts that differ from those on the pairs as they are"),
});

const judge = z.object({
  label: z.string(),
  model: z.string(),
  simulated: z.boolean().describe("True when the simulated server answered"),
  judged: count,
  failed: count.describe("Pairs without a verdict: they count in nothing else"),
  unparsable: count.describe("Verdicts that could not be read: they count as wrong"),
  ...scores.shape,
  kappa: kappa.describe("Cohen's kappa of verdicts and labels"),
  categories: z.record(z.string(), scores),
  mistakes: z.array(z.object({
    id: z.string(),
    category: z.string(),
    label: z.enum(["correct", "incorrect"]).describe("What it should have said"),
    raw: z.string().describe("Its last reply, cut short"),
  })).describe("Pairs on which the verdict is not as the label says"),
  padded: sensitivity.nullable().describe("The same replies with padding around them"),
  reordered: sensitivity.nullable().describe("The same pairs with the prediction before the gold"),
});

/** A measured judge. */
export type CheckedJudge = z.infer<typeof judge>;

/** Schema of what `assay judge-check` finds out, as it prints it with `--json` and keeps it. */
export const judgeCheckSchema = z.object({
  $schema: z.literal(JUDGE_CHECK_SCHEMA),
  schemaVersion: z.literal(1),
  at: z.iso.datetime().describe("ISO 8601, UTC"),
  pairs: z.object({
    source: z.string().describe('"bundled", or the file'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/).describe("Of the pairs: same pairs, same sum"),
    count,
  }),
  contract: z.object({
    prompt: z.string(),
    parser: z.string(),
    quoting: z.string(),
    reads: z.string(),
  }).describe("How the judges were asked, and how their replies were read"),
  judges: z.array(judge).min(1),
  agreement: z.object({
    items: count,
    share: z.number(),
    kappa,
    method: z.enum(["cohen", "fleiss"]),
  }).nullable().describe("Of the judges with each other; null with one judge"),
}).meta({ title: "Assay judge check" });

/** What `assay judge-check` found out. */
export type JudgeCheck = z.infer<typeof judgeCheckSchema>;

/** Folder of the kept checks, beside the runs. */
const FOLDER = "judge_checks";

/**
 * Keeps a check below the folder of runs; earlier ones stay.
 *
 * @returns the file
 */
export async function keepJudgeCheck(
  runsDir: string,
  check: JudgeCheck,
  random: () => number,
): Promise<string> {
  const folder = join(runsDir, FOLDER);
  await Deno.mkdir(folder, { recursive: true });
  const file = join(folder, `${newRunId(Date.parse(check.at), random)}.json`);
  await writeAtomically(file, `${JSON.stringify(check, null, 2)}\n`);
  return file;
}

/** All kept checks, oldest first. A file that is no check is passed over: a table must not fail for it. */
export async function judgeChecks(runsDir: string): Promise<readonly JudgeCheck[]> {
  const checks: JudgeCheck[] = [];
  try {
    for await (const { name, isFile } of Deno.readDir(join(runsDir, FOLDER))) {
      if (!isFile || !name.endsWith(".json")) continue;
      const found = await readCheck(join(runsDir, FOLDER, name));
      if (found !== null) checks.push(found);
    }
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
  }
  return checks.sort((a, b) => a.at < b.at ? -1 : 1);
}

async function readCheck(path: string): Promise<JudgeCheck | null> {
  try {
    const parsed = judgeCheckSchema.safeParse(JSON.parse(await Deno.readTextFile(path)));
    return parsed.success ? parsed.data : null;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

/** The newest check of a model as a judge. */
export function lastCheckOf(
  checks: readonly JudgeCheck[],
  model: string,
): { readonly check: JudgeCheck; readonly judge: CheckedJudge } | null {
  for (const check of checks.toReversed()) {
    const judge = check.judges.find((judge) => judge.model === model);
    if (judge !== undefined) return { check, judge };
  }
  return null;
}

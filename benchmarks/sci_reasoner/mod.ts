import { z } from "zod";
import type { Json } from "../../scoring/json.ts";
import type { Message } from "../../scoring/messages.ts";
import { pySample } from "../../scoring/python/random.ts";
import {
  defineBenchmark,
  type Source,
  type Subset,
  type Task,
  task,
  url,
  user,
} from "../define.ts";
import { demoRecords } from "./demo.ts";
import { groupNumbers, macroScore, subsets } from "./groups.ts";
import { type KindName, kinds, type KindSpec } from "./kinds.ts";
import { options, type SciReasonerOptions } from "./options.ts";
import type { Mini, SubsetRow } from "./rows.ts";

const ARCHIVE = {
  url: "http://opencompass.oss-cn-shanghai.aliyuncs.com/datasets/data/SciReasoner.zip",
  md5: "2cf692234badc836fb80c4cf756d5160",
  licence: "not verified: see the cards of SciReason's data sets",
  format: "json",
} as const;

/** Rows and seed of the official mini sets. */
const MINI = { rows: 150, seed: 1024 } as const;

function draw(mini: Exclude<Mini, "first">): NonNullable<Subset["draw"]> {
  return (count) => {
    if (mini === "above" && count <= MINI.rows) return [...Array(count).keys()];
    return pySample(count, mini === "exactly" ? MINI.rows : Math.min(count, MINI.rows), MINI.seed);
  };
}

/** LLM4Mat: a row belongs to a property that its gold answer names. */
function hasProperty(property: string): NonNullable<Subset["where"]> {
  return (record) => {
    const { output } = (record ?? {}) as { readonly output?: unknown };
    return typeof output === "string" && output.includes(`{${property} :`);
  };
}

function sourceOf(
  { folder, property, ask, mini }: SubsetRow,
  set: SciReasonerOptions["set"],
): Source {
  const where = property === undefined ? {} : { where: hasProperty(property) };
  const taken = set === "full"
    ? {}
    : mini === "first"
    ? { first: MINI.rows }
    : { draw: draw(mini) };
  const subset = { ...where, ...taken };
  const chosen = Object.keys(subset).length === 0 ? {} : { subset };
  if (ask !== undefined) {
    const record = { input: ask.prompt, output: "" };
    // Nothing is read: the question is all there is.
    const assemble = () => Promise.resolve(Array.from({ length: ask.times }, () => record));
    return url({ ...ARCHIVE, ...chosen, assemble });
  }
  return url({ ...ARCHIVE, ...chosen, entry: `SciReasoner/${folder}/test/data.json` });
}

/** What the model is told about its role, where the option says so. */
const ROLE =
  "You are an expert in the sciences who reasons with theory, evidence and numbers across " +
  "their fields. Answer accurately, give reasons where they are needed and no more words than it " +
  "takes, and keep what is known apart from what is assumed or uncertain.";

/** The example that stands before every question of one sub-task. */
const Example = z.object({ input: z.string("a text"), output: z.string("a text") });
type Example = z.output<typeof Example>;

function messages(
  kind: KindName,
  input: string,
  { systemPrompt }: SciReasonerOptions,
  examples: readonly Example[],
): readonly Message[] {
  const role = systemPrompt ? [ROLE] : [];
  const asked = (system: readonly string[], rest: readonly Message[]): readonly Message[] =>
    system.length === 0 ? rest : [{ role: "system", content: system.join("\n") }, ...rest];
  switch (kind) {
    case "peer":
    case "peer-stability":
      return asked(role, user(`${input}.`));
    case "mol-verdict":
      return asked(role, user(`${input}Your answer should start with 'Yes' or 'Maybe' or 'No'`));
    case "mol-entities": {
      const shown = examples.slice(0, 1).flatMap((example): readonly Message[] => [
        { role: "user", content: `Query: ${example.input}` },
        { role: "assistant", content: example.output },
      ]);
      const hint =
        "There is a single choice question about chemistry. Answer the question directly.";
      return asked([...role, hint], [...shown, ...user(`Query: ${input}`)]);
    }
    default:
      return asked(role, user(input));
  }
}

function subTask<Row extends { readonly input: string }, Target extends Json>(
  subset: SubsetRow,
  spec: KindSpec<Row, Target>,
  chosen: SciReasonerOptions,
): Task {
  const { reference } = spec;
  const metrics = spec.metrics(chosen);
  const example = subset.kind !== "mol-entities" ? {} : {
    support: {
      source: url({ ...ARCHIVE, entry: `SciReasoner/${subset.folder}/dev/data.json` }),
      record: Example,
      demo: [{ input: "Dopamine was measured.", output: "dopamine" }],
    },
  };
  return task<Row, Target, Example>({
    id: subset.id,
    source: sourceOf(subset, chosen.set),
    ...example,
    reasoning: chosen.modelSplit ? "opencompass" : "none",
    record: spec.record,
    sample: (row, { index, support = [] }) => ({
      // Rows have no id of their own. Padded, so that ids sort as rows do.
      id: String(index).padStart(6, "0"),
      messages: messages(subset.kind, row.input, chosen, support),
      target: spec.target(row, subset),
    }),
    scorer: spec.scorer(subset, chosen),
    metrics,
    primary: metrics[0].id,
    ...(typeof reference === "string"
      ? { noReference: reference }
      : { reference: (row) => reference(row, subset) }),
    demo: demoRecords(subset).map((made) => spec.record.parse(made)),
  });
}

/**
 * SciReasoner: 149 sub-tasks about DNA, RNA, proteins, molecules and materials in nine groups. The
 * report's one number is not pinned; the headline is the plain mean of the groups, over the sub-tasks
 * that have a number. Contract: docs/benchmarks/scireasoner.md.
 */
export const sciReasoner = defineBenchmark({
  id: "scireasoner",
  title: "SciReasoner",
  version: 1,
  upstream: [
    "opencompass@a5acc4bb opencompass/datasets/SciReasoner",
    "opencompass@a5acc4bb opencompass/configs/datasets/SciReasoner",
    "opencompass@a5acc4bb opencompass/configs/summarizers/scireasoner.py",
  ],
  modes: ["non-thinking", "thinking"],
  options,
  tasks: (chosen) =>
    subsets.map((subset) =>
      subTask(
        subset,
        kinds[subset.kind] as unknown as KindSpec<{ readonly input: string }, Json>,
        chosen,
      )
    ),
  headline: {
    kind: "formula",
    metric: "macro_groups",
    tasks: subsets.map(({ id }) => id),
    value: (number) => macroScore(number, "safe"),
  },
  groups: groupNumbers,
  remark: "the report does not say how its one number is made of the nine groups: this is their " +
    "plain mean, over the sub-tasks that have a number",
});

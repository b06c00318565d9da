import { z } from "zod";
import { runCounts } from "../../scoring/gaia/run_counts.ts";
import { gaiaMetrics, gaiaScorer } from "../../scoring/gaia/scorer.ts";
import { budgetOf, budgetOptions } from "../budget.ts";
import { defineBenchmark, hub, type Notes, type Source, task, url } from "../define.ts";
import { holdsGaia } from "./contamination.ts";
import { agentConversation } from "./conversation.ts";
import { GAIA_DEMO, GAIA_DEMO_CALLS } from "./demo.ts";
import { GaiaRecord, gaiaReference, gaiaSample } from "./record.ts";
import { gaiaFilter, type GaiaSubset, TEXT_103_LIST } from "./subset.ts";

const SUBSETS = ["text103", "noattachment", "all"] as const satisfies readonly GaiaSubset[];

const GATED =
  'open "https://huggingface.co/datasets/gaia-benchmark/GAIA" while logged in, agree not ' +
  "to share rows outside of gated or private places, make a token with the right to read gated " +
  "repositories, and put it in HF_TOKEN";

const LIST = url({
  url: `https://raw.githubusercontent.com/${TEXT_103_LIST.repo}/${TEXT_103_LIST.commit}/` +
    TEXT_103_LIST.path,
  format: "json",
  records: 103,
  bytes: 155_748,
  sha256: "f3b0d1ace4ae6c53ee204c4e18c034a744ac070611c316b10af6e95967b77b09",
  licence: "MIT",
});

const Listed = z.object({ task_id: z.string() });
const Row = z.object({ task_id: z.string(), file_name: z.string() });

/** The validation rows, of which the subset takes its part. */
function validation(subset: GaiaSubset): Source {
  const all = hub({
    repo: "gaia-benchmark/GAIA",
    revision: "main",
    path: "2023/validation/metadata.parquet",
    format: "parquet",
    records: 165,
    licence: "gated: not to be shared outside of gated or private places",
    gated: GATED,
  });
  if (subset === "all") return all;
  return {
    ...all,
    ...(subset === "noattachment" ? { choose: (rows) => places(rows, gaiaFilter(subset)) } : {
      listed: {
        source: LIST,
        choose: (rows, list) =>
          places(rows, gaiaFilter(subset, list.map((entry) => Listed.parse(entry).task_id))),
      },
    }),
  };
}

/** Rows without the columns stay: reading them says what is wrong with them. */
function places(rows: readonly unknown[], keep: ReturnType<typeof gaiaFilter>): number[] {
  return rows.flatMap((row, place) => {
    const parsed = Row.safeParse(row);
    return !parsed.success || keep(parsed.data) ? [place] : [];
  });
}

const notes: Notes = (breakdown) => {
  const {
    errors = 0,
    searches = 0,
    visits = 0,
    programs = 0,
    failed = 0,
    withheld = 0,
    unrun = 0,
  } = breakdown("validation", "runs");
  return [
    `${searches} searches, ${visits} visits, ${programs} programs (${failed} calls failed); ` +
    `${withheld} results and pages withheld as they hold the benchmark; ${errors} runs ended ` +
    "before they could answer",
    ...(unrun === 0 ? [] : [`${unrun} programs were not run as there was no sandbox`]),
  ];
};

/** Short-answer questions that need the web, without pictures and sound. Contract: docs/benchmarks/gaia-text.md. */
export const gaiaText = defineBenchmark({
  id: "gaia-text",
  title: "GAIA (text)",
  version: 1,
  upstream: [
    "All-Hands-AI/OpenHands@55d0bcc evaluation/benchmarks/gaia/scorer.py:question_scorer",
    `${TEXT_103_LIST.repo}@2d6546fb ${TEXT_103_LIST.path}`,
  ],
  options: {
    subset: z.enum(SUBSETS).default("text103"),
    ...budgetOptions,
    maxTurns: z.int().min(1).nullable().default(50),
    /** Context of the model in tokens; `null` where it is not known. */
    contextTokens: z.int().min(1_000).nullable().default(null),
  },
  tasks: (options) => [
    task({
      id: "validation",
      title: "Validation",
      source: validation(options.subset),
      private: true,
      needs: ["toolset"],
      repeats: 4,
      record: GaiaRecord,
      sample: gaiaSample,
      conversation: agentConversation({
        budget: budgetOf(options),
        contextTokens: options.contextTokens,
      }),
      scorer: gaiaScorer,
      metrics: [...gaiaMetrics, runCounts],
      primary: "accuracy",
      reference: gaiaReference,
      demo: GAIA_DEMO.map((row) => GaiaRecord.parse(row)),
    }),
  ],
  headline: { kind: "metric", task: "validation", metric: "accuracy" },
  notes,
  webTools: { leaks: holdsGaia, demo: GAIA_DEMO_CALLS },
  remark:
    "the report names neither subset nor agent, tools, scorer or runs: numbers of other tool " +
    "stacks and dates cannot be compared",
});

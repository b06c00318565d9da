import { z } from "zod";
import { parsers } from "../../scoring/judges/parsers.ts";
import { defineBenchmark, hub, type Source, url } from "../define.ts";
import { mmluProTasks } from "./tasks.ts";

/** The newest revision of the data on the hub; options and answers were mended several times before. */
const REVISION = "b189ec765aa7ed75c8acfea42df31fdae71f97be";
const TEST_SHA256 = "0e24a191921c2f453518a537a8b2117bd137e7714d4ef1565e9ba06c1ecb9ad8";
const LICENCE = "MIT";

type Split = "test" | "validation";

const RECORDS: Readonly<Record<Split, number>> = { test: 12_032, validation: 70 };

function hubSource(split: Split, revision: string): Source {
  return hub({
    repo: "TIGER-Lab/MMLU-Pro",
    revision,
    path: `data/${split}-00000-of-00001.parquet`,
    format: "parquet",
    licence: LICENCE,
    // Counts and digests of other revisions are not known.
    ...(revision === REVISION ? { records: RECORDS[split] } : {}),
    ...(revision === REVISION && split === "test" ? { sha256: TEST_SHA256 } : {}),
  });
}

function archiveSource(split: Split): Source {
  return url({
    url: "http://opencompass.oss-cn-shanghai.aliyuncs.com/datasets/data/mmlu_pro.zip",
    md5: "e3200c7380f4cea5f13c768f2815fabb",
    entry: `mmlu_pro/${split}-00000-of-00001.parquet`,
    format: "parquet",
    licence: LICENCE,
  });
}

/**
 * MMLU-Pro: multiple-choice questions of 14 categories with up to ten options. Contract:
 * docs/benchmarks/mmlu-pro.md.
 */
export const mmluPro = defineBenchmark({
  id: "mmlu-pro",
  title: "MMLU-Pro",
  version: 1,
  upstream: [
    "opencompass@a5acc4bb opencompass/configs/datasets/mmlu_pro/mmlu_pro_0shot_nocot_genericllmeval_gen_08c1de.py",
    "opencompass@a5acc4bb opencompass/datasets/mmlu_pro.py:_parse",
    "opencompass@a5acc4bb opencompass/datasets/generic.py",
    "opencompass@a5acc4bb opencompass/configs/summarizers/groups/mmlu_pro.py",
    "TIGER-AI-Lab/MMLU-Pro@f418b116 compute_accuracy.py:extract_answer",
    "TIGER-AI-Lab/MMLU-Pro@f418b116 evaluate_from_api.py",
    "lm-evaluation-harness@4e7e0d47 lm_eval/tasks/mmlu_pro/_default_template_yaml",
  ],
  modes: ["thinking", "non-thinking"],
  options: {
    source: z.enum(["hub", "opencompass"]).default("hub")
      .describe("Where the questions are: the hub, or OpenCompass's older frozen archive."),
    revision: z.string().regex(/^[\w.-]{1,100}$/, "a commit, tag or branch of the hub")
      .default(REVISION).describe("Revision of the data on the hub."),
    parser: z.enum(["generic", "strict"]).default("generic")
      .describe("How a judge's reply is read: as upstream does, or as one lone verdict."),
    judgeReasoning: z.enum(["content", "strip", "upstream"]).default("strip")
      .describe("What of the judge's reply is read: its message, that without thinking, or all."),
    tigerStars: z.enum(["keep", "delete"]).default("keep")
      .describe(
        "Whether TIGER's rules see `**`: compute_accuracy keeps it, the API script does not.",
      ),
  },
  tasks: ({ source: place, revision, parser, judgeReasoning, tigerStars }) => {
    const source = (split: Split) =>
      place === "hub" ? hubSource(split, revision) : archiveSource(split);
    return mmluProTasks({
      test: source("test"),
      validation: source("validation"),
      parser: parsers[parser],
      judgeReads: judgeReasoning,
      stars: tigerStars,
    });
  },
  headline: { kind: "metric", task: "judge", metric: "macro" },
  aggregates(number): Record<string, number | null> {
    const micro = number("judge", "accuracy");
    return micro === null ? {} : { micro };
  },
});

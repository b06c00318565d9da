/**
 * τ²-Bench: an agent with tools and a policy talks to a user that another model plays; what counts is
 * the state of a simulated world afterwards. Upstream: sierra-research/tau2-bench (MIT).
 *
 * @module
 */
import { z } from "zod";
import type { Json } from "../../scoring/json.ts";
import type { DomainId } from "../../scoring/tau2/domain.ts";
import { tau2Metrics } from "../../scoring/tau2/metrics.ts";
import { retell } from "../../scoring/tau2/retelling.ts";
import { tau2Scorer, Transcript } from "../../scoring/tau2/scorer.ts";
import { readTask, TaskRecord } from "../../scoring/tau2/task.ts";
import { readTrajectory } from "../../scoring/tau2/trajectory.ts";
import type { Scorer, TaskFiles } from "../../scoring/types.ts";
import { budgetOf, budgetOptions } from "../budget.ts";
import { defineBenchmark, task, user } from "../define.ts";
import { taskWeightedAverage } from "./average.ts";
import { type OpenDomain, tau2Conversation } from "./conversation.ts";
import { demoFile, demoTasks } from "./demo.ts";
import { openDomain } from "./open.ts";
import { scenarioText } from "./prompts.ts";
import { issueOf } from "./records.ts";
import { referenceTranscript } from "./reference.ts";
import { otherFiles, sourceOf, taskCounts, tasksSource } from "./sources.ts";
import { storyLines } from "./story.ts";
import { DEFAULT_SEED, trialSeeds } from "./trial_seeds.ts";

const { maxTurns: _, ...budget } = budgetOptions;

const shape = {
  data: z.enum(["v0.2", "v1.0"]).default("v0.2"),
  seed: z.int().min(0).default(DEFAULT_SEED),
  solo: z.boolean().default(false),
  maxSteps: z.int().min(1).default(200),
  maxErrors: z.int().min(1).default(10),
  validateCommunication: z.boolean().default(false),
  judge: z.enum(["official", "complete"]).default("official"),
  ...budget,
};

type Options = z.output<z.ZodObject<typeof shape>>;

/** Trials of each task. */
const TRIALS = 4;
/** The domains of the number in the table. */
const DOMAINS = ["airline", "retail", "telecom"] as const;

const titles: Readonly<Record<DomainId, string>> = {
  airline: "Airline",
  retail: "Retail",
  telecom: "Telecom",
  mock: "Mock (to-do lists, for tests)",
};

function domainTask(domain: DomainId, options: Options) {
  const { data: generation, solo, seed, judge, maxSteps, maxErrors, validateCommunication } =
    options;
  const world = { generation, solo };
  const open = opener(domain, options);
  const files = otherFiles(domain, generation);
  const conversation = tau2Conversation(open, {
    ...world,
    maxSteps,
    maxErrors,
    validateCommunication,
    budget: budgetOf({ ...options, maxTurns: null }),
  });
  return task({
    id: domain,
    title: titles[domain],
    source: tasksSource(domain, generation),
    files: Object.fromEntries(files.map((file) => [file.path, {
      source: sourceOf(file, generation),
      demo: demoFile(domain, file),
    }])),
    byDefault: domain !== "mock",
    // What is scored is a transcript: thinking was taken off each message.
    reasoning: "none",
    repeats: TRIALS,
    seed: (repeat) => trialSeeds(seed, repeat + 1).at(-1) ?? seed,
    needs: solo ? [] : ["user-model"],
    record: TaskRecord,
    sample: (row) => {
      const issue = issueOf(row.id);
      return {
        id: row.id,
        messages: user(scenarioText(row.user_scenario)),
        target: row as unknown as Json,
        ...(issue === null ? {} : { groups: { issue } }),
      };
    },
    conversation,
    retell: (sample, turns, files) => {
      const end = conversation(sample, turns, files);
      if (end.kind !== "done") return [];
      const { termination_reason, messages } = Transcript.parse(JSON.parse(end.text));
      const task = readTask(TaskRecord.parse(sample.target));
      const entries = readTrajectory(messages);
      return storyLines(retell(open(files).data, task, entries, termination_reason, world));
    },
    scorer: scorerOf(domain, open, { ...world, judge }),
    metrics: tau2Metrics(TRIALS),
    primary: "pass^1",
    reference: (row, texts) => referenceTranscript(open(texts).data, row as unknown as Json, world),
    demo: demoTasks[domain],
  });
}

/** The scorer of a domain whose databases come from the task's files. */
function scorerOf(
  domain: DomainId,
  open: (files: TaskFiles) => OpenDomain,
  options: Parameters<typeof tau2Scorer>[1],
): Scorer<Json> {
  return {
    id: `tau2-${domain}`,
    version: 1,
    needs: options?.generation === "v1.0" ? ["judge"] : [],
    score(input, tools) {
      const { files } = tools;
      if (files === undefined) {
        const detail = `the files of "${domain}" are not here: its databases are needed`;
        return { kind: "unscored", reason: "scorer-failed", detail };
      }
      return tau2Scorer(open(files).data, options).score(input, tools);
    },
  };
}

/** Domains as they were opened, by the texts of their files: 2.8 MB of JSON are read once. */
const opened = new WeakMap<TaskFiles, Map<string, OpenDomain>>();

function opener(
  domain: DomainId,
  { data: generation, solo }: Options,
): (files: TaskFiles) => OpenDomain {
  const key = `${domain}/${generation}/${solo}`;
  return (files) => {
    const known = opened.get(files) ?? new Map<string, OpenDomain>();
    opened.set(files, known);
    const found = known.get(key) ??
      openDomain(domain, generation, (path) => fileText(files, path), { solo });
    known.set(key, found);
    return found;
  };
}

function fileText(files: TaskFiles, path: string): string {
  const text = files[path];
  if (text === undefined) throw new RangeError(`The file "${path}" was not opened`);
  return text;
}

/** τ²-Bench (row "τ²-Bench"): the plain mean of three domains' pass^1. */
export const tau2Bench = defineBenchmark({
  id: "tau2-bench",
  title: "τ²-Bench",
  version: 1,
  upstream: [
    "sierra-research/tau2-bench@a2c0247 src/tau2/orchestrator/orchestrator.py:Orchestrator",
    "sierra-research/tau2-bench@a2c0247 src/tau2/evaluator/evaluator.py:evaluate_simulation",
    "sierra-research/tau2-bench@a2c0247 src/tau2/metrics/agent_metrics.py:compute_metrics",
  ],
  options: shape,
  tasks: (options) =>
    (options.solo ? ["telecom", "mock"] as const : [...DOMAINS, "mock"] as const)
      .map((domain) => domainTask(domain, options)),
  headline: { kind: "mean", metric: "pass^1", tasks: DOMAINS },
  remark: ({ data }) => `tasks and rules of the data generation ${data}`,
  aggregates: (number) => {
    const domains = DOMAINS.flatMap((domain) => {
      const value = number(domain, "pass^1");
      return value === null ? [] : [{ value, tasks: taskCounts[domain] ?? 0 }];
    });
    const whole = domains.length === DOMAINS.length;
    return { "pass^1 by number of tasks": whole ? taskWeightedAverage(domains) : null };
  },
});

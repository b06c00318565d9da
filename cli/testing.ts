/**
 * Things that tests of the command line share.
 *
 * @module
 */
import { z } from "zod";
import { type Benchmark, defineBenchmark, task, url, user } from "../benchmarks/define.ts";
import { type Actions, createProgram } from "./program.ts";
import type { RunFlags } from "./commands/run.ts";
import type { ExitCode } from "./errors.ts";
import type { Io } from "./io.ts";

const record = z.object({ question: z.string(), answer: z.string() });

function echoTask(id: string, byDefault = true) {
  return task<z.output<typeof record>, string>({
    id,
    byDefault,
    source: url({ url: "http://127.0.0.1/x.jsonl", format: "jsonl", licence: "CC0-1.0" }),
    record,
    sample: (row, { index }) => ({
      id: String(index),
      messages: user(row.question),
      target: row.answer,
    }),
    scorer: {
      id: "equal",
      version: 1,
      needs: [],
      score: ({ text, target }) => {
        if (text === "crash") throw new TypeError("it broke");
        const right = text === target;
        return {
          kind: "scored",
          outcome: right ? "correct" : "wrong",
          answer: text,
          values: { right },
        };
      },
    },
    metrics: [{
      kind: "mean",
      id: "accuracy",
      unit: "percent",
      better: "higher",
      scale: 100,
      range: [0, 1],
      value: ({ values }) => values["right"] === true ? 1 : 0,
    }],
    primary: "accuracy",
    // "?" has none; "!" has one that is not right.
    reference: ({ question, answer }) =>
      question === "?" ? null : question === "!" ? `${answer}!` : answer,
    demo: [{ question: "1 + 1", answer: "2" }, { question: "?", answer: "" }],
  });
}

/** Two invented benchmarks: `echo` with two usual tasks and a hidden one, and `plain`. */
export const catalog: readonly Benchmark[] = [
  defineBenchmark({
    id: "echo",
    title: "Echo",
    version: 1,
    upstream: ["nobody/nothing@0 echo.py:score"],
    options: {
      profile: z.enum(["official", "loose"]).default("official"),
      shots: z.int().default(0),
    },
    tasks: () => [echoTask("one"), echoTask("two"), echoTask("hidden", false)],
    headline: { kind: "mean", metric: "accuracy", tasks: ["one", "two"] },
  }),
  defineBenchmark({
    id: "plain",
    title: "Plain",
    version: 1,
    upstream: [],
    modes: ["non-thinking"],
    options: {},
    tasks: () => [echoTask("default")],
    headline: { kind: "metric", task: "default", metric: "accuracy" },
  }),
];

/** Flags of `assay run` as its command line gives them. */
export async function runFlags(line: string): Promise<RunFlags> {
  let flags: RunFlags | null = null;
  const actions = {
    run: (given: RunFlags) => {
      flags = given;
      return Promise.resolve();
    },
  };
  const words = line.split(" ").filter((word) => word !== "");
  await createProgram(actions as unknown as Actions).parseAsync(["run", ...words], {
    from: "user",
  });
  if (flags === null) throw new Error(`"run ${line}" did not reach its action`);
  return flags;
}

/** A terminal that remembers. */
export interface RecordedIo extends Io {
  readonly text: { out: string; err: string };
  code: ExitCode;
}

/** An {@linkcode Io} that is no terminal, or is one where asked. */
export function recordedIo(more: Partial<Io> = {}): RecordedIo {
  const text = { out: "", err: "" };
  return {
    text,
    code: 0,
    out: (part) => text.out += part,
    err: (part) => text.err += part,
    exit(code) {
      this.code = code;
    },
    env: () => undefined,
    now: () => Date.UTC(2026, 1, 5, 8, 15),
    signal: new AbortController().signal,
    stdinIsTerminal: false,
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    color: { out: false, err: false },
    size: () => ({ columns: 100, rows: 24 }),
    ...more,
  };
}

/** A worker whose tasks misbehave, for the tests of the pool. */
import { z } from "zod";
import { task, url, user } from "../../../benchmarks/define.ts";
import type { Scorer } from "../../../scoring/types.ts";
import { serveScores } from "../serve_scores.ts";

const right = { kind: "scored", outcome: "correct", answer: null } as const;

const SCORES: Readonly<Record<string, Scorer<null>["score"]>> = {
  echo: ({ text }) => ({ ...right, values: { text } }),
  throws: () => {
    throw new TypeError("no such luck");
  },
  loops: () => {
    for (;;);
  },
  // Exponential back-tracking: the regex engine itself has to be stopped.
  regex: () => ({ ...right, values: { matched: /^(a+)+$/.test("a".repeat(40) + "b") } }),
  reads: () => ({ ...right, values: { text: Deno.readTextFileSync(import.meta.filename ?? "") } }),
  dies: () => {
    setTimeout(() => {
      throw new Error("thrown from nowhere");
    });
    return new Promise(() => {});
  },
  sandbox: async (_, { sandbox }) => {
    const result = await sandbox?.run({
      program: "print(1)",
      stdin: "",
      wallMs: 1,
      cpuMs: 1,
      memoryBytes: 1,
      outputBytes: 1,
    });
    return { ...right, values: { stdout: result?.stdout ?? null } };
  },
  tools: async (_, { scibertVocabulary, bertScorer, imageModels, rnaFolder }, signal) => {
    const picture = { width: 1, height: 1, rgb: Uint8Array.of(7, 0, 0) };
    const both = await Promise.all([bertScorer?.score("a", "a"), bertScorer?.score("a", "b")]);
    return {
      ...right,
      values: {
        pieces: [...scibertVocabulary ?? []],
        f1: both.map((score) => score?.f1 ?? null),
        clip: await imageModels?.clip?.(picture, picture, signal) ?? null,
        dino: imageModels?.dino !== undefined,
        fold: await rnaFolder?.fold("A").then(() => null, (cause) => cause.message) ?? null,
      },
    };
  },
};

serveScores((ref) =>
  task({
    id: ref.task,
    source: url({ url: "http://127.0.0.1/none", format: "jsonl", licence: "none" }),
    record: z.null(),
    sample: () => ({ id: "1", messages: user(""), target: null }),
    scorer: {
      id: ref.task,
      version: 1,
      needs: [],
      score: SCORES[ref.task] ?? (() => {
        throw new RangeError(`no task "${ref.task}"`);
      }),
    },
    metrics: [],
    primary: "none",
    noReference: "for tests",
    demo: [],
  })
);

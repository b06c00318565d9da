import { codeGroups, codeRow, codeTarget } from "../../benchmarks/livecodebench_v6.ts";
import { codeMetrics, passAtEach } from "../../scoring/livecodebench/metrics.ts";
import { passesTests } from "../../scoring/livecodebench/scorer.ts";
import { reduceMetrics } from "../../scoring/metrics/reduce.ts";
import type { Item, Scored } from "../../scoring/types.ts";
import { pythonSandbox } from "../tools/python/sandbox.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

/** A part of the label that begins with `oc` or `opencompass`. */
const OPENCOMPASS = /(?:^|\/)(?:oc|opencompass)(?![a-z])/;
const PASS_AT_K = "_component/pass_at_k";

/**
 * Scores a vector of LiveCodeBench: pass@k of given outcomes; a label with a part `oc` in the
 * `opencompass` profile; every other one in the `official` profile. Replies are taken as they are.
 *
 * @throws {SandboxMissingError} if programs cannot be run here
 */
export async function livecodebenchVector({ task, samples }: VectorInput): Promise<VectorResult> {
  if (task === PASS_AT_K) {
    const outcomes = samples.flatMap(({ record }) => {
      const { results } = record as { readonly results: readonly (readonly unknown[])[] };
      return [results.map((each) => each.every((one) => one === true))];
    });
    return { metrics: passAtEach(outcomes), perSample: [] };
  }
  const profile = OPENCOMPASS.test(task) ? "opencompass" : "official";
  const scorer = passesTests({ profile, lenientStdin: false });
  await using sandbox = pythonSandbox();
  await sandbox.start();
  const items = await Promise.all(samples.map(async ({ record, response }, index) => {
    const row = codeRow(record);
    const text = typeof response === "string" ? response : "";
    const verdict = await scorer.score(
      { text, raw: text, truncated: false, target: codeTarget(row), judged: [] },
      { sandbox },
    );
    if (verdict.kind !== "scored") throw new Error(`Cannot score reply ${index + 1}`);
    return { verdict, item: itemOf(verdict, String(index), codeGroups(row)) };
  }));
  return {
    metrics: reduceMetrics(codeMetrics({}), items.map(({ item }) => item)),
    perSample: items.map(({ verdict }) => verdict.perSample),
  };
}

function itemOf(verdict: Scored, sampleId: string, groups: Item["groups"]): Item {
  return { sampleId, repeat: 0, groups, outcome: verdict.outcome, values: verdict.values };
}

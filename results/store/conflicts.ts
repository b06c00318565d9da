import type { KeptSample } from "../types.ts";
import { StoreError } from "./errors.ts";
import type { KeptPlan } from "./types.ts";

type Hashes = Pick<KeptSample, "recordSha256" | "promptSha256">;

/** The error of a sample that comes again and is another one; `null` when it is the same. */
export function sampleConflict(
  path: string,
  kept: Hashes,
  sample: KeptSample,
): StoreError | null {
  const changes: string[] = [];
  if (kept.recordSha256 !== sample.recordSha256) {
    changes.push(change("record", kept.recordSha256, sample.recordSha256));
  }
  if (kept.promptSha256 !== sample.promptSha256) {
    changes.push(change("prompt", kept.promptSha256, sample.promptSha256));
  }
  if (changes.length === 0) return null;
  return new StoreError(
    "conflict",
    path,
    `Cannot keep sample "${sample.sampleId}" of "${sample.benchmark}/${sample.task}" again as ` +
      `${changes.join(" and ")}: use the data and the version of the benchmark that this run ` +
      `began with, or start a new run`,
  );
}

function change(what: string, before: string, after: string): string {
  return `its ${what} has changed (sha256 ${short(before)} is kept, ${short(after)} came)`;
}

function short(digest: string): string {
  return digest.length > 12 ? `${digest.slice(0, 12)}…` : digest;
}

/** The error of a plan that comes again and is another one; `null` when it is the same. */
export function planConflict(path: string, kept: KeptPlan, plan: KeptPlan): StoreError | null {
  const changes = [
    ["samples", kept.samples, plan.samples],
    ["repeats", kept.repeats, plan.repeats],
    ["plan sha256", short(kept.planSha256), short(plan.planSha256)],
  ].filter(([, before, after]) => before !== after)
    .map(([what, before, after]) => `${what}: ${before} is kept, ${after} came`);
  if (changes.length === 0 && kept.planSha256 === plan.planSha256) return null;
  return new StoreError(
    "conflict",
    path,
    `Cannot plan "${plan.benchmark}/${plan.task}" of "${plan.column}" again as it has changed ` +
      `(${changes.join("; ")}): start a new run`,
  );
}

/** The error of a verdict of a sample that is not kept: it would count nowhere. */
export function unknownSample(
  path: string,
  ask: { readonly benchmark: string; readonly task: string; readonly sampleId: string },
): StoreError {
  return new StoreError(
    "conflict",
    path,
    `Cannot keep a verdict of sample "${ask.sampleId}" of "${ask.benchmark}/${ask.task}" as that ` +
      `sample is not kept: keep the sample first`,
  );
}

/**
 * Strict and loose scoring of one reply.
 *
 * Upstream: allenai/IFBench@db69a6f `evaluation_lib.py`; opencompass@a5acc4bb
 * `opencompass/datasets/IFBench/evaluation_lib.py`.
 *
 * @module
 */
import { pyStrip } from "../python/text.ts";
import { type BoundCheck, CheckCrash } from "./constraint.ts";
import type { Profile } from "./profile.ts";
import { type IfbenchRecord, recordChecks } from "./record.ts";
import { type Reply, replyOf } from "./reply.ts";

/** Whether each constraint of a record was followed, in the record's order. */
export interface Followed {
  /** The reply as it stands. */
  readonly strict: readonly boolean[];
  /** The reply, or one of the variants of {@linkcode looseVariants}. */
  readonly loose: readonly boolean[];
}

/**
 * Scores a reply (after its thinking part was split off) against the constraints of a record.
 *
 * A blank reply follows nothing. Where the official checker crashes, the constraint is not
 * followed, and no further variant is tried; the authors' own program would end there.
 *
 * @throws {ConstraintError} if the record names an unknown constraint or lacks an argument
 */
export function scoreIfbench(record: IfbenchRecord, text: string, profile: Profile): Followed {
  const checks = recordChecks(record, profile);
  const reply = replyOf(text, profile);
  const variants = looseVariants(text).map((variant) =>
    variant === text ? reply : replyOf(variant, profile)
  );
  const strictly = pyStrip(text) === "" ? [] : [reply];
  return {
    strict: checks.map((check) => follows(check, strictly)),
    loose: checks.map((check) => follows(check, variants)),
  };
}

/**
 * The texts of which one must follow a constraint, in the order they are tried: the reply; without
 * its first line, its last line, and both; and all of these without asterisks. Blank ones are left
 * out, and what came before is not tried again.
 */
export function looseVariants(text: string): string[] {
  const lines = text.split("\n");
  const cut = [lines.slice(1), lines.slice(0, -1), lines.slice(1, -1)]
    .map((kept) => pyStrip(kept.join("\n")));
  const bare = [text, ...cut].map((variant) => variant.replaceAll("*", ""));
  const [bareText = "", ...bareCut] = bare;
  const all = [text, bareText, ...cut, ...bareCut];
  return [...new Set(all)].filter((variant) => pyStrip(variant) !== "");
}

function follows(check: BoundCheck, replies: readonly Reply[]): boolean {
  try {
    return replies.some(check);
  } catch (cause) {
    if (cause instanceof CheckCrash) return false;
    throw cause;
  }
}

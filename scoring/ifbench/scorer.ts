import { pyStrip } from "../python/text.ts";
import type { Outcome, Scorer } from "../types.ts";
import type { Profile } from "./profile.ts";
import type { IfbenchRecord } from "./record.ts";
import { scoreIfbench } from "./score.ts";

/** A record as the target of a sample. A type, not an interface: it has to be JSON. */
export type IfbenchTarget = Pick<IfbenchRecord, keyof IfbenchRecord>;

/**
 * Checks a reply in both profiles; outcome and per-sample object (`{strict, loose}`) are those of
 * the given one. `correct` when all constraints are followed strictly, `partial` when some are,
 * `no-answer` for a blank reply.
 */
export function followsConstraints(profile: Profile): Scorer<IfbenchTarget> {
  return {
    id: "ifbench",
    version: 1,
    needs: [],
    score({ text, target }) {
      const official = scoreIfbench(target, text, "official");
      const opencompass = scoreIfbench(target, text, "opencompass");
      const own = profile === "official" ? official : opencompass;
      return {
        kind: "scored",
        outcome: outcomeOf(text, own.strict),
        answer: pyStrip(text) === "" ? null : beginning(text),
        values: {
          ids: target.instruction_id_list,
          official: { ...official },
          opencompass: { ...opencompass },
        },
        perSample: { ...own },
      };
    },
  };
}

function outcomeOf(text: string, strict: readonly boolean[]): Outcome {
  if (pyStrip(text) === "") return "no-answer";
  if (strict.every(Boolean)) return "correct";
  return strict.some(Boolean) ? "partial" : "wrong";
}

/** The whole reply is the answer; its beginning is enough to show. */
function beginning(text: string): string {
  const start = Array.from(text.slice(0, 400)).slice(0, 200).join("");
  return start.length === text.length ? text : `${start}…`;
}

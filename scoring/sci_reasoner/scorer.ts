import type { Json } from "../json.ts";
import type { Scored, ScoreInput, Scorer, Tools } from "../types.ts";

/** What a judge of one reply says; `kind` is added. */
export type Judged = Omit<Scored, "kind">;

/** A scorer of one reply against a target, by its text and by what is given. */
export function textScorer<Target extends Json>(
  id: string,
  judge: (
    text: string,
    target: Target,
    tools: Tools,
    signal?: AbortSignal,
  ) => Judged | Promise<Judged>,
): Scorer<Target> {
  return {
    id: `scireasoner-${id}`,
    version: 1,
    needs: [],
    async score({ text, target }: ScoreInput<Target>, tools: Tools, signal?: AbortSignal) {
      return { kind: "scored", ...await judge(text, target, tools, signal) };
    },
  };
}

/** The marks that some models leave at the end of a reply, deleted wherever they stand. */
export function withoutEndMarks(text: string): string {
  return text.replaceAll("<|endoftext|>", "").replaceAll("<|im_end|>", "");
}

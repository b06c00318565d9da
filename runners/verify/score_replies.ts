import { splitReasoning } from "../../scoring/answers/reasoning.ts";
import type { ReasoningMode } from "../../scoring/answers/reasoning.ts";
import type { Item, Scored, Scorer } from "../../scoring/types.ts";
import { MAX_JUDGE_ASKS, type SampleInput } from "../score_samples.ts";

/**
 * Scores the replies of a vector that names a component and not a task: each through its own scorer,
 * with the vector's judge text for every ask.
 *
 * @throws {Error} if a reply cannot be scored, as with a judge text that is missing
 */
export async function scoreReplies<Target>(
  samples: readonly SampleInput[],
  each: (sample: SampleInput, index: number) => {
    readonly scorer: Scorer<Target>;
    readonly target: Target;
    /** Who this reply is, for metrics over repeats and groups. */
    readonly item?: Partial<Pick<Item, "sampleId" | "repeat" | "groups">>;
    /** Judge texts of successive asks, the last for all further ones. Default: the vector's own */
    readonly judgeTexts?: readonly string[];
  },
  reasoning: ReasoningMode = "none",
): Promise<{ readonly items: readonly Item[]; readonly verdicts: readonly Scored[] }> {
  const items: Item[] = [];
  const verdicts: Scored[] = [];
  for (const [index, sample] of samples.entries()) {
    const { scorer, target, item, judgeTexts } = each(sample, index);
    const own = sample.judge === undefined ? [] : [sample.judge];
    const verdict = await settle(scorer, target, sample, judgeTexts ?? own, reasoning);
    verdicts.push(verdict);
    items.push({
      sampleId: item?.sampleId ?? String(index),
      repeat: item?.repeat ?? 0,
      groups: item?.groups ?? {},
      outcome: verdict.outcome,
      values: verdict.values,
    });
  }
  return { items, verdicts };
}

async function settle<Target>(
  scorer: Scorer<Target>,
  target: Target,
  { response }: SampleInput,
  judgeTexts: readonly string[],
  reasoning: ReasoningMode,
): Promise<Scored> {
  const text = splitReasoning(response, reasoning);
  for (let asked = 0; asked <= MAX_JUDGE_ASKS; asked++) {
    const judged = Array.from({ length: asked }, (_, at) => {
      return { text: judgeTexts[at] ?? judgeTexts.at(-1) ?? "", reasoning: "" };
    });
    const step = await scorer.score(
      { text, raw: response, truncated: false, target, judged },
      {},
    );
    if (step.kind === "scored") return step;
    if (step.kind === "unscored") throw new Error(`Cannot score a reply: ${step.detail}`);
    if (judgeTexts.length === 0) break;
  }
  throw new Error(
    `Cannot score a reply as "${scorer.id}" asks a judge and the vector has no verdict`,
  );
}

/** The per-sample objects of verdicts. */
export function perSampleOf(verdicts: readonly Scored[]): unknown[] {
  return verdicts.map(({ perSample, values }) => perSample === undefined ? values : perSample);
}

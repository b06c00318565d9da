import { isPrivate } from "./private.ts";
import type { Store } from "./store/types.ts";
import type { Verdict } from "../scoring/types.ts";
import type { AskId, KeptReply, KeptSample, KeptVerdict } from "./types.ts";

/** One ask with everything kept about it: a line of `samples.jsonl`. */
export interface ExportedAsk {
  readonly schemaVersion: 1;
  readonly runId: string;
  readonly ask: AskId;
  /** True where the data may not be shown to others: every text is left out. */
  readonly private?: true;
  readonly sample:
    & Pick<KeptSample, "position" | "recordSha256" | "promptSha256" | "groups">
    & Partial<Pick<KeptSample, "messages" | "target">>;
  /** Every turn of every party, in the order in which they came. */
  readonly replies: readonly (
    & Omit<KeptReply, "ask" | Said>
    & Partial<Pick<KeptReply, Said>>
  )[];
  /** The newest verdict. */
  readonly verdict: Omit<KeptVerdict, "ask">;
}

/** Parts of a reply that hold what was said. */
type Said = "text" | "reasoning" | "toolCalls";

/**
 * Every ask of a run that has a verdict, by column, task, position and repeat. Reads as a stream:
 * memory does not grow with the run.
 */
export async function* exportedAsks(
  store: Store,
  options: { readonly runId: string; readonly benchmarks: readonly string[] | null },
): AsyncGenerator<ExportedAsk> {
  for (const { column, benchmark, task, data } of await store.plans()) {
    if (options.benchmarks !== null && !options.benchmarks.includes(benchmark)) continue;
    for await (const { ask, ...verdict } of store.verdicts(column, { benchmark, task })) {
      const sample = await store.sample(benchmark, task, ask.sampleId);
      if (sample === null) continue;
      const { position, recordSha256, promptSha256, messages, target, groups } = sample;
      const replies = await store.replies(ask);
      const whole: ExportedAsk = {
        schemaVersion: 1,
        runId: options.runId,
        ask,
        sample: { position, recordSha256, promptSha256, messages, target, groups },
        replies: replies.map(({ ask: _, ...reply }) => reply),
        verdict,
      };
      yield isPrivate({ data }) ? withoutTexts(whole) : whole;
    }
  }
}

/** What can be told of an ask whose question and answer may not be shown: a right answer is the answer. */
function withoutTexts(whole: ExportedAsk): ExportedAsk {
  const { messages: _messages, target: _target, ...sample } = whole.sample;
  return {
    ...whole,
    private: true,
    sample,
    replies: whole.replies.map((
      { text: _text, reasoning: _reasoning, toolCalls: _calls, ...reply },
    ) => reply),
    verdict: { ...whole.verdict, verdict: bare(whole.verdict.verdict) },
  };
}

function bare(verdict: Verdict): Verdict {
  if (verdict.kind === "unscored") {
    // Servers quote what they were sent.
    return { kind: "unscored", reason: verdict.reason, detail: "left out" };
  }
  const { kind, outcome, values } = verdict;
  const counted = Object.entries(values).filter(([name, value]) =>
    typeof value !== "object" && (typeof value !== "string" || name === "end")
  );
  return { kind, outcome, answer: null, values: Object.fromEntries(counted) };
}

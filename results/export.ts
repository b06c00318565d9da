import type { Store } from "./store/types.ts";
import type { AskId, KeptReply, KeptSample, KeptVerdict } from "./types.ts";

/** One ask with everything kept about it: a line of `samples.jsonl`. */
export interface ExportedAsk {
  readonly schemaVersion: 1;
  readonly runId: string;
  readonly ask: AskId;
  readonly sample: Pick<
    KeptSample,
    "position" | "recordSha256" | "promptSha256" | "messages" | "target" | "groups"
  >;
  /** Every turn of every party, in the order in which they came. */
  readonly replies: readonly Omit<KeptReply, "ask">[];
  /** The newest verdict. */
  readonly verdict: Omit<KeptVerdict, "ask">;
}

/**
 * Every ask of a run that has a verdict, by column, task, position and repeat. Reads as a stream:
 * memory does not grow with the run.
 */
export async function* exportedAsks(
  store: Store,
  options: { readonly runId: string; readonly benchmarks: readonly string[] | null },
): AsyncGenerator<ExportedAsk> {
  for (const { column, benchmark, task } of await store.plans()) {
    if (options.benchmarks !== null && !options.benchmarks.includes(benchmark)) continue;
    for await (const { ask, ...verdict } of store.verdicts(column, { benchmark, task })) {
      const sample = await store.sample(benchmark, task, ask.sampleId);
      if (sample === null) continue;
      const { position, recordSha256, promptSha256, messages, target, groups } = sample;
      const replies = await store.replies(ask);
      yield {
        schemaVersion: 1,
        runId: options.runId,
        ask,
        sample: { position, recordSha256, promptSha256, messages, target, groups },
        replies: replies.map(({ ask: _, ...reply }) => reply),
        verdict,
      };
    }
  }
}

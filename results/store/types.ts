/**
 * The one interface of everything that keeps a run. `sqlite.ts` is the embedded default,
 * `memory.ts` serves tests; a shared contract suite runs against each.
 *
 * @module
 */
import type { Json } from "../../scoring/json.ts";
import type {
  AskId,
  KeptAttempt,
  KeptReply,
  KeptSample,
  KeptVerdict,
  ManifestJson,
  Party,
} from "../types.ts";

/** Something the run did on its own, said aloud once and kept: a dropped parameter, a cap, a repair. */
export interface KeptNote {
  readonly at: number;
  readonly kind: string;
  readonly text: string;
}

/** What a task of a column was planned to be: enough to know that it is complete. */
export interface KeptPlan {
  readonly column: string;
  readonly benchmark: string;
  readonly task: string;
  readonly samples: number;
  readonly repeats: number;
  /** Hash of the data file(s), options, limit and benchmark version. */
  readonly planSha256: string;
  readonly data: Json;
}

/** Which samples of a task to read. */
export interface TaskFilter {
  readonly benchmark: string;
  readonly task: string;
}

/**
 * Keeps a run. Append-only: nothing kept is changed.
 *
 * Every `keep…` resolves when the row is durable (within 50 ms: commits are batched) and rejects
 * when it is not. Asking for what was just kept sees it only after that.
 */
export interface Store extends AsyncDisposable {
  manifest(): Promise<ManifestJson | null>;
  /** Keeps a new version of the manifest; `manifest()` gives the newest. */
  keepManifest(manifest: ManifestJson): Promise<void>;
  keepNote(note: KeptNote): Promise<void>;
  notes(): AsyncIterable<KeptNote>;
  /** Keeps a plan once; the same column, benchmark and task again must have the same plan. */
  keepPlan(plan: KeptPlan): Promise<void>;
  plans(): Promise<readonly KeptPlan[]>;
  /** Keeps a sample once; the same benchmark, task and id again must have the same hashes. */
  keepSample(sample: KeptSample): Promise<void>;
  sample(benchmark: string, task: string, sampleId: string): Promise<KeptSample | null>;
  samples(filter: TaskFilter): AsyncIterable<KeptSample>;
  /** Labels of the samples that have some, in the same order, without reading prompts. */
  sampleGroups(filter: TaskFilter): AsyncIterable<Pick<KeptSample, "sampleId" | "groups">>;
  keepAttempts(attempts: readonly KeptAttempt[]): Promise<void>;
  /** The tries of an ask that were kept, in the order they were made: those of requests with trouble. */
  attempts(ask: AskId): Promise<readonly KeptAttempt[]>;
  /** Keeps a reply; a second one for the same request key is ignored and answered with `false`. */
  keepReply(reply: KeptReply): Promise<boolean>;
  reply(requestKey: string): Promise<KeptReply | null>;
  /** All turns of an ask in the order they were kept. */
  replies(ask: AskId): Promise<readonly KeptReply[]>;
  /** Every reply of one party, for scoring again and for token counts. */
  allReplies(party?: Party): AsyncIterable<KeptReply>;
  /** Keeps a verdict of a sample that is kept; that of an unknown sample is refused. */
  keepVerdict(verdict: KeptVerdict): Promise<void>;
  /** The newest verdict of each ask of a task of a column, in order of position and repeat. */
  verdicts(column: string, filter: TaskFilter): AsyncIterable<KeptVerdict>;
  /** Ids of asks with a scored newest verdict, as `<sampleId>\u0000<repeat>`. */
  scoredAsks(column: string, filter: TaskFilter): Promise<ReadonlySet<string>>;
  /** Sum of tokens by column, benchmark and party. */
  tokens(): Promise<
    readonly {
      readonly column: string;
      readonly benchmark: string;
      readonly party: Party;
      readonly replies: number;
      readonly prompt: number;
      readonly completion: number;
    }[]
  >;
  /** Waits until everything handed in so far is durable. */
  flush(): Promise<void>;
}

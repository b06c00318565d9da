import type { Imitation } from "./dialects/types.ts";
import type { FaultPlan } from "./faults/plan.ts";
import type { Knowledge } from "./knowledge.ts";
import type { SimSettings } from "./options.ts";
import type { Counts } from "./stats.ts";

/** Everything a chat request meets. */
export interface ChatContext {
  readonly settings: SimSettings;
  readonly dialect: Imitation;
  readonly known: Knowledge;
  readonly plan: FaultPlan;
  readonly counts: Counts;
  /** Headers of every reply. */
  readonly headers: Readonly<Record<string, string>>;
  /** Aborted when the server closes. */
  readonly closing: AbortSignal;
  /** Resets everything and refuses connections for so long. */
  readonly refuse: (forMs: number) => Promise<void>;
}

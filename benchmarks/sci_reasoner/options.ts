import { z } from "zod";

/** Named variants of SciReasoner. */
export const options = {
  /** `mini`: at most 150 rows a sub-task, drawn as upstream draws them; `full`: all of them. */
  set: z.enum(["mini", "full"]).default("mini"),
  /** Whether a message about the model's role stands before every question. */
  systemPrompt: z.boolean().default(true),
  /**
   * Whether the thinking part is split off before a sub-task's own reader looks, as the team's example
   * does for its models. Official scorers alone: `false`; OPI's then take it for the answer.
   */
  modelSplit: z.boolean().default(true),
  /** What becomes of PEER's replies that the rule does not accept. */
  peerJudge: z.enum(["off", "upstream", "intended"]).default("off"),
  /** How ROUGE of descriptions of proteins is put together; upstream: `bootstrap`. */
  proteinRouge: z.enum(["mean", "bootstrap"]).default("mean"),
};

/** The options with their defaults filled. */
export type SciReasonerOptions = z.output<z.ZodObject<typeof options>>;

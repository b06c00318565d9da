import type { SimSettings } from "../options.ts";
import { llamacpp } from "./llamacpp.ts";
import { lmdeploy } from "./lmdeploy.ts";
import { openai } from "./openai.ts";
import { plain } from "./plain.ts";
import { sglang } from "./sglang.ts";
import type { Imitation } from "./types.ts";
import { vllm } from "./vllm.ts";

const IMITATIONS = { openai, vllm, sglang, lmdeploy, llamacpp };

/** The imitation of a dialect; `null` is the simulated server as itself. */
export function imitation(dialect: SimSettings["dialect"]): Imitation {
  return dialect === null ? plain : IMITATIONS[dialect];
}

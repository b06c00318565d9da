import type { DialectName } from "../types.ts";
import { llamacpp } from "./llamacpp.ts";
import { lmdeploy } from "./lmdeploy.ts";
import { openai } from "./openai.ts";
import { sglang } from "./sglang.ts";
import type { Dialect } from "./types.ts";
import { vllm } from "./vllm.ts";

/** All dialects, in the order of the docs. */
export const dialects: readonly Dialect[] = [openai, vllm, sglang, lmdeploy, llamacpp];

/** The dialect of a name. */
export function dialectOf(name: DialectName): Dialect {
  return BY_NAME[name];
}

const BY_NAME: Readonly<Record<DialectName, Dialect>> = {
  openai,
  vllm,
  sglang,
  lmdeploy,
  llamacpp,
};

/**
 * How a request is spelled while nobody has looked at the server, and for its key: as the four
 * local servers do, with the one part for series that there is.
 */
export const unknownServer: Dialect = { ...vllm, series: lmdeploy.series };

/**
 * The simulated server: an OpenAI-compatible server without a model, for the demo, the tests and
 * the benches. `docs/sim.md` tells how it is used.
 *
 * @module
 */
export { FAULT_NAMES, type FaultInput, type FaultName } from "./faults/kinds.ts";
export { type Knowledge, knowledge, type KnowledgeSource, type KnownPrompt } from "./knowledge.ts";
export { knownSamples, type KnownSamplesOptions, type KnownTask } from "./known_samples.ts";
export { type SimOptions, SimOptionsError, type SimSettings } from "./options.ts";
export { SIM_HEADER, type SimServer, startSim } from "./server.ts";
export type { SimStats } from "./stats.ts";

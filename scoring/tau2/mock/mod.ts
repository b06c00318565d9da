/**
 * The mock domain: to-do lists, for tests only. Upstream: tau2-bench@a2c0247 src/tau2/domains/mock.
 *
 * @module
 */
import type { Domain } from "../domain.ts";
import { mockAgent } from "./agent.ts";
import { mockUser } from "./user.ts";

/** Tasks on the agent's side, an inbox on the user's. */
export const mock: Domain = { id: "mock", agent: mockAgent, user: mockUser, sync: () => {} };

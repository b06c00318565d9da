import { judgesOf } from "../runners/judge_desk.ts";
import { dryRun } from "../runners/dry_run.ts";
import type { RunConfig } from "../runners/run_types.ts";
import { dryRunTotals } from "./dry_run_text.ts";
import type { Io } from "./io.ts";

/**
 * Asks before a run that costs money: one with prices whose servers are not on this machine, typed
 * by a person at a terminal. Anything else is confirmed without asking.
 */
export async function confirmed(config: RunConfig, io: Io): Promise<boolean> {
  if (!io.stdinIsTerminal || !io.stderrIsTerminal || !costsMoney(config)) return true;
  const estimate = await dryRun(config, { signal: io.signal });
  const { confirm } = await import("@clack/prompts");
  const { stderr } = await import("node:process");
  const answer = await confirm({
    message: `${dryRunTotals(estimate)}. Start?`,
    output: stderr,
    signal: io.signal,
  });
  return answer === true;
}

/** True if a hosted server is asked and something has a price. */
export function costsMoney(config: RunConfig): boolean {
  return [...config.columns, ...judgesOf(config), ...(config.user ? [config.user] : [])].some((
    { endpoint, price },
  ) => price !== null && endpoint.baseUrls.some((address) => !isLoopback(address)));
}

/** True for an address of this machine. */
export function isLoopback(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

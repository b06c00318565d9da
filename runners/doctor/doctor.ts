import { singleTurn } from "../../benchmarks/define.ts";
import type { Benchmark, Mode } from "../../benchmarks/define.ts";
import { judgesOf } from "../judge_desk.ts";
import type { RunConfig } from "../run_types.ts";
import type { DoctorCheck } from "./check.ts";
import { dataChecks } from "./data.ts";
import { denoCheck, diskCheck, permissionChecks } from "./machine.ts";
import { sandboxCheck } from "./sandbox.ts";
import { toolChecks } from "./tools.ts";
import { serverChecks, type ServerToCheck } from "./server.ts";
import type { MediaKind } from "../media/probe.ts";
import { shownKinds } from "../media/shown_kinds.ts";
import { resolveTasks } from "../tasks.ts";

/** Options of {@linkcode doctor}. */
export interface DoctorOptions {
  /** Models, judge and benchmarks to look at; `null` for the machine alone. */
  readonly config:
    | Pick<RunConfig, "columns" | "judge" | "panel" | "user" | "benchmarks" | "tools">
    | null;
  readonly dataDir: string;
  readonly runsDir: string;
  readonly catalog?: readonly Benchmark[];
  readonly env?: (name: string) => string | undefined;
  readonly signal?: AbortSignal;
}

/**
 * Looks at what a run needs, before one is started: Deno, permissions, disk, data, and each model
 * and judge with one tiny request in each of its modes. Yields what it finds as it finds it and
 * throws nothing but the abort reason: a broken thing is a finding.
 */
export async function* doctor(options: DoctorOptions): AsyncGenerator<DoctorCheck> {
  const env = options.env ?? ((name: string) => Deno.env.get(name));
  const named = resolveTasks(options.config?.benchmarks ?? [], options.catalog);
  const shows = [...shownKinds(named.map(({ task }) => task))];
  const calls = named.some(({ task }) => task.conversation !== singleTurn);
  const servers = serversOf(options.config, shows, calls);
  const folders = [...new Set([options.runsDir, options.dataDir])];
  const hosts = servers.flatMap(({ endpoint }) => endpoint.baseUrls.map(hostOf));
  yield denoCheck();
  yield* permissionChecks(folders, [...new Set(hosts)]);
  for (const folder of folders) yield await diskCheck(folder);
  yield await sandboxCheck(named.some(({ task }) => task.needs.includes("sandbox")));
  options.signal?.throwIfAborted();
  yield* toolChecks(options.config?.tools ?? [], { dataDir: options.dataDir, env });
  options.signal?.throwIfAborted();
  yield* dataChecks(options.config?.benchmarks ?? [], { ...options, env });
  for (const server of servers) {
    options.signal?.throwIfAborted();
    const signal = options.signal === undefined ? {} : { signal: options.signal };
    yield* serverChecks(server, { env, ...signal });
  }
}

/** Host and port as a permission names them. */
function hostOf(address: string): string {
  const url = new URL(address);
  return url.port === "" ? url.hostname : url.host;
}

/** Each server once, with the modes it is asked in. */
function serversOf(
  config: DoctorOptions["config"],
  shows: readonly MediaKind[],
  calls: boolean,
): ServerToCheck[] {
  if (config === null) return [];
  const servers = new Map<string, ServerToCheck>();
  for (const { column, endpoint } of config.columns) {
    const modes: readonly (Mode | null)[] = servers.get(endpoint.label)?.modes ?? [];
    servers.set(endpoint.label, {
      endpoint,
      role: "model",
      modes: [...modes, column.mode],
      calls,
      shows,
    });
  }
  for (const { endpoint } of judgesOf(config)) {
    servers.set(endpoint.label, { endpoint, role: "judge", modes: [null] });
  }
  if (config.user != null) {
    const { endpoint } = config.user;
    servers.set(endpoint.label, { endpoint, role: "user", modes: [null], calls });
  }
  return [...servers.values()];
}

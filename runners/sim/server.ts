import { chat } from "./chat.ts";
import { imitation } from "./dialects/mod.ts";
import { type Fault, type FaultInput, FaultSchema, needsWire } from "./faults/kinds.ts";
import { faultPlan } from "./faults/plan.ts";
import { json } from "./faults/refusals.ts";
import { toKnowledge } from "./knowledge.ts";
import { parseSettings, type SimOptions, type SimSettings } from "./options.ts";
import { Counts, type SimStats } from "./stats.ts";
import { openWire, type Wire } from "./wire.ts";

/** Header of every response of a simulated server: what it answers is no result of a model. */
export const SIM_HEADER = "x-assay-sim";

/** A running simulated server. */
export interface SimServer extends AsyncDisposable {
  /** Base URL, ending in `/v1`. */
  readonly url: string;
  readonly settings: SimSettings;
  stats(): SimStats;
  /**
   * Adds faults to the end of the script (`null`: serve well).
   *
   * @throws {TypeError} if a fault needs a hand on the connection and the server was started without
   */
  script(...faults: readonly (FaultInput | null)[]): void;
  /** Stops listening and ends every open reply. */
  close(): Promise<void>;
}

/**
 * Starts an OpenAI-compatible server without a model: `/v1/chat/completions` (streaming and not),
 * `/v1/models`, `/stats`, `/health`. What it answers is a function of its options and of what is
 * asked; see `docs/sim.md`.
 *
 * @throws {SimOptionsError} if an option is unknown or out of range
 */
export async function startSim(options: SimOptions = {}): Promise<SimServer> {
  const { knowledge: source = [], ...rest } = options;
  const settings = parseSettings(rest);
  const known = await toKnowledge(source);
  const dialect = imitation(settings.dialect);
  const headers = { ...dialect.headers, [SIM_HEADER]: "1" };
  const counts = new Counts();
  const plan = faultPlan(settings.faults, settings.seed);
  const closing = new AbortController();
  const behindWire = usesWire(settings);
  let wire: Wire | null = null;
  const conversations = chat({
    settings,
    dialect,
    known,
    plan,
    counts,
    headers,
    closing: closing.signal,
    refuse: async (forMs) => await wire?.refuse(forMs),
  });

  const admitted = (request: Request): Response | null => {
    if (settings.apiKey === null) return null;
    const key = request.headers.get("authorization")?.replace(/^Bearer /, "") ?? null;
    if (key === settings.apiKey) return null;
    counts.refuse();
    return json(dialect.unauthorized(key));
  };
  const get = (path: string, request: Request): Response | null => {
    switch (path) {
      case "/v1/models":
        return admitted(request) ?? json({ status: 200, body: dialect.models(settings) });
      case "/stats":
        return json({ status: 200, body: counts.snapshot(conversations.waiting) });
      case "/health":
      case "/v1/health":
        return json({ status: 200, body: { status: "ok" } });
      case "/props":
        // llama.cpp tells its context length here; `/v1/models` has only what it was trained with.
        return settings.dialect === "llamacpp"
          ? json({
            status: 200,
            body: { default_generation_settings: { n_ctx: settings.contextTokens } },
          })
          : null;
      default:
        return null;
    }
  };
  const route = async (request: Request, port: number): Promise<Response> => {
    const path = pathOf(request.url);
    if (path === "/v1/chat/completions" && request.method === "POST") {
      return admitted(request) ??
        await conversations.handle(request, () => wire?.connection(port) ?? null);
    }
    return (request.method === "GET" ? get(path, request) : null) ??
      json({ status: 404, body: dialect.error(404, `There is nothing at ${path}`) });
  };

  const server = Deno.serve({
    port: behindWire ? 0 : settings.port,
    hostname: behindWire ? "127.0.0.1" : settings.hostname,
    signal: closing.signal,
    onListen: () => {},
  }, async (request, info) => {
    const response = await route(request, (info.remoteAddr as Deno.NetAddr).port);
    if (!response.headers.has(SIM_HEADER)) {
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    }
    return response;
  });
  try {
    if (behindWire) {
      wire = await openWire({
        hostname: settings.hostname,
        port: settings.port,
        innerPort: server.addr.port,
        openAfterMs: settings.openAfterMs,
        signal: closing.signal,
      });
    }
  } catch (cause) {
    closing.abort();
    await server.finished;
    throw cause;
  }

  const host = settings.hostname === "0.0.0.0" ? "127.0.0.1" : settings.hostname;
  const close = async () => {
    closing.abort(new DOMException("The simulated server closes", "AbortError"));
    await wire?.close();
    await server.finished;
  };
  return {
    url: `http://${host}:${wire?.port ?? server.addr.port}/v1`,
    settings,
    stats: () => counts.snapshot(conversations.waiting),
    script(...faults) {
      plan.script(faults.map((fault) => fault === null ? null : checked(fault, behindWire)));
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function checked(input: FaultInput, behindWire: boolean): Fault {
  const fault = FaultSchema.parse(input);
  if (needsWire(fault) && !behindWire) {
    throw new TypeError(
      `Cannot give the fault "${fault.kind}" as the server was started without "wire: true"`,
    );
  }
  return fault;
}

function usesWire({ faults, openAfterMs, wire }: SimSettings): boolean {
  return wire || openAfterMs > 0 || [
    ...faults.rates.map(({ fault }) => fault),
    ...faults.script,
    ...faults.match.map(({ fault }) => fault),
  ].some((fault) => fault !== null && needsWire(fault));
}

/** The path of a URL without its query, found without parsing the rest. */
function pathOf(url: string): string {
  const start = url.indexOf("/", url.indexOf("//") + 2);
  if (start < 0) return "/";
  const query = url.indexOf("?", start);
  return query < 0 ? url.slice(start) : url.slice(start, query);
}

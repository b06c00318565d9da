import type { WebTools } from "../../../benchmarks/web_tools.ts";
import type { Json } from "../../../scoring/json.ts";
import type { Sandbox } from "../../../scoring/types.ts";
import type { Toolset } from "../../toolset.ts";
import { fileRecording, live, type Recording, recording, type WebMode } from "./recording.ts";
import { type SearchConfig, searchProvider } from "./search.ts";
import { webToolset } from "./toolset.ts";
import { httpReader, web } from "./web.ts";

/** How agents reach the web; plain JSON, kept in the manifest. Keys stand in environment variables. */
export interface WebConfig {
  readonly mode: WebMode;
  /** `null` where nothing is asked but a recording. */
  readonly search: SearchConfig | null;
  /** File of the recording; `null` for `web.jsonl` in the run's folder. */
  readonly recording: string | null;
  /** Hosts, or hosts with ports, that pages may be read from although they are not public. */
  readonly allowHosts: readonly string[];
}

/** What {@linkcode openWeb} needs beside the configuration. */
export interface WebSurroundings {
  readonly sandbox: Sandbox | null;
  readonly env: (name: string) => string | undefined;
  readonly now: () => number;
  /** File of the recording where the configuration names none. */
  readonly recording: string;
}

/** Tools of benchmarks that want the web, on one reader and one recording. */
export interface OpenWeb extends AsyncDisposable {
  toolset(wanted: WebTools): Toolset;
}

/**
 * Opens providers and recording.
 *
 * @throws {RecordingError} if the recording cannot be used
 */
export async function openWeb(config: WebConfig, around: WebSurroundings): Promise<OpenWeb> {
  const { mode } = config;
  const kept: Recording = mode === "live"
    ? live
    : await fileRecording(config.recording ?? around.recording, mode, around.now);
  const pages = httpReader({ allowed: config.allowHosts });
  const search = config.search === null ? null : searchProvider(config.search, { env: around.env });
  const reached = web({ search, pages, recording: kept });
  return {
    toolset: ({ leaks }) => webToolset({ web: reached, sandbox: around.sandbox, leaks }),
    [Symbol.asyncDispose]: () => pages[Symbol.asyncDispose](),
  };
}

/** The tools of a benchmark's demo: its self-made calls are replayed, nothing is asked. */
export function demoToolset({ leaks, demo }: WebTools): Toolset {
  const replayed = recording({
    mode: "replay",
    known: demo.map(({ call, result }) => ({
      call,
      result: result as Json,
      provider: "self-written",
      at: "",
    })),
    keep: () => Promise.resolve(),
    now: () => 0,
  });
  const pages = {
    id: "self-written pages",
    read: () => Promise.reject(new Error("a replay reads no pages")),
  };
  const reached = web({ search: null, pages, recording: replayed });
  return webToolset({ web: reached, sandbox: null, leaks });
}

import type { WebConfig } from "../../runners/tools/web/open_web.ts";
import type { SearchConfig } from "../../runners/tools/web/search.ts";
import { UsageError } from "../errors.ts";
import { addressProblem } from "./secrets.ts";
import type { LoadedConfig } from "./load.ts";
import { type Json, Settings } from "./settings.ts";

/** Values of `--web`. */
export const WEB_MODES = ["live", "record", "replay"] as const;

/** Flags about the web tools of agents. */
export interface WebFlags {
  readonly searchUrl?: string | undefined;
  readonly web?: typeof WEB_MODES[number] | undefined;
  readonly webRecording?: string | undefined;
  readonly allowHost?: readonly string[] | undefined;
}

/**
 * How agents reach the web: flags over file over what the run was started with.
 *
 * @returns `null` where nothing is said
 * @throws {UsageError} if an address or host cannot be used
 */
export function resolveWeb(
  flags: WebFlags,
  file: LoadedConfig | null,
  before: WebConfig | null = null,
  settings: Settings = new Settings(),
): WebConfig | null {
  const inFile = file?.config.web;
  const at = (key: string) => `${file?.path} web.${key}`;
  const said = [flags.searchUrl, flags.web, flags.webRecording, flags.allowHost]
    .some((value) => value !== undefined);
  if (!said && inFile === undefined && before === null) return null;
  const flagSearch: SearchConfig | undefined = flags.searchUrl === undefined
    ? undefined
    : { kind: "searxng", url: searchAddress(flags.searchUrl) };
  const search = settings.choose<Json>("web.search", [
    [flagSearch as Json | undefined, "--search-url"],
    [inFile?.search as Json | undefined, at("search")],
    [before?.search as Json | undefined, "run"],
  ], [null, "default"]) as SearchConfig | null;
  const mode = settings.choose<WebConfig["mode"]>("web.mode", [
    [flags.web, "--web"],
    [inFile?.mode, at("mode")],
    [before?.mode, "run"],
  ], ["live", "default"]);
  const recording = settings.choose<string | null>("web.recording", [
    [flags.webRecording, "--web-recording"],
    [inFile?.recording, at("recording")],
    [before?.recording, "run"],
  ], [null, "default"]);
  const allowHosts = settings.choose<readonly string[]>("web.allowHosts", [
    [flags.allowHost, "--allow-host"],
    [inFile?.allowHosts, at("allowHosts")],
    [before?.allowHosts, "run"],
  ], [[], "default"]);
  for (const host of allowHosts) {
    const problem = hostProblem(host);
    if (problem !== null) throw new UsageError(`Cannot use --allow-host as "${host}" ${problem}`);
  }
  if (mode === "replay" && recording === null && before === null) {
    throw new UsageError("Cannot replay without a recording: give its file with --web-recording");
  }
  return { mode, search, recording, allowHosts };
}

function searchAddress(address: string): string {
  const problem = addressProblem(address);
  if (problem === null) return address;
  throw new UsageError(
    `Cannot use --search-url: it must be the address of a SearXNG instance such as ` +
      `"http://127.0.0.1:8888", without a user, a key or a query`,
  );
}

/** What is wrong with a host that is to be allowed, or `null`. */
export function hostProblem(host: string): string | null {
  const url = URL.parse(`http://${host}/`);
  const plain = url !== null && url.pathname === "/" && url.username === "" &&
    !/[\s/@?#*]/.test(host);
  return plain ? null : `must be a host such as "wiki.example" or "127.0.0.1:8080"`;
}

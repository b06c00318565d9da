/**
 * Flags that several commands share; each call makes a new one.
 *
 * @module
 */
import { Option } from "@commander-js/extra-typings";
import { concurrency, duration, each, list, pairs, wholeNumber } from "./flag_values.ts";

/** How a leaderboard can be printed. */
export const FORMATS = ["table", "md", "json", "csv"] as const;
export type Format = typeof FORMATS[number];

export const benchmark = () =>
  new Option("-b, --benchmark <ids>", "benchmarks, as a,b or all or a/task; repeatable")
    .argParser(list);

export const json = () => new Option("--json", "print the result as one JSON document");

export const config = () =>
  new Option("-c, --config <file>", "configuration file (default: assay.json where there is one)");

export const runsDir = () =>
  new Option("--runs-dir <folder>", "folder of the run folders (default: runs)");

export const dataDir = () =>
  new Option("--data-dir <folder>", "folder of downloaded data (default: data)");

export const format = () =>
  new Option("--format <format>", "how to print the leaderboard").choices(FORMATS);

export const out = (what: string) => new Option("-o, --out <file>", `write ${what} to a file`);

export const model = () =>
  new Option(
    "-m, --model <name>",
    "model to ask: its name on the server, or its label in the configuration file; repeatable",
  ).argParser(each);

export const baseUrl = () =>
  new Option("-u, --base-url <url>", "address of the server up to /v1; several are one pool")
    .argParser(each);

export const apiKeyEnv = () =>
  new Option("--api-key-env <name>", "environment variable that holds the key");

export const judgeModel = () =>
  new Option(
    "--judge-model <name>",
    "model that grades: its name on the server, or its label; several are a panel",
  ).argParser(each);

export const judgeBaseUrl = () =>
  new Option(
    "--judge-base-url <url>",
    "address of the judges' server up to /v1, or NAME=URL for one of them; repeatable",
  ).argParser(each);

export const judgeApiKeyEnv = () =>
  new Option("--judge-api-key-env <name>", "environment variable that holds the judge's key");

export const judgeConcurrency = () =>
  new Option("--judge-concurrency <n>", "requests to the judge in flight, or auto")
    .argParser(concurrency("--judge-concurrency"));

export const userModel = () =>
  new Option(
    "--user-model <name>",
    "model that plays the user of conversations: its name on the server",
  );

export const userBaseUrl = () =>
  new Option("--user-base-url <url>", "address of its server up to /v1; several are one pool")
    .argParser(each);

export const userApiKeyEnv = () =>
  new Option("--user-api-key-env <name>", "environment variable that holds its key");

export const userConcurrency = () =>
  new Option("--user-concurrency <n>", "requests to it in flight, or auto")
    .argParser(concurrency("--user-concurrency"));

export const concurrencyFlag = () =>
  new Option("--concurrency <n>", "requests in flight per model, or auto (default: auto)")
    .argParser(concurrency("--concurrency"));

export const tool = () =>
  new Option("--tool <name=path>", "what a scorer needs, as bert-score=FOLDER; repeatable")
    .argParser(pairs("--tool", "bert-score=FOLDER"));

export const searchUrl = () =>
  new Option("--search-url <url>", "address of the SearXNG instance that agents search with");

export const web = () =>
  new Option("--web <mode>", "searches and pages: asked, recorded, or from a recording alone")
    .choices(["live", "record", "replay"]);

export const webRecording = () =>
  new Option("--web-recording <file>", "the recording (default: web.jsonl of the run)");

export const allowHost = () =>
  new Option(
    "--allow-host <host>",
    "read pages of this host although it is not public; repeatable",
  ).argParser(each);

export const limit = () =>
  new Option("-n, --limit <n>", "only the first so many records of each task")
    .argParser(wholeNumber("--limit", 1));

/** Values of `--sandbox`. */
const SANDBOXES = ["bubblewrap", "none"] as const;

export const sandbox = () =>
  new Option("--sandbox <kind>", "where programs of a model run; none: bare, with all your rights")
    .choices(SANDBOXES);

export const time = <const Flag extends string>(flag: Flag, description: string) =>
  new Option(`${flag} <time>` as `${Flag} <time>`, description).argParser(duration(flag));

import assert from "node:assert/strict";
import { reportError } from "./errors.ts";
import { type Actions, createProgram } from "./program.ts";

/** What an action was called with. */
type Call = readonly [action: string, ...args: unknown[]];

/** Parses a command line against actions that only remember. */
async function call(line: string): Promise<Call> {
  const calls: Call[] = [];
  const recorder = (action: string) => (...args: unknown[]) => {
    calls.push([action, ...args]);
    return Promise.resolve();
  };
  const names: readonly (keyof Actions)[] = [
    ...["list", "fetch", "doctor", "run", "resume", "score", "report"] as const,
    ...["compare", "gate", "export", "verify", "sim", "completions"] as const,
  ];
  const actions = Object.fromEntries(names.map((name) => [name, recorder(name)]));
  const program = createProgram(actions as unknown as Actions);
  await program.parseAsync(line.split(" ").filter((word) => word !== ""), { from: "user" });
  assert.equal(calls.length, 1);
  const [only] = calls;
  assert.ok(only);
  return only;
}

async function refusal(line: string): Promise<string> {
  try {
    await call(line);
  } catch (error) {
    const { code, sentence } = reportError(error);
    assert.equal(code, 2);
    return sentence;
  }
  throw new Error(`"${line}" was accepted`);
}

const accepted: readonly (readonly [line: string, ...call: Call])[] = [
  ["list", "list", {}],
  ["list -b ifbench --json", "list", { benchmark: ["ifbench"], json: true }],
  ["fetch -b a,b -b c", "fetch", { benchmark: ["a", "b", "c"] }],
  ["doctor --oracle -b ifbench", "doctor", { oracle: true, benchmark: ["ifbench"] }],
  ["run", "run", { probe: true, stream: true }],
  ["run --no-stream", "run", { probe: true, stream: false }],
  [
    "run --base-url http://127.0.0.1:8000/v1 --model m -b ifbench --limit 20",
    "run",
    {
      probe: true,
      stream: true,
      baseUrl: ["http://127.0.0.1:8000/v1"],
      model: ["m"],
      benchmark: ["ifbench"],
      limit: 20,
    },
  ],
  ["run --mode both", "run", { probe: true, stream: true, mode: "both" }],
  ["run --concurrency auto", "run", { probe: true, stream: true, concurrency: "auto" }],
  ["run --concurrency 64", "run", { probe: true, stream: true, concurrency: 64 }],
  ["run --temperature 0.7 --top-p 1 --top-k -1 --max-tokens 1024 --sample-seed 3", "run", {
    probe: true,
    stream: true,
    temperature: 0.7,
    topP: 1,
    topK: -1,
    maxTokens: 1024,
    sampleSeed: 3,
  }],
  [
    "run --attempt-timeout 90s --idle-timeout 2m --total-timeout 1.5h --score-timeout 500ms",
    "run",
    {
      probe: true,
      stream: true,
      attemptTimeout: 90_000,
      idleTimeout: 120_000,
      totalTimeout: 5_400_000,
      scoreTimeout: 500,
    },
  ],
  ["run --attempt-timeout 30", "run", { probe: true, stream: true, attemptTimeout: 30_000 }],
  ["run --data ifbench=a=b.jsonl --data x=y", "run", {
    probe: true,
    stream: true,
    data: [["ifbench", "a=b.jsonl"], ["x", "y"]],
  }],
  ["run --option ifbench.profile=official", "run", {
    probe: true,
    stream: true,
    option: [["ifbench.profile", "official"]],
  }],
  [`run --extra-body {"a":1}`, "run", { probe: true, stream: true, extraBody: { a: 1 } }],
  ["run --dry-run --print-config --yes --keep-going --loop-breaker --demo --debug", "run", {
    probe: true,
    stream: true,
    dryRun: true,
    printConfig: true,
    yes: true,
    keepGoing: true,
    loopBreaker: true,
    demo: true,
  }],
  ["resume r1 --judge-model j --judge-base-url http://x/v1", "resume", "r1", {
    probe: true,
    judgeModel: ["j"],
    judgeBaseUrl: ["http://x/v1"],
  }],
  ["score r1 --runs-dir elsewhere", "score", "r1", { runsDir: "elsewhere" }],
  ["report r1 r2 --format md -o t.md", "report", ["r1", "r2"], {
    published: true,
    format: "md",
    out: "t.md",
  }],
  ["compare r1 r2", "compare", ["r1", "r2"], {}],
  ["gate r1 --min ifbench=60 --max matbench=0.3", "gate", "r1", {
    min: [["ifbench", "60"]],
    max: [["matbench", "0.3"]],
  }],
  ["export r1 --out s.jsonl", "export", "r1", { out: "s.jsonl" }],
  ["verify -b ifbench", "verify", { benchmark: ["ifbench"] }],
  ["sim -p 0 --skill 0.5 --fault reset=0.1 --set latency.perTokenMs=5", "sim", {
    port: 0,
    skill: 0.5,
    fault: [["reset", "0.1"]],
    set: [["latency.perTokenMs", "5"]],
  }],
];

for (const [line, action, ...args] of accepted) {
  Deno.test(`createProgram() takes "assay ${line}"`, async () => {
    assert.deepEqual(await call(line), [action, ...args]);
  });
}

const refused: readonly (readonly [line: string, sentence: string])[] = [
  ["rnu", `Unknown command "rnu" (did you mean run?)`],
  ["run --limt 3", `Unknown option "--limt" (did you mean --limit?)`],
  ["run --limit", `Option "-n, --limit <n>" argument missing`],
  [
    "run --limit abc",
    `Cannot use --limit as it must be a whole number of at least 1: current value is "abc"`,
  ],
  [
    "run --limit 0",
    `Cannot use --limit as it must be a whole number of at least 1: current value is "0"`,
  ],
  [
    "run --repeats 1.5",
    `Cannot use --repeats as it must be a whole number of at least 1: current value is "1.5"`,
  ],
  [
    "run --temperature 3",
    `Cannot use --temperature as it must be a number from 0 to 2: current value is "3"`,
  ],
  [
    "run --concurrency many",
    `Cannot use --concurrency as it must be a whole number of at least 1, or "auto": current value is "many"`,
  ],
  [
    "run --idle-timeout soon",
    `Cannot use --idle-timeout as it must be a time such as "90s", "15m" or "2h", at most 24 days: current value is "soon"`,
  ],
  [
    "run --idle-timeout 30000h",
    `Cannot use --idle-timeout as it must be a time such as "90s", "15m" or "2h", at most 24 days: current value is "30000h"`,
  ],
  [
    "run --data ifbench",
    `Cannot use --data as it must be of the form ifbench=FILE: current value is "ifbench"`,
  ],
  [
    "run --extra-body [1]",
    `Cannot use --extra-body as it must be a JSON object: current value is "[1]"`,
  ],
  [
    "run --mode fast",
    `Option "--mode <mode>" argument "fast" is invalid. Allowed choices are thinking, non-thinking, both`,
  ],
  ...["no", "None", "off", "true", "bwrap"].map((word) =>
    [
      `run --sandbox=${word}`,
      `Option "--sandbox <kind>" argument "${word}" is invalid. Allowed choices are bubblewrap, none`,
    ] as const
  ),
  ["run --sandbox", `Option "--sandbox <kind>" argument missing`],
  ["resume", `Missing required argument "run"`],
  ["report", `Missing required argument "runs"`],
  ["list x", `Too many arguments for "list". Expected 0 arguments but got 1: x`],
  [
    "completions tcsh",
    `Command-argument value "tcsh" is invalid for argument "shell". Allowed choices are bash, zsh, fish`,
  ],
];

for (const [line, sentence] of refused) {
  Deno.test(`createProgram() refuses "assay ${line}" in a sentence`, async () => {
    assert.equal(await refusal(line), sentence);
  });
}

import assert from "node:assert/strict";
import { UsageError } from "../errors.ts";
import { catalog, runFlags } from "../testing.ts";
import type { LoadedConfig } from "./load.ts";
import { parseConfig } from "./load.ts";
import { type ResolvedRun, resolveRun } from "./resolve.ts";

const NEW_ID = "2026-02-05-081500-k3f9";
const SERVER = "-u http://127.0.0.1:8000/v1 -m m";

async function fileOf(value: unknown): Promise<LoadedConfig> {
  return { path: "assay.json", config: await parseConfig(JSON.stringify(value), "assay.json") };
}

async function resolve(line: string, file: unknown = null): Promise<ResolvedRun> {
  const loaded = file === null ? null : await fileOf(file);
  return await resolveRun(await runFlags(line), loaded, NEW_ID, catalog);
}

/** `value (from)` of a setting. */
function setting({ settings }: ResolvedRun, name: string): string {
  const found = settings.find((each) => each.name === name);
  return found === undefined ? "nothing" : `${JSON.stringify(found.value)} (${found.from})`;
}

Deno.test("resolveRun() makes a column of a model named with flags", async () => {
  const run = await resolve(`${SERVER} -b echo --limit 20`);
  const { config } = run;
  assert.equal(config.runId, NEW_ID);
  assert.deepEqual(config.columns.map(({ column }) => column), [
    { id: "m", label: "m", model: "m", mode: "thinking", simulated: false },
  ]);
  assert.deepEqual(config.columns[0]?.sampling, {});
  assert.deepEqual(config.columns[0]?.endpoint.baseUrls, ["http://127.0.0.1:8000/v1"]);
  assert.deepEqual(config.benchmarks, [
    { id: "echo", tasks: null, options: {}, data: null, limit: 20, repeats: null },
  ]);
  assert.equal(config.judge, null);
  assert.equal(run.runsDir, "runs");
  assert.equal(config.dataDir, "data");
  assert.equal(setting(run, "benchmarks.echo.limit"), "20 (--limit)");
  assert.equal(setting(run, "benchmarks.echo.repeats"), "null (protocol)");
  assert.equal(setting(run, "benchmarks.echo.options.profile"), '"official" (protocol)');
  assert.equal(
    setting(run, "models.m.sampling.thinking.temperature"),
    "0.8 (protocol of thinking)",
  );
});

Deno.test("resolveRun() keeps a run's settings for its manifest", async () => {
  const { config } = await resolve(`${SERVER} -b echo`);
  assert.match(JSON.stringify(config.provenance), /"name":"models.m.baseUrl"/);
});

const modes: readonly (readonly [line: string, ids: string[]])[] = [
  ["-b echo", ["m"]],
  ["-b plain", ["m"]],
  ["-b echo --mode both", ["m:thinking", "m:non-thinking"]],
  ["-b all", ["m:thinking", "m:non-thinking"]],
  ["-b all --mode non-thinking", ["m"]],
];

for (const [line, ids] of modes) {
  Deno.test(`resolveRun() has columns ${ids.join(" and ")} with ${line}`, async () => {
    const { config } = await resolve(`${SERVER} ${line}`);
    assert.deepEqual(config.columns.map(({ column }) => column.id), ids);
  });
}

Deno.test("resolveRun() departs from a mode's sampling only where it differs", async () => {
  const run = await resolve(`${SERVER} -b echo --mode both --temperature 0 --max-tokens 1024`);
  const [thinking, other] = run.config.columns.map(({ sampling }) => sampling);
  assert.deepEqual(thinking, { maxTokens: 1024, temperature: 0 });
  assert.deepEqual(other, { maxTokens: 1024 });
});

const file = {
  models: [
    {
      label: "local",
      model: "org/local-8b",
      baseUrl: ["http://127.0.0.1:1/v1", "http://127.0.0.1:2"],
      dialect: "vllm",
      modes: ["thinking", "non-thinking"],
      sampling: { thinking: { temperature: 0.6, topK: null } },
      concurrency: 8,
      timeouts: { idleMs: 1000 },
    },
    {
      label: "hosted",
      baseUrl: "https://api.example.com/v1",
      apiKeyEnv: "EXAMPLE_KEY",
      price: { prompt: 1, completion: 2 },
    },
  ],
  judges: [
    { label: "first", baseUrl: "http://127.0.0.1:3/v1" },
    { label: "second", model: "g", baseUrl: "http://127.0.0.1:4/v1", sampling: { temperature: 0 } },
  ],
  benchmarks: { echo: { options: { profile: "loose" }, limit: 5 }, plain: { repeats: 2 } },
  limit: 50,
  seed: 7,
  runsDir: "elsewhere",
  output: { format: "md" },
};

Deno.test("resolveRun() takes everything from the file where no flag is given", async () => {
  const run = await resolve("", file);
  const { config } = run;
  assert.deepEqual(config.columns.map(({ column }) => column.id), [
    "local:thinking",
    "local:non-thinking",
    "hosted:thinking",
    "hosted:non-thinking",
  ]);
  const [local, , hosted] = config.columns;
  assert.equal(local?.column.model, "org/local-8b");
  assert.deepEqual(local?.endpoint.baseUrls, ["http://127.0.0.1:1/v1", "http://127.0.0.1:2/v1"]);
  assert.deepEqual(local?.sampling, { temperature: 0.6, topK: null });
  assert.equal(local?.endpoint.concurrency, 8);
  assert.equal(local?.endpoint.idleTimeoutMs, 1000);
  assert.equal(hosted?.endpoint.apiKeyEnv, "EXAMPLE_KEY");
  assert.deepEqual(hosted?.price, { prompt: 1, completion: 2, currency: "USD" });
  assert.equal(config.judge?.endpoint.label, "first");
  assert.deepEqual(config.benchmarks.map(({ id, limit, repeats }) => [id, limit, repeats]), [
    ["echo", 5, null],
    ["plain", 50, 2],
  ]);
  assert.deepEqual(config.benchmarks[0]?.options, { profile: "loose" });
  assert.equal(config.seed, 7);
  assert.equal(run.runsDir, "elsewhere");
  assert.equal(run.format, "md");
  assert.equal(setting(run, "models.local.dialect"), '"vllm" (assay.json models[0].dialect)');
  assert.equal(setting(run, "benchmarks.plain.limit"), "50 (assay.json limit)");
  assert.equal(
    setting(run, "benchmarks.echo.options.profile"),
    '"loose" (assay.json benchmarks.echo.options)',
  );
});

Deno.test("resolveRun() lets flags win over the file", async () => {
  const run = await resolve(
    "-m local --mode thinking -b echo --limit 1 --option echo.profile=official --option " +
      "echo.shots=3 --dialect openai --temperature 0.1 --no-stream --judge-model second --seed 1 " +
      "--runs-dir here --format csv --run-id mine --context 100 --idle-timeout 2s",
    file,
  );
  const { config } = run;
  const [column] = config.columns;
  assert.equal(config.columns.length, 1);
  assert.equal(column?.column.id, "local");
  assert.equal(column?.endpoint.dialect, "openai");
  assert.equal(column?.endpoint.stream, false);
  assert.equal(column?.endpoint.contextTokens, 100);
  assert.equal(column?.endpoint.idleTimeoutMs, 2000);
  assert.deepEqual(column?.sampling, { temperature: 0.1, topK: null });
  assert.deepEqual(config.judge?.sampling, { temperature: 0 });
  assert.equal(config.judge?.endpoint.model, "g");
  assert.deepEqual(config.benchmarks, [{
    id: "echo",
    tasks: null,
    options: { profile: "official", shots: 3 },
    data: null,
    limit: 1,
    repeats: null,
  }]);
  assert.equal(config.runId, "mine");
  assert.equal(config.seed, 1);
  assert.equal(run.runsDir, "here");
  assert.equal(run.format, "csv");
  assert.equal(setting(run, "benchmarks.echo.options.shots"), "3 (--option)");
});

Deno.test("resolveRun() gives a judge of the flags a label of its own", async () => {
  const { config } = await resolve(
    `${SERVER} -b echo --judge-model m --judge-base-url http://127.0.0.1:8000/v1`,
  );
  assert.equal(config.judge?.endpoint.label, "judge:m");
  assert.equal(config.judge?.endpoint.model, "m");
});

const tasks: readonly (readonly [names: string, tasks: readonly string[] | null])[] = [
  ["echo", null],
  ["echo/two", ["two"]],
  ["echo/two,echo/one", ["two", "one"]],
  ["echo,echo/hidden", ["one", "two", "hidden"]],
];

for (const [names, wanted] of tasks) {
  Deno.test(`resolveRun() runs tasks ${wanted ?? "of the protocol"} with -b ${names}`, async () => {
    const { config } = await resolve(`${SERVER} -b ${names}`);
    assert.deepEqual(config.benchmarks.map(({ tasks }) => tasks), [wanted]);
  });
}

const refused: readonly (readonly [line: string, file: unknown, sentence: string])[] = [
  [
    SERVER,
    null,
    `Cannot run without a benchmark: name some with -b, such as "-b ifbench" or "-b all"`,
  ],
  [`${SERVER} -b ehco`, null, `There is no benchmark "ehco" (did you mean "echo"?)`],
  [`${SERVER} -b xyz`, null, `There is no benchmark "xyz": "assay list" shows them`],
  [`${SERVER} -b echo/x`, null, `"echo" has no task "x": it has one, two, hidden`],
  [`${SERVER} -b echo/hiden`, null, `"echo" has no task "hiden" (did you mean "hidden"?)`],
  [
    "-b echo",
    null,
    "Cannot run without a model: name one with --model and its server with --base-url, or list " +
    "models in assay.json",
  ],
  [
    "-b echo -m m",
    null,
    `Cannot ask "m" as its server is not known: give --base-url, or list the model in assay.json`,
  ],
  [
    "-m loacl",
    file,
    `Cannot ask "loacl" (did you mean "local"?) as its server is not known: give --base-url, or ` +
    `list the model in assay.json`,
  ],
  [
    `${SERVER} -b echo --option echo.profle=loose`,
    null,
    `Cannot use the options of "echo" as "profle" is not a known key (did you mean "profile"?) ` +
    `(it has profile, shots)`,
  ],
  [
    `${SERVER} -b echo --option echo.profile=x`,
    null,
    `Cannot use the options of "echo" as "profile" must be "official" or "loose": current value ` +
    `is "x" (it has profile, shots)`,
  ],
  [
    `${SERVER} -b echo --option profile=x`,
    null,
    `Cannot use --option as it must be of the form ifbench.profile=official: current name is "profile"`,
  ],
  [
    `${SERVER} -b echo --data plain=x.jsonl`,
    null,
    `Cannot use --data for "plain" as it is not run: selected are echo`,
  ],
  [
    `-u http://me:canary@x/v1 -m m -b echo`,
    null,
    "Cannot use --base-url as it must not hold a user, a key or a query: name the key's " +
    "environment variable instead",
  ],
  [
    `${SERVER} -b echo --api-key-env sk-canary0123456789`,
    null,
    "Cannot use --api-key-env as it must be the name of an environment variable such as " +
    `"OPENAI_API_KEY", not a key`,
  ],
  [
    `${SERVER} -b echo --extra-body {"key":"sk-canary0123456789"}`,
    null,
    "Cannot use --extra-body as it must not hold a key: it is kept with the run",
  ],
  [
    `${SERVER} -b echo --judge-base-url http://x/v1`,
    null,
    "Cannot use --judge-base-url without --judge-model: name the model that grades",
  ],
  [
    `${SERVER} -b echo --judge-model j`,
    null,
    `Cannot ask the judge "j" as its server is not known: give --judge-base-url, or list it under ` +
    `judges in assay.json`,
  ],
  [
    "",
    { ...file, judge: "local", judges: [{ label: "local", baseUrl: "http://x/v1" }] },
    `Cannot use the judge "local" as a model has this label too: give one of them another label`,
  ],
  [
    "",
    { ...file, benchmarks: { ehco: {} } },
    `There is no benchmark "ehco" (did you mean "echo"?)`,
  ],
  [
    "",
    {
      ...file,
      models: [
        { label: "a", baseUrl: "http://x/v1", price: { prompt: 1, completion: 1 } },
        {
          label: "b",
          baseUrl: "http://x/v1",
          price: { prompt: 1, completion: 1, currency: "EUR" },
        },
      ],
    },
    "Cannot add up prices in USD and EUR: give them in one currency",
  ],
];

for (const [line, value, sentence] of refused) {
  Deno.test(`resolveRun() refuses "${line}": ${sentence.slice(0, 50)}`, async () => {
    await assert.rejects(resolve(line, value), new UsageError(sentence));
  });
}

Deno.test("resolveRun() makes a panel of several judges, each with its own address or a common one", async () => {
  const { config } = await resolve(
    `${SERVER} -b echo --judge-model a --judge-model b --judge-base-url http://127.0.0.1:3/v1 ` +
      "--judge-base-url b=http://127.0.0.1:4/v1",
  );
  assert.equal(config.judge?.endpoint.label, "judge:a");
  assert.deepEqual(config.judge?.endpoint.baseUrls, ["http://127.0.0.1:3/v1"]);
  const [second, ...more] = config.panel ?? [];
  assert.deepEqual(more, []);
  assert.equal(second?.endpoint.model, "b");
  assert.deepEqual(second?.endpoint.baseUrls, ["http://127.0.0.1:4/v1"]);
  const inFile = await resolve("-b echo", { ...file, judge: ["second", "first"] });
  assert.equal(inFile.config.judge?.endpoint.label, "second");
  assert.deepEqual(inFile.config.panel?.map(({ endpoint }) => endpoint.label), ["first"]);
});

Deno.test("resolveRun() refuses a panel with one judge twice, and an address for nobody", async () => {
  await assert.rejects(
    resolve(`${SERVER} -b echo --judge-model a --judge-model a --judge-base-url http://x/v1`),
    new UsageError('Cannot use the judge "judge:a" twice: a panel needs different judges'),
  );
  await assert.rejects(
    resolve(`${SERVER} -b echo --judge-model a --judge-base-url c=http://x/v1`),
    new UsageError(
      'Cannot use --judge-base-url for "c" as no --judge-model has this name: current values are "a"',
    ),
  );
});

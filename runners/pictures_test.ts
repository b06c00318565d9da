import assert from "node:assert/strict";
import { z } from "zod";
import { type Benchmark, defineBenchmark, mediaCell, task, url } from "../benchmarks/define.ts";
import { COLOURS, drawnPicture } from "../scoring/picture/drawn.ts";
import type { Media } from "../scoring/messages.ts";
import { defaultEndpointConfig } from "./backend/defaults.ts";
import { keptSample } from "./prepare.ts";
import { evaluate } from "./run.ts";
import type { RunConfig } from "./run_types.ts";
import { knownSamples, type SimOptions, startSim } from "./sim/mod.ts";

const RED = drawnPicture(8, 8, [{ x: 0, y: 0, width: 8, height: 8, colour: COLOURS.red }]);
const BLUE = drawnPicture(8, 8, [{ x: 0, y: 0, width: 8, height: 8, colour: COLOURS.blue }]);
const GONE: Media = { missing: 'Cannot read "x.tsv" row 3: column "image" is cut short' };

const Row = z.object({ id: z.string(), image: mediaCell, colour: z.string() });

/** An invented benchmark whose questions differ in nothing but their pictures. */
function invented(pictures: readonly (readonly [Media, string])[]): Benchmark {
  return defineBenchmark({
    id: "invented",
    title: "Invented",
    version: 1,
    upstream: [],
    options: {},
    tasks: () => [task({
      id: "test",
      source: url({ url: "http://127.0.0.1/none", format: "jsonl", licence: "none" }),
      record: Row,
      sample: ({ id, image, colour }) => ({
        id,
        messages: [{
          role: "user",
          content: [{ type: "image", image }, { type: "text", text: "Which colour?" }],
        }],
        target: colour,
      }),
      scorer: {
        id: "echo",
        version: 1,
        needs: [],
        score: ({ text, target }) => ({
          kind: "scored",
          outcome: text === target ? "correct" : "wrong",
          answer: text,
          values: { correct: text === target },
        }),
      },
      metrics: [{
        kind: "mean",
        id: "accuracy",
        unit: "percent",
        better: "higher",
        scale: 100,
        range: [0, 1],
        value: ({ values }) => values.correct === true ? 1 : 0,
      }],
      primary: "accuracy",
      reference: ({ colour }) => colour,
      demo: pictures.map(([image, colour], n) => ({ id: `s${n}`, image, colour })),
    })],
    headline: { kind: "metric", task: "test", metric: "accuracy" },
  });
}

async function run(
  pictures: readonly (readonly [Media, string])[],
  sim: SimOptions = {},
  more: Partial<RunConfig> = {},
) {
  const benchmark = invented(pictures);
  const runsDir = await Deno.makeTempDir({ prefix: "assay_pictures_" });
  try {
    await using server = await startSim({
      skill: 1,
      knowledge: knownSamples([{ benchmark, task: benchmark.tasks({})[0]! }], { seed: 0 }),
      ...sim,
    });
    const running = evaluate({
      config: {
        runId: "r",
        benchmarks: [
          { id: "invented", tasks: null, options: {}, data: null, limit: null, repeats: null },
        ],
        columns: [{
          column: { id: "m", label: "m", model: "sim", mode: "non-thinking", simulated: true },
          endpoint: defaultEndpointConfig({ label: "m", model: "sim", baseUrls: [server.url] }),
          sampling: {},
          price: null,
        }],
        judge: null,
        seed: 0,
        dataDir: "data",
        demo: true,
        keepGoing: false,
        scoreTimeoutMs: 20_000,
        provenance: {},
        ...more,
      },
      runsDir,
      resume: false,
      catalog: [benchmark],
    });
    const details: string[] = [];
    for await (const event of running) {
      if (event.type === "verdict" && event.verdict.kind === "unscored") {
        details.push(event.verdict.detail);
      }
    }
    const { cells } = await running.result;
    const store = await Deno.readTextFile(`${runsDir}/r/manifest.json`).catch(() => "");
    return { cell: cells[0], details, requests: server.stats().requests, store };
  } finally {
    await Deno.remove(runsDir, { recursive: true });
  }
}

Deno.test("the server gets the pictures themselves: it tells questions apart by them alone", async () => {
  const { cell } = await run([[RED, "red"], [BLUE, "blue"]]);
  assert.deepEqual([cell?.headline.value, cell?.headline.n], [100, 2]);
});

Deno.test("a sample whose picture is missing is unscored with file and row, and others go on", async () => {
  const { cell, details, requests } = await run([[RED, "red"], [GONE, "red"], [BLUE, "blue"]]);
  assert.deepEqual([cell?.headline.value, cell?.headline.n], [100, 2]);
  assert.equal(cell?.tally.reasons["request-failed"], 1);
  assert.deepEqual(details, [GONE.missing]);
  // Two probes, two samples.
  assert.equal(requests, 4);
});

Deno.test("a model that sees nothing is refused before the first sample", async () => {
  await assert.rejects(run([[RED, "red"]], { sees: [] }), /refuses them .*At most 0 image/);
  await assert.rejects(run([[RED, "red"]], { blind: true }), /does not tell two of them apart/);
});

Deno.test("a blind model is asked all the same where nobody wants to know", async () => {
  const { requests } = await run([[RED, "red"]], { blind: true }, { probe: false });
  assert.equal(requests, 1);
});

Deno.test("what a sample is known by does not depend on where its pictures lie", () => {
  const hashes = ["a", "b"].map((folder) => {
    const image: Media = {
      origin: { kind: "file", path: `${folder}/x.png` },
      sha256: "0".repeat(64),
      bytes: 9,
      mediaType: "image/png",
    };
    const messages = [{ role: "user" as const, content: [{ type: "image" as const, image }] }];
    const benchmark = invented([[RED, "red"]]);
    const [task] = benchmark.tasks({});
    const kept = keptSample({ benchmark, task: task! }, { id: "s", messages, target: "t" }, {
      image,
    }, 0);
    return [kept.recordSha256, kept.promptSha256];
  });
  assert.deepEqual(hashes[0], hashes[1]);
});

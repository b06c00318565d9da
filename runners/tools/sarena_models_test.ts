import assert from "node:assert/strict";
import { join } from "node:path";
import { sarenaIcon } from "../../benchmarks/sarena_icon/mod.ts";
import { extractSvg } from "../../scoring/svg/extract_svg.ts";
import type { GivenTools } from "../scoring/remote_tools.ts";
import { scoreSamples } from "../score_samples.ts";
import { type GivenTool, openGivenTools } from "./given.ts";
import * as tiny from "./models/testdata/tiny_models.ts";

const tasks = sarenaIcon.tasks(sarenaIcon.options.parse({}));

/** The composite over the benchmark's own samples, each answered by `reply`. */
async function icon(
  tools: GivenTools,
  reply: (reference: string) => string,
): Promise<number | null> {
  const numbers = new Map<string, number | null>();
  for (const task of tasks.filter(({ id }) => id === "T2SVG" || id === "I2SVG")) {
    const samples = task.demo.map((record) => {
      const reference = task.reference(record, {}, task.support?.demo ?? []) ?? "";
      // A record that brings its own truth.
      const own = { ...record as object, truth: extractSvg(reference) };
      return { record: own, response: reply(reference) };
    });
    const { metrics } = await scoreSamples(
      { benchmark: "sarena-icon", task: task.id, samples },
      { tools },
    );
    for (const [metric, value] of Object.entries(metrics)) {
      numbers.set(`${task.id} ${metric}`, value);
    }
  }
  const { headline } = sarenaIcon;
  assert.ok(headline.kind === "formula");
  return headline.value((task, metric) => numbers.get(`${task} ${metric}`) ?? null);
}

Deno.test("SArena's composite is there with its three models, and not with two", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const models = [
      ["clip", tiny.clipModel],
      ["dino", tiny.dinoModel],
      ["lpips", tiny.lpipsModel],
    ] as const;
    const given: GivenTool[] = [];
    for (const [name, model] of models) {
      const path = join(folder, name);
      await tiny.writeModel(path, model);
      given.push({ name, path, files: [] });
    }
    const options = {
      needs: new Set(tasks.flatMap(({ needs }) => needs)),
      dataDir: join(folder, "data"),
      env: () => undefined,
    };
    await using opened = await openGivenTools(given, options);
    const perfect = await icon(opened.tools, (reference) => reference);
    assert.ok(perfect !== null && Math.abs(perfect - 100) < 1e-6, `${perfect}`);
    const black = await icon(opened.tools, () => "no drawing");
    assert.ok(black !== null && black < 90, `${black}`);
    const { imageModels: { clip, dino } = {}, ...rest } = opened.tools;
    const two = { ...rest, imageModels: { ...(clip && { clip }), ...(dino && { dino }) } };
    assert.equal(await icon(two, (reference) => reference), null);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

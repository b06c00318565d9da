import assert from "node:assert/strict";
import { reduceMetrics } from "../metrics/reduce.ts";
import type { ImageModels, Picture, Rasteriser } from "../picture/types.ts";
import type { Item, Scored, ScoreInput, Tools } from "../types.ts";
import { choiceMetrics, goldLetter, sarenaChoice, SUBJECT } from "./choice.ts";
import { sarenaComposite } from "./composite.ts";
import { modelMetricsOf, pictureMetrics } from "./picture_metrics.ts";
import { type PictureTarget, sarenaPicture } from "./picture_scorer.ts";
import { tokenLengths } from "./token_length.ts";

function input<Target>(text: string, target: Target): ScoreInput<Target> {
  return { text, raw: text, truncated: false, target, judged: [] };
}

Deno.test("sarenaChoice takes the first capital A to D, in words too", () => {
  for (
    const [text, letter, strict] of [
      ["B", "B", true],
      ["Answer: B", "A", true],
      ["It is a Circle", "C", false],
      ["b", null, false],
      ["", null, false],
    ] as const
  ) {
    const verdict = sarenaChoice.score(input(text, "B"), {}) as Scored;
    assert.equal(verdict.answer, letter, text);
    assert.deepEqual(verdict.values, { correct: letter === "B", strict }, text);
  }
  assert.equal(goldLetter(" B. something"), "B");
});

Deno.test("choiceMetrics are fractions of all and of each subject", () => {
  const item = (subject: string, correct: boolean): Item => ({
    sampleId: "s",
    repeat: 0,
    groups: { [SUBJECT]: subject },
    outcome: "wrong",
    values: { correct, strict: correct },
  });
  assert.deepEqual(
    reduceMetrics(choiceMetrics, [item("a", true), item("a", false), item("b", false)]),
    { Overall: 1 / 3, a: 0.5, b: 0, strict: 1 / 3 },
  );
});

const target: PictureTarget = { svg: '<svg viewBox="0 0 1 1"/>' };

/** Draws everything in the grey that the text's length says. */
const raster: Rasteriser = {
  draw(svg): Promise<Picture | null> {
    if (svg.includes("hopeless")) return Promise.resolve(null);
    const rgb = new Uint8Array(3 * 12 * 12).fill(svg.length);
    return Promise.resolve({ width: 12, height: 12, rgb });
  },
};
const imageModels: ImageModels = {
  clip: () => Promise.resolve(0.5),
  dino: () => Promise.resolve(0.5),
  lpips: () => Promise.resolve(0.25),
};

async function picture(text: string, tools: Tools, on = target): Promise<unknown> {
  return await sarenaPicture(modelMetricsOf.I2SVG).score(input(text, on), tools);
}

Deno.test("sarenaPicture() compares what is drawn, and a black picture where nothing is", async () => {
  const same = await picture(`Here: ${target.svg.replace("/>", "></svg>")}`, { raster }) as Scored;
  assert.equal(same.values.valid, true);
  assert.equal(same.values["DINO-Score"], null);
  for (const text of ["no picture", "<svg viewBox='0 0 1 1'><hopeless/></svg>"]) {
    const none = await picture(text, { raster, imageModels }) as Scored;
    assert.equal(none.outcome, "no-answer");
    assert.deepEqual([none.values.valid, none.values["DINO-Score"], none.values.LPIPS], [
      false,
      0.75,
      0.25,
    ]);
    assert.ok(Number(none.values.SSIM) < 0.1 && Number(none.values.PSNR) < 20);
  }
});

Deno.test("sarenaPicture() is unscored without a raster, or without its true picture", async () => {
  assert.match(JSON.stringify(await picture(target.svg, {})), /nothing to draw with/);
  const broken = await picture(target.svg, { raster }, { svg: "<svg>" });
  assert.match(JSON.stringify(broken), /true picture cannot be drawn/);
});

Deno.test("pictureMetrics() leave replies without a number out of its mean", () => {
  const item = (values: Item["values"]): Item => ({
    sampleId: "s",
    repeat: 0,
    groups: {},
    outcome: "partial",
    values,
  });
  const numbers = reduceMetrics(pictureMetrics("T2SVG"), [
    item({ valid: true, SSIM: 0.5, PSNR: 20, "CLIP-Score-I2I": null }),
    item({ valid: false, SSIM: null, PSNR: 10, "CLIP-Score-I2I": null }),
  ]);
  assert.deepEqual(numbers, {
    "SArena-Icon|T2SVG|SSIM": 0.5,
    "SArena-Icon|T2SVG|PSNR": 15,
    "SArena-Icon|T2SVG|CLIP-Score-I2I": null,
    "SArena-Icon|T2SVG|valid_svg_rate": 0.5,
  });
});

Deno.test("sarenaComposite() is 100 for perfect pictures and names what is missing", () => {
  const perfect = sarenaComposite({ clip: 100, dino: 1, ssim: 1, lpips: 0 });
  assert.deepEqual(perfect, { icon: 100, icon_upstream_swapped: 60, gap: null });
  assert.deepEqual(sarenaComposite({ clip: null, dino: 1, ssim: 1, lpips: null }), {
    icon: null,
    icon_upstream_swapped: null,
    gap: "no CLIP-Score-I2I of T2SVG, no LPIPS of I2SVG",
  });
});

Deno.test("tokenLengths() leave out pairs with an empty text", () => {
  const count = (text: string) => text.length;
  assert.deepEqual(tokenLengths([["ab", "abc"], ["", "a"], ["a", ""]], count), {
    gt_tokens: 2,
    pred_tokens: 3,
    diff: 1,
  });
  assert.equal(tokenLengths([], count).diff, null);
});

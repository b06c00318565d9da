import assert from "node:assert/strict";
import { sarenaPrompt } from "./prompt.ts";
import { recordId } from "./record_id.ts";

Deno.test("sarenaPrompt() shows the picture of an image task only, and wants code of an edit", () => {
  const ask = (category: string) => sarenaPrompt({ category, question: "Q", image: "p" });
  assert.deepEqual(ask("Generation-I2SVG_1"), [["image", "p"], ["text", "Q"]]);
  assert.deepEqual(ask("Generation-T2SVG_1"), [["text", "Q"]]);
  assert.deepEqual(ask("Edit-Crop_1"), [[
    "text",
    "Q\nOnly output the svg code, no other text.",
  ]]);
});

Deno.test("recordId() reads the digits behind the last underscore, else the row's numbers", () => {
  const id = (category: string, rest = {}) =>
    recordId({ "l2-category": category, category: "SArena-Icon", index: 7, ...rest }, "Edit-Crop");
  assert.equal(id("edit-crop_12"), 12);
  assert.equal(id("Edit-Crop"), 7);
  assert.equal(id("Edit-Crop_x", { id: "5" }), 5);
  assert.equal(id("Edit-Crop", { index: "x" }), null);
  assert.equal(id("Edit-Color-Simple_3"), null);
  assert.equal(id("Edit-Crop_3", { category: "SArena-Chemistry" }), null);
  assert.equal(id("SArena-Icon_Edit-Crop_3", { category: null }), 3);
  assert.equal(id("Edit-Crop_\u00b2"), null);
});

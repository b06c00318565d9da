import assert from "node:assert/strict";
import { join } from "node:path";
import { bertScorerOf, entailmentModelOf, modelProcess, pairNumberOf } from "./learned_models.ts";
import { findModelFiles, type ModelKind } from "./model_files.ts";
import * as tiny from "./testdata/tiny_models.ts";

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function open(kind: ModelKind, folder: string) {
  return modelProcess(kind, await findModelFiles(kind, folder), { callMs: 60_000 });
}

const near = (found: number, wanted: number) =>
  assert.ok(Math.abs(found - wanted) < 1e-6, `${found} is not ${wanted}`);

Deno.test("BERTScore of a model folder", async () => {
  await inFolder(async (folder) => {
    await tiny.writeModel(folder, tiny.bertModel(), { text: true, name: "onnx/model.onnx" });
    await using process = await open("bert-score", folder);
    const scorer = bertScorerOf(process);
    near((await scorer.score("acid base", "acid base")).f1, 1);
    // The salt is 0.6 of an acid and 0.8 of a base.
    const { precision, recall, f1 } = await scorer.score(" salt\n", "acid base");
    near(precision, 0.8);
    near(recall, 0.7);
    near(f1, 2 * 0.8 * 0.7 / 1.5);
    assert.deepEqual(await scorer.score("", "acid"), { precision: 0, recall: 0, f1: 0 });
    // What the vocabulary does not have points away from an acid: a mark is nearer.
    near((await scorer.score("nothing acid", "acid")).precision, 0.5);
    // Six tokens with both marks: the rest is cut off.
    near((await scorer.score("acid acid acid acid base", "acid")).precision, 1);
    near((await scorer.score("acid acid acid base base", "acid")).precision, 0.75);
  });
});

Deno.test("BERTScore by the last layer takes a model of 14 layers", async () => {
  await inFolder(async (folder) => {
    const model = tiny.bertModel("last_hidden_state");
    await tiny.writeModel(folder, model, { text: true, config: { num_hidden_layers: 14 } });
    await using process = await open("bert-score", folder);
    near((await bertScorerOf(process).score("acid", "acid")).f1, 1);
  });
  await inFolder(async (folder) => {
    const model = tiny.bertModel("last_hidden_state");
    await tiny.writeModel(folder, model, { text: true, config: { num_hidden_layers: 24 } });
    await using process = await open("bert-score", folder);
    await assert.rejects(
      bertScorerOf(process).score("acid", "acid"),
      /must have an output "hidden_states.14": it has "last_hidden_state"/,
    );
  });
});

Deno.test("entailment of a model folder, one logit a sentence", async () => {
  await inFolder(async (folder) => {
    const config = { label2id: { contradiction: 0, ENTAILMENT: 1, neutral: 2 } };
    await tiny.writeModel(folder, tiny.entailmentModel, { text: true, config });
    await using process = await open("entailment", folder);
    const model = entailmentModelOf(process);
    // Sums of the second numbers: base 1, salt 4, the marks nothing.
    assert.deepEqual(await model.entailment("base", ["acid", "salt"]), [1, 5]);
    // Room for 6 tokens: 4 marks and one word of the sentence leave one of the premise.
    assert.deepEqual(await model.entailment("base salt salt", ["acid"]), [1]);
  });
});

Deno.test("CLIP, DINOv2 and LPIPS of model folders", async () => {
  const plain = (red: number, green: number, blue: number) => {
    const rgb = new Uint8Array(3 * 16 * 16);
    for (let at = 0; at < rgb.length; at += 3) rgb.set([red, green, blue], at);
    return { width: 16, height: 16, rgb };
  };
  const [red, blue] = [plain(255, 0, 0), plain(0, 0, 255)];
  await inFolder(async (folder) => {
    await tiny.writeModel(join(folder, "c"), tiny.clipModel, { name: "onnx/vision_model.onnx" });
    await tiny.writeModel(join(folder, "d"), tiny.dinoModel);
    await tiny.writeModel(join(folder, "l"), tiny.lpipsModel);
    await using clip = await open("clip", join(folder, "c"));
    const ofClip = pairNumberOf(clip, "clip");
    near(await ofClip(red, red), 1);
    assert.ok(await ofClip(red, blue) < 0.5);
    await using dino = await open("dino", join(folder, "d"));
    near(await pairNumberOf(dino, "dino")(blue, blue), 1);
    await using lpips = await open("lpips", join(folder, "l"));
    const ofLpips = pairNumberOf(lpips, "lpips");
    assert.equal(await ofLpips(red, red), 0);
    near(await ofLpips(red, blue), (1 / 0.229 + 1 / 0.225) / 3);
  });
});

Deno.test("a model without a number gives none", async () => {
  const picture = { width: 1, height: 1, rgb: new Uint8Array(3) };
  await inFolder(async (folder) => {
    await tiny.writeModel(folder, tiny.brokenClipModel);
    await using process = await open("clip", folder);
    await assert.rejects(
      pairNumberOf(process, "clip")(picture, picture),
      /CLIP gave no answer: its output "image_embeds" has numbers that are not finite/,
    );
  });
});

Deno.test("a file that is no model, or another model, is a sentence", async () => {
  const picture = { width: 1, height: 1, rgb: new Uint8Array(3) };
  await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "model.onnx"), "<html>not found</html>");
    await using process = await open("dino", folder);
    const call = pairNumberOf(process, "dino")(picture, picture);
    await assert.rejects(call, /Cannot use DINOv2: ".*model.onnx" cannot be run as an ONNX model/);
  });
  await inFolder(async (folder) => {
    await tiny.writeModel(folder, tiny.lpipsModel);
    await using process = await open("clip", folder);
    const call = pairNumberOf(process, "clip")(picture, picture);
    await assert.rejects(call, /must take one picture: its inputs are "gold", "other"/);
  });
});

Deno.test("findModelFiles() says what a folder lacks", async () => {
  await inFolder(async (folder) => {
    await assert.rejects(
      findModelFiles("entailment", folder),
      /has no model.onnx or onnx\/model.onnx and no tokenizer.json and no tokenizer_config.json and no config.json/,
    );
    await assert.rejects(findModelFiles("lpips", join(folder, "none")), /has no model.onnx/);
    await tiny.writeModel(folder, tiny.lpipsModel);
    await Deno.writeTextFile(join(folder, "model.onnx_data"), "weights");
    const { model, weights, tokenizer } = await findModelFiles("lpips", folder);
    assert.match(model, /model\.onnx$/);
    assert.match(weights ?? "", /model\.onnx_data$/);
    assert.equal(tokenizer, null);
  });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import type { Need } from "../../scoring/types.ts";
import { toolChecks } from "../doctor/tools.ts";
import type { DoctorCheck } from "../doctor/check.ts";
import { scoreSamples } from "../score_samples.ts";
import { type GivenTool, openGivenTools, type ToolName } from "./given.ts";
import * as tiny from "./models/testdata/tiny_models.ts";

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const given = (name: ToolName, path: string): GivenTool => ({ name, path, files: [] });

function options(folder: string, ...needs: Need[]) {
  return { needs: new Set(needs), dataDir: join(folder, "data"), env: () => undefined };
}

Deno.test("a given model scores a sub-task that had no score", async () => {
  await inFolder(async (folder) => {
    await tiny.writeModel(folder, tiny.bertModel(), { text: true });
    const input = {
      benchmark: "scireasoner",
      task: "mol_instruction_open_question",
      samples: [{ record: { input: "What?", output: "acid" }, response: "acid" }],
    };
    await using opened = await openGivenTools(
      [given("bert-score", folder)],
      options(folder, "bert-score"),
    );
    const names = opened.given[0]?.files.map(({ name }) => name);
    assert.deepEqual(names, ["model.onnx", "tokenizer.json", "tokenizer_config.json"]);
    assert.match(opened.given[0]?.files[0]?.sha256 ?? "", /^[0-9a-f]{64}$/);
    const { metrics } = await scoreSamples(input, { tools: opened.tools });
    assert.ok(Math.abs((metrics.bert_score ?? 0) - 1) < 1e-6, JSON.stringify(metrics));
    const without = await scoreSamples(input, {});
    assert.equal(without.metrics.bert_score, null);
    assert.equal(without.verdicts[0]?.kind, "unscored");
  });
});

Deno.test("a model that dies leaves a sample unscored, with a sentence", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "model.onnx"), "no model");
    await tiny.writeTokenizer(folder);
    await using opened = await openGivenTools(
      [given("bert-score", folder)],
      options(folder, "bert-score"),
    );
    const { verdicts, metrics } = await scoreSamples({
      benchmark: "scireasoner",
      task: "mol_instruction_open_question",
      samples: [{ record: { input: "What?", output: "acid" }, response: "acid" }],
    }, { tools: opened.tools });
    const [verdict] = verdicts;
    assert.ok(verdict?.kind === "unscored");
    assert.equal(verdict.reason, "scorer-failed");
    assert.match(verdict.detail, /Cannot use the model of BERTScore: .* cannot be run as an ONNX/);
    assert.equal(metrics.bert_score, null);
  });
});

Deno.test("only what tasks need is opened, and what is missing is named", async () => {
  await inFolder(async (folder) => {
    const nowhere = given("bert-score", join(folder, "nowhere"));
    await using opened = await openGivenTools([nowhere], options(folder, "image-models"));
    assert.deepEqual(opened.given, [nowhere]);
    assert.deepEqual(opened.tools, {});
    assert.deepEqual(opened.missing, ["clip", "dino", "lpips"]);
    await assert.rejects(
      openGivenTools([nowhere], options(folder, "bert-score")),
      /Cannot use ".*nowhere" as bert-score as it has no model.onnx/,
    );
  });
});

Deno.test("a run goes on with the files it began with, and no others", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "vocab.txt");
    await Deno.writeTextFile(path, "[UNK]\nmolecule\n");
    const asked = options(folder, "scibert-vocabulary");
    const first = await openGivenTools([given("scibert-vocabulary", path)], asked);
    assert.deepEqual([...first.tools.scibertVocabulary ?? []], ["[UNK]", "molecule"]);
    await openGivenTools(first.given, { ...asked, same: true });
    await Deno.writeTextFile(path, "[UNK]\nmolecules\n");
    await assert.rejects(
      openGivenTools(first.given, { ...asked, same: true }),
      /Cannot go on with scibert-vocabulary as its file "vocab.txt" is not the one/,
    );
    await openGivenTools(first.given, asked);
    await Deno.writeTextFile(path, "<html>");
    await assert.rejects(openGivenTools(first.given, asked), /must be a vocab.txt/);
  });
});

Deno.test({
  name: "RNAfold is found on PATH where nobody gives it",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (folder) => {
      const program = join(folder, "RNAfold");
      await Deno.writeTextFile(
        program,
        "#!/bin/sh\nread -r rna\nprintf '%s\\n.. (-12.00)\\n' $rna\n",
      );
      await Deno.chmod(program, 0o755);
      const env = (name: string) => name === "PATH" ? folder : undefined;
      await using opened = await openGivenTools([], { ...options(folder, "rnafold"), env });
      assert.deepEqual(opened.given.map(({ path }) => path), [program]);
      assert.deepEqual(opened.missing, []);
      const { metrics } = await scoreSamples({
        benchmark: "scireasoner",
        task: "unconditional_RNA_generation",
        samples: [{ record: { input: "Make an RNA", output: "" }, response: "<rna>GC</rna>" }],
      }, { tools: opened.tools });
      assert.equal(metrics.average_mfe, -12);
    }),
});

async function checks(tools: readonly GivenTool[], folder: string): Promise<DoctorCheck[]> {
  const found: DoctorCheck[] = [];
  const about = { dataDir: join(folder, "data"), env: () => undefined };
  for await (const check of toolChecks(tools, about)) found.push(check);
  return found;
}

Deno.test("toolChecks() asks each tool something it must know", async () => {
  await inFolder(async (folder) => {
    const [lpips, clip] = [join(folder, "lpips"), join(folder, "clip")];
    await tiny.writeModel(lpips, tiny.lpipsModel);
    await tiny.writeModel(clip, tiny.brokenClipModel);
    const vocabulary = join(folder, "vocab.txt");
    await Deno.writeTextFile(vocabulary, "[UNK]\nacid\n");
    const found = await checks([
      given("lpips", lpips),
      given("clip", clip),
      given("scibert-vocabulary", vocabulary),
      given("rnafold", join(folder, "none")),
    ], folder);
    assert.deepEqual(found.map(({ area, status }) => [area, status]), [
      ["tool lpips", "ok"],
      ["tool clip", "fail"],
      ["tool scibert-vocabulary", "fail"],
      ["tool rnafold", "fail"],
    ]);
    assert.match(found[0]?.what ?? "", /works \(sha256: model.onnx [0-9a-f]{12}\)/);
    assert.match(found[1]?.what ?? "", /not finite/);
    assert.match(found[2]?.what ?? "", /no piece "molecule"/);
    assert.match(found[3]?.what ?? "", /no such file/);
  });
});

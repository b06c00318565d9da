import assert from "node:assert/strict";
import type { Message } from "../scoring/messages.ts";
import { drawnPicture } from "../scoring/picture/drawn.ts";
import { scoreSamples } from "../runners/score_samples.ts";
import { rasteriser } from "../runners/tools/raster/raster.ts";
import { demoSupport } from "../runners/support.ts";
import type { Benchmark, Task } from "./define.ts";
import { findBenchmark } from "./mod.ts";

function taskOf(benchmark: string, task: string, options: Record<string, unknown> = {}): Task {
  const found = findBenchmark(benchmark) as Benchmark;
  return found.tasks(found.options.parse(options)).find(({ id }) => id === task)!;
}

function messagesOf(task: Task, record: unknown): readonly Message[] {
  return task.sample(record, { index: 0, draw: () => 0, support: demoSupport(task) ?? [] })
    .messages;
}

/** Parts of the only message in short: texts as they are, pictures by the width that tells them apart. */
function shortly(messages: readonly Message[]): unknown[] {
  assert.equal(messages.length, 1);
  const [{ role, content }] = messages as readonly [Message];
  assert.equal(role, "user");
  assert.ok(typeof content !== "string");
  return content.map((part) =>
    part.type === "text"
      ? part.text
      : part.type === "image" && "origin" in part.image
      ? [part.image.width, ...(part.encoding === undefined ? [] : [part.encoding.kind])]
      : ["missing"]
  );
}

const one = drawnPicture(1, 1, []);
const two = drawnPicture(2, 1, []);
const three = drawnPicture(3, 1, []);

Deno.test("SFE puts pictures at their marks, and in front in the layout of the Intern adapters", () => {
  const record = {
    index: 7,
    question: "Is <image> older than <image> ?",
    question_type: "exact_match",
    category: "earth",
    answer: "yes",
    image: [one, two],
  };
  const plain = shortly(messagesOf(taskOf("sfe", "judge", { formatHint: false }), record));
  assert.deepEqual(plain, [
    "You are an expert in earth and have to solve the question. Is",
    [1],
    "older than",
    [2],
    "?",
  ]);
  const hinted = shortly(messagesOf(taskOf("sfe", "judge"), record));
  assert.match(String(hinted[0]), /single word or phrase\. Is$/);
  const interns1 = taskOf("sfe", "judge", { layout: "interns1", formatHint: false });
  assert.deepEqual(shortly(messagesOf(interns1, record)), [
    [1],
    [2],
    "Image-1:\nImage-2:\nYou are an expert in earth and have to solve the question. " +
    "Is<Image-1>older than<Image-2>?",
  ]);
  const single = { ...record, question: "Is <image> old?", image: [one] };
  assert.deepEqual(shortly(messagesOf(interns1, single)), [
    [1],
    "You are an expert in earth and have to solve the question. Is\nold?",
  ]);
});

Deno.test("SFE lists options up to the first letter that is missing, for multiple choice alone", () => {
  const record = {
    index: 7,
    question: "<image> Which?",
    question_type: "mcq",
    category: "life",
    answer: "B",
    A: "x",
    B: "y",
    D: "z",
    image: [one],
  };
  const text = String(shortly(messagesOf(taskOf("sfe", "judge"), record)).at(-1));
  assert.equal(text, "Which?\nChoices are:\nA. x\nB. y");
});

Deno.test("SFE refuses a record with more marks than pictures", () => {
  const record = {
    index: 7,
    question: "<image> <image>",
    question_type: "mcq",
    category: "life",
    answer: "B",
    image: [one],
  };
  assert.throws(() => messagesOf(taskOf("sfe", "judge"), record), /as many marks as pictures/);
});

Deno.test("MicroVQA shows letters to the chain and numbers to its authors' scorer", () => {
  const record = {
    key_question: 1,
    question: "Which?",
    choices: ["x", "y"],
    correct_index: 1,
    task: 2,
    images_list: [one, two],
  };
  const letters = taskOf("microvqa", "vlmeval", { prompt: "vlmeval" });
  assert.deepEqual(shortly(messagesOf(letters, record)), [
    [1],
    [2],
    "Question: Which?\nOptions:\nA. x\nB. y\nPlease choose the right one of the options above. \n",
  ]);
  const official = shortly(messagesOf(taskOf("microvqa", "official"), record));
  assert.match(String(official[0]), /\n\nWhich\?\n\nOptions:\n {2}\(1\): x\n {2}\(2\): y\n\n$/);
  assert.deepEqual(official.slice(1), [[1], [2]]);
  // VLMEvalKit's table has options as columns.
  const row = { index: 3, question: "Which?", A: "x", B: "y", answer: "B", image: [one, two] };
  assert.deepEqual(messagesOf(letters, row), messagesOf(letters, record));
  assert.throws(() => messagesOf(letters, { ...row, answer: "C" }), /the letter of an option/);
});

Deno.test("MMMU-Pro puts pictures at their marks; its authors behind the text, in the order of marks", () => {
  const record = {
    id: "test_Art_1",
    question: "See <image 2> and <image 1>.",
    options: "['up', \"it's <image 3>\"]",
    answer: "A",
    subject: "Art",
    image_1: one,
    image_2: two,
    image_3: three,
    image_4: null,
  };
  const chain = shortly(messagesOf(taskOf("mmmu-pro", "vlmeval_direct"), record));
  assert.deepEqual(chain.slice(0, 6), [
    "Question: See ",
    [2],
    " and ",
    [1],
    ".\nOptions:\nA. up\nB. it's ",
    [3],
  ]);
  const official = shortly(messagesOf(taskOf("mmmu-pro", "official"), record));
  assert.match(String(official[0]), /^See <image> and <image>\.\nA\. up\nB\. it's <image>\n/);
  assert.deepEqual(official.slice(1), [[2], [1], [3]]);
  const upscaled = taskOf("mmmu-pro", "vlmeval_direct", { upscaleFirst: 2 });
  assert.deepEqual(shortly(messagesOf(upscaled, record)).filter(Array.isArray), [
    [2, "bilinear"],
    [1],
    [3],
  ]);
  assert.throws(
    () => messagesOf(taskOf("mmmu-pro", "vlmeval_cot"), { ...record, question: "<image 9>" }),
    /marks name its pictures/,
  );
});

Deno.test("XLRS-Bench joins question and options, and makes pictures smaller where it is told to", () => {
  const record = {
    question: "Which?",
    "multi-choice options": " (A) x",
    category: "c",
    "l2-category": "d",
    answer: "A",
    image: one,
  };
  assert.deepEqual(shortly(messagesOf(taskOf("xlrs-bench", "judge"), record)), [
    [1],
    "Which? (A) x",
  ]);
  const smaller = taskOf("xlrs-bench", "rule", { maxPixels: 100 });
  assert.deepEqual(shortly(messagesOf(smaller, record))[0], [1, "max-pixels"]);
  assert.throws(() => messagesOf(smaller, { ...record, category: "a/b" }), /holds a "\/" itself/);
});

Deno.test("MSEarth-MCQ reads hub records and table rows alike", () => {
  const row = {
    index: "1",
    question: "Map.\nQuestion:\nWhich?",
    A: "x",
    B: "y",
    answer: "B",
    image: [one],
  };
  const hub = {
    query: "<image>\nCaption:\nMap.\nQuestion:\nWhich?\nOptions:\nA. x\nB. y",
    response: "B. y",
    question_id: "1",
    image: one,
  };
  const ofTable = messagesOf(taskOf("msearth-mcq", "vlmeval"), row);
  assert.deepEqual(messagesOf(taskOf("msearth-mcq", "vlmeval", { source: "hub" }), hub), ofTable);
  assert.match(
    String(shortly(ofTable)[1]),
    /\n\nCaption:\n Map\.\nQuestion:\nWhich\?\nOptions:\nA\. x\nB\. y\n/,
  );
});

Deno.test("RefCOCO draws so many rows of each split, the same each time", () => {
  const { source } = taskOf("refcoco-avg", "refcoco", { perSplit: 2 });
  const rows = Array.from({ length: 20 }, (_, n) => ({ split: n % 2 === 0 ? "a" : "b", index: n }));
  const chosen = source.choose?.(rows) ?? [];
  assert.equal(chosen.length, 4);
  assert.deepEqual(source.choose?.(rows), chosen);
  assert.equal(chosen.filter((place) => place % 2 === 0).length, 2);
});

Deno.test("ScreenSpot V2 asks with a system message, and keeps a box outside of its picture unscored", async () => {
  const task = taskOf("screenspot-v2", "mobile");
  const record = {
    index: 1,
    question: "open it",
    bbox: "[0, 0, 10, 10]",
    data_type: "icon",
    image: drawnPicture(20, 20, []),
  };
  const [system, user] = messagesOf(task, record);
  assert.equal(system?.role, "system");
  assert.match(String(system?.content), /`pyautogui\.click\(x=\?, y=\?\)`/);
  assert.ok(Array.isArray(user?.content));
  const { verdicts } = await scoreSamples({
    benchmark: "screenspot-v2",
    task: "mobile",
    samples: [
      { record, response: "pyautogui.click(x=5, y=5)" },
      { record: { ...record, bbox: [15, 15, 10, 10] }, response: "pyautogui.click(x=5, y=5)" },
    ],
  });
  assert.deepEqual(verdicts.map(({ kind }) => kind), ["scored", "unscored"]);
});

for (
  const id of [
    "microvqa",
    "msearth-mcq",
    "mmmu-pro",
    "refcoco-avg",
    "screenspot-v2",
    "sarena-icon",
    "xlrs-bench",
  ]
) {
  Deno.test(`${id}: reference replies get full marks without a judge`, async () => {
    // A machine that runs all tests at once is slow.
    await using raster = rasteriser({ wallMs: 60_000 });
    const benchmark = findBenchmark(id) as Benchmark;
    for (const task of benchmark.tasks(benchmark.options.parse({}))) {
      if (task.id === "judge") continue;
      const support = demoSupport(task);
      for (const [index, record] of task.demo.entries()) {
        const { target } = task.sample(record, {
          index,
          draw: () => 0,
          ...(support === undefined ? {} : { support }),
        });
        const text = task.reference(record, {}, support);
        assert.ok(text !== null);
        const step = await task.score(
          { text, raw: text, truncated: false, target, judged: [] },
          { raster },
        );
        assert.equal(step.kind === "scored" && step.outcome, "correct", `${task.id} ${index}`);
      }
    }
  });
}

import assert from "node:assert/strict";
import { scitsAverages } from "./averages.ts";
import { nativeSeries } from "./native_tokens.ts";
import { npyFile } from "./npy.ts";
import { plotEnvelope } from "./plot_envelope.ts";
import { filled, seriesOf } from "./series.ts";
import { seriesText } from "./series_text.ts";
import { datasetOfPath, isUnderstanding, reportedTasks, scitsTasks } from "./tasks.ts";

Deno.test("scitsTasks are 43 in 12 disciplines, 24 of them understanding", () => {
  assert.equal(new Set(scitsTasks.map(({ id }) => id)).size, 43);
  assert.equal(new Set(scitsTasks.map(({ discipline }) => discipline)).size, 12);
  assert.equal(scitsTasks.filter(({ id }) => isUnderstanding(id)).length, 24);
  for (const { id, metric } of scitsTasks) {
    assert.equal(isUnderstanding(id), metric === "labels" || metric === "detection", id);
  }
  for (const id of reportedTasks) assert.ok(scitsTasks.some((task) => task.id === id), id);
});

Deno.test("datasetOfPath() turns underscores of a folder into blanks where the table has them", () => {
  assert.equal(datasetOfPath("Physiology-TS_MQA-ECG-Anomaly_detection/x.csv"), "TS_MQA");
  assert.equal(datasetOfPath("Manufacturing-MIMII_Due-Fan-Anomaly/raw/1.wav"), "MIMII Due");
  assert.equal(datasetOfPath("Astronomy-GWOSC_GW_Event-GW-Event/1.csv"), "GWOSC GW Event");
  assert.equal(datasetOfPath("x.csv"), "");
});

Deno.test("scitsAverages() never average over cells that are missing", () => {
  const all = scitsAverages((id) => isUnderstanding(id) ? (id.startsWith("EA") ? 7 : 1) : 999);
  assert.equal(all["nine tasks (unofficial)"], 15 / 9);
  assert.deepEqual([all.Earth, all.Physiology, all.Math], [7, 1, undefined]);
  const some = scitsAverages((id) => id === "ASU01" ? null : 1);
  assert.deepEqual([some.Astronomy, some["nine tasks (unofficial)"], some.Earth], [null, null, 1]);
});

const about = { rate: 0, channels: null, kind: "understanding" } as const;

Deno.test("seriesText() says what is shown and marks what is missing", () => {
  assert.equal(
    seriesText(seriesOf([[1, null], [NaN, 1e21]]), { ...about, rate: 0.5, channels: ["a"] }).text,
    "Time series: 2 points, 2 channels, sampling rate 0.5 Hz.\na: 1, X\nch2: X, 1e+21",
  );
  const long = seriesOf(Array.from({ length: 5 }, (_, at) => [at]));
  assert.match(seriesText(long, { ...about, maxValues: 2 }).text, /; 2 of 5 points .*\n0, 2$/);
  const last = seriesText(long, { ...about, kind: "forecasting", maxValues: 2 });
  assert.match(last.text, /; last 2 of 5 points shown\.\n3, 4$/);
  assert.deepEqual(seriesText(long, { ...about, kind: "imputation", maxValues: 2 }), {
    text: "",
    overflow: true,
  });
  assert.equal(seriesText(seriesOf([]), about).text, "Time series: 0 points, 1 channel.\n");
});

Deno.test("plotEnvelope() keeps peaks and gaps", () => {
  assert.deepEqual(plotEnvelope([1, 9, 2, null, NaN, 3], 3), [[1, 9], [2, 2], [3, 3]]);
  assert.deepEqual(plotEnvelope([null, null, 5], 3), [null, null, [5, 5]]);
  assert.deepEqual(plotEnvelope([], 2), [null, null]);
});

Deno.test("npyFile() writes what NumPy reads, and refuses what it cannot", () => {
  const bytes = npyFile([1.5, -2, 0.1, 4], [2, 2]);
  assert.equal(bytes.length, 144);
  assert.equal(bytes[127], 10);
  const view = new DataView(bytes.buffer);
  assert.deepEqual([0, 1, 2, 3].map((at) => view.getFloat32(128 + 4 * at, true)), [
    1.5,
    -2,
    Math.fround(0.1),
    4,
  ]);
  assert.throws(() => npyFile([1, NaN], [2]), /fill it in/);
  assert.throws(() => npyFile([1], [2]), /shape 2/);
});

Deno.test("nativeSeries() gives no token to a series of a few points", () => {
  assert.equal(nativeSeries(3, 1).tokens, 0);
  assert.deepEqual(nativeSeries(6000, 100), { tokens: 62, points: 6000, rate: 100 });
  assert.deepEqual(nativeSeries(10, null), { tokens: 1, points: 10, rate: 2.5 });
  assert.equal(nativeSeries(300_000, 500).points, 240_000);
});

Deno.test("filled() joins known points by lines and keeps the ends level", () => {
  const holes = [[null, null], [1, null], [null, null], [4, null], [null, null]];
  const { values } = filled(seriesOf(holes));
  assert.deepEqual([...values], [1, 0, 1, 0, 2.5, 0, 4, 0, 4, 0]);
  const whole = seriesOf([[1], [2]]);
  assert.equal(filled(whole), whole);
});

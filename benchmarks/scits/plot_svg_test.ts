import assert from "node:assert/strict";
import { plotHeight, plotSvg } from "./plot_svg.ts";
import { seriesOf } from "./series.ts";

const about = { rate: 100, channels: [], axis: "seconds" } as const;

Deno.test("plotHeight() grows with the channels up to a limit", () => {
  assert.deepEqual([1, 2, 3, 12, 100].map(plotHeight), [448, 320, 480, 1792, 1792]);
});

Deno.test("plotSvg() leaves gaps, and a point between two gaps is drawn", () => {
  const svg = plotSvg(seriesOf([[1], [null], [2], [null], [3], [4]]), about);
  const [curve] = /<path d="([^"]+)" fill="none" stroke="#123"/.exec(svg)?.slice(1) ?? [];
  assert.equal(curve?.match(/M/g)?.length, 3);
  assert.equal(curve?.match(/L/g)?.length, 1);
});

Deno.test("plotSvg() shows a peak of one point among very many", () => {
  const flat = Array.from({ length: 100_000 }, (_, at) => [at === 50_000 ? 1 : 0]);
  const svg = plotSvg(seriesOf(flat), about);
  const columns = [...svg.matchAll(/M[\d.]+ ([\d.]+)V([\d.]+)/g)];
  const peaks = columns.filter(([, low, high]) => Number(low) - Number(high) > 300);
  assert.equal(peaks.length, 1);
});

Deno.test("plotSvg() escapes names and drops what XML cannot hold", () => {
  const svg = plotSvg(seriesOf([[1, 2], [2, 3]]), { ...about, channels: ["<b>&\u0001\ud800"] });
  assert.ok(svg.includes(">&lt;b&gt;&amp;</text>"));
  assert.ok(svg.includes(">ch2</text>"));
});

Deno.test("plotSvg() counts points or seconds", () => {
  const series = seriesOf(Array.from({ length: 1001 }, (_, at) => [at]));
  const seconds = plotSvg(series, about);
  assert.ok(seconds.includes("time (s)") && seconds.includes(">10</text>"));
  for (const other of [{ ...about, axis: "index" }, { ...about, rate: null }] as const) {
    const svg = plotSvg(series, other);
    assert.ok(svg.includes("sample index") && svg.includes(">1000</text>"));
  }
});

Deno.test("plotSvg() draws something for a series that says nothing", () => {
  for (const rows of [[[null]], [[null], [null]], [[5]], [[5], [5]]]) {
    const svg = plotSvg(seriesOf(rows), about);
    assert.ok(!/NaN|Infinity|undefined/.test(svg), JSON.stringify(rows));
  }
});

import assert from "node:assert/strict";
import { npyFile } from "../../../benchmarks/scits/npy.ts";
import type { SeriesCarrier, SeriesPart } from "../../../scoring/messages.ts";
import { inlineMedia } from "../../../scoring/picture/drawn.ts";
import { flacDecoder } from "./read_flac.ts";
import { plotRasteriser, type SeriesTools, spellSeries } from "./spell_series.ts";

const text = { kind: "ts-text/1", maxValues: 4, view: "spread" } as const;

function partOf(carrier: SeriesCarrier, extra: Partial<SeriesPart> = {}): SeriesPart {
  return {
    type: "series",
    series: inlineMedia(new Uint8Array(1), "text/csv"),
    format: "csv",
    rate: null,
    channels: [],
    carrier,
    ...extra,
  };
}

async function spelled(part: SeriesPart, bytes: string | Uint8Array, notes: string[] = []) {
  await using raster = await plotRasteriser();
  await using flac = flacDecoder();
  const tools: SeriesTools = { raster, flac, onNote: (note) => notes.push(note) };
  const file = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  return new TextDecoder().decode(await spellSeries(part, file, tools));
}

Deno.test("a series as text is what stands inside a JSON string", async () => {
  const part = partOf(text, { channels: ['a "b"'], rate: 2 });
  const said = await spelled(part, "1,X\n2,0.123456789\n");
  assert.equal(
    JSON.parse(`"${said}"`),
    'Time series: 2 points, 2 channels, sampling rate 2 Hz.\na "b": 1, 2\nch2: X, 0.123457',
  );
});

Deno.test("a series that is too long is cut as its view says, or not sent at all", async () => {
  const long = "1\n2\n3\n4\n5\n6\n7\n8\n";
  assert.match(await spelled(partOf(text), long), /\\n1, 3, 5, 7$/);
  assert.match(await spelled(partOf({ ...text, view: "last" }), long), /\\n5, 6, 7, 8$/);
  await assert.rejects(spelled(partOf({ ...text, view: "whole" }), long), {
    name: "MediaError",
    message: /must not be cut: raise "maxValues"/,
  });
});

Deno.test("a caption counts points and channels, with the file's own rate where the record has none", async () => {
  const caption = partOf({ kind: "ts-caption/1" });
  assert.equal(await spelled(caption, "1\n2\n"), "The image shows 2 points, 1 channel.");
  assert.equal(
    await spelled({ ...caption, rate: 0.5 }, "1,2\n"),
    "The image shows 1 points, 2 channels, sampling rate 0.5 Hz.",
  );
});

Deno.test("a native series is a file of single precision with nothing missing", async () => {
  const notes: string[] = [];
  const url = await spelled(partOf({ kind: "native" }), "1,1e39\nX,2\n3,X\n", notes);
  const wanted = npyFile([1, 2, 2, 2, 3, 2], [3, 2]).toBase64();
  assert.equal(url, `data:time_series/npy;base64,${wanted}`);
  assert.match(notes.join(), /3 points, too few for a single token/);
  const one = await spelled(partOf({ kind: "native" }), "1\n2\n".repeat(50), notes);
  assert.match(atob(one.split(",")[1] ?? ""), /'shape': \(100,\)/);
  assert.equal(notes.length, 1);
});

Deno.test("a plot is a PNG of the size that its channels ask for, equal for equal series", async () => {
  const part = partOf({ kind: "ts-plot/1", axis: "index" });
  await using raster = await plotRasteriser();
  await using flac = flacDecoder();
  for (const [channels, height] of [[1, 448], [2, 320], [12, 1792]] as const) {
    const row = Array(channels).fill("1.5").join(",");
    const file = new TextEncoder().encode(`${row}\n${row.replaceAll("1.5", "2")}`);
    const [url, again] = await Promise.all(
      [0, 1].map(async () =>
        new TextDecoder().decode(await spellSeries(part, file, { raster, flac }))
      ),
    );
    assert.ok(url !== undefined && url === again);
    const png = Uint8Array.fromBase64(url.slice("data:image/png;base64,".length));
    const view = new DataView(png.buffer);
    assert.deepEqual([view.getUint32(16), view.getUint32(20)], [1120, height]);
  }
});

Deno.test("a file that is no series is a sentence with its place", async () => {
  const part = partOf(text, {
    series: {
      origin: { kind: "zip", path: "scits.zip", entry: "a/1.csv" },
      sha256: "0".repeat(64),
      bytes: 9,
      mediaType: "text/csv",
    },
  });
  await assert.rejects(spelled(part, "a,b\n"), {
    name: "MediaError",
    message:
      'Cannot read "a/1.csv" of "scits.zip" as CSV: line 1 column 1 must be a number or "X": ' +
      'found "a"',
  });
});

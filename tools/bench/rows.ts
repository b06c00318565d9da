/**
 * `rows_rss_growth`: peak resident memory while 2,000,000 rows of SciReasoner's full set are read out
 * of an archive and made into samples, over that of 500,000, from where on buffers are collected as
 * fast as they are made; `rows_rss_mb_2m`: the peak itself; `rows_per_s`. Each reading is a process of
 * its own and tells its own peak.
 *
 * @module
 */
import { BlobWriter, TextReader, ZipWriter } from "@zip.js/zip.js";
import { report } from "./figures.ts";

const ENTRY = "SciReasoner/GUE-test/tf-h-0/test/data.json";
const folder = await Deno.makeTempDir({ prefix: "assay_bench_" });

/** The rows of one file as text, piece by piece. */
function rows(count: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      const until = Math.min(at + 1_000, count);
      let text = at === 0 ? "[" : "";
      for (; at < until; at++) {
        const record = {
          input: `<dna>${"ACGTTGCA".repeat(20)}${at}</dna> Does a promoter lie in this stretch?`,
          output: "Here is what was found.",
          meta_data: { label: at % 2 === 0 ? "positive" : "negative" },
        };
        text += `${at === 0 ? "" : ","}${JSON.stringify(record)}`;
      }
      controller.enqueue(encoder.encode(at < count ? text : `${text}]`));
      if (at >= count) controller.close();
    },
  });
}

async function archive(count: number): Promise<string> {
  const path = `${folder}/${count}.zip`;
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false, level: 1 });
  await zip.add(ENTRY, rows(count));
  await zip.add("README.md", new TextReader("rows of ours"));
  await Deno.writeFile(path, (await zip.close()).stream());
  return path;
}

async function reading(count: number): Promise<{ readonly peakMb: number; readonly perS: number }> {
  const { stdout, success } = await new Deno.Command("deno", {
    args: [
      "run",
      "--allow-read",
      `--allow-write=${folder}`,
      "--allow-env",
      new URL("./rows_read.ts", import.meta.url).href,
      await archive(count),
      folder,
      String(count),
    ],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`Reading ${count} rows failed`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

const small = await reading(500_000);
const large = await reading(2_000_000);
await Deno.remove(folder, { recursive: true });
report([
  { name: "rows_rss_mb_2m", value: large.peakMb, unit: "MB", target: null },
  { name: "rows_rss_growth", value: large.peakMb / small.peakMb, unit: "ratio", target: "<= 1.3" },
  { name: "rows_per_s", value: large.perS, unit: "rows/s", target: null },
]);

/**
 * `pictures_tsv_*` and `pictures_parquet_*`: 5,000 requests with a picture of 2 MB each, out of a table
 * with base64 and out of Parquet: requests a second over those of a bare loop that sends as many bytes,
 * peak resident memory, and that of the second half over the first. 200 pictures are distinct, which
 * keeps the files small; every request reads its picture anew.
 *
 * @module
 */
import { fileWriter, parquetWriteRows } from "hyparquet-writer";
import { png } from "../../runners/media/test_pictures.ts";
import { type Figure, report } from "./figures.ts";
import { serverProcess } from "./sim_process.ts";

const SAMPLES = 5_000;
const DISTINCT = 200;
const PICTURE_BYTES = 2_000_000;
/** Rows of a row group, as the hub writes them; each group has four of the pictures. */
const GROUP = 100;

const encoder = new TextEncoder();
const folder = await Deno.makeTempDir({ prefix: "assay_bench_" });

const picture = (number: number) => png(1_000 + number, 700, PICTURE_BYTES - 57);

async function writeTable(path: string): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const writer = file.writable.getWriter();
  await writer.write(encoder.encode("index\timage\tquestion\n"));
  for (let i = 0; i < SAMPLES; i++) {
    const cell = i < DISTINCT ? picture(i).toBase64() : String(i % DISTINCT);
    await writer.write(encoder.encode(`${i}\t${cell}\tWhat is to be seen?\n`));
  }
  await writer.close();
}

function writeParquet(path: string): void {
  function* rows() {
    for (let group = 0; group * GROUP < SAMPLES; group++) {
      const pictures = Array.from(
        { length: DISTINCT * GROUP / SAMPLES },
        (_, i) => picture(group * DISTINCT * GROUP / SAMPLES + i),
      );
      for (let i = 0; i < GROUP; i++) {
        yield {
          index: String(group * GROUP + i),
          image: pictures[i % pictures.length],
          question: "What is to be seen?",
        };
      }
    }
  }
  parquetWriteRows({
    writer: fileWriter(path),
    rows: rows(),
    columns: [
      { name: "index", type: "STRING" },
      { name: "image", type: "BYTE_ARRAY", statistics: false },
      { name: "question", type: "STRING" },
    ],
    rowGroupSize: GROUP,
  });
}

interface Measured {
  readonly perS: number;
  readonly preparingS: number;
  /** Peaks in megabytes: before anything is asked, and of each half of the asks. */
  readonly preparing: number;
  readonly early: number;
  readonly late: number;
}

/** What a script of this folder prints. */
async function told<Result>(script: string, args: readonly string[]): Promise<Result> {
  const { stdout, success } = await new Deno.Command("deno", {
    args: [
      "run",
      "--allow-read",
      `--allow-write=${folder}`,
      "--allow-env",
      "--allow-net=127.0.0.1",
      "--allow-sys=hostname,statfs",
      new URL(script, import.meta.url).href,
      ...args,
    ],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`"${script}" failed`);
  return JSON.parse(new TextDecoder().decode(stdout)) as Result;
}

async function measure(path: string, name: string): Promise<Figure[]> {
  await using server = await serverProcess(new URL("./sink_server.ts", import.meta.url));
  const bare = async () =>
    (await told<{ perS: number }>("./pictures_bare.ts", [server.url, String(PICTURE_BYTES)])).perS;
  const before = await bare();
  const run = await told<Measured>("./pictures_run.ts", [
    server.url,
    path,
    `${folder}/${name}`,
    String(SAMPLES),
  ]);
  const after = await bare();
  const { perS, preparingS, preparing, early, late } = run;
  await Deno.stderr.write(encoder.encode(
    `${name}: bare ${before.toFixed(0)} and ${after.toFixed(0)}/s, run ${perS.toFixed(0)}/s, ` +
      `prepared in ${preparingS.toFixed(1)} s, peaks ` +
      `${[preparing, early, late].map((peak) => peak.toFixed(0)).join(", ")} MB\n`,
  ));
  return [
    {
      name: `pictures_${name}_ratio`,
      value: perS / ((before + after) / 2),
      unit: "ratio",
      target: ">= 0.6",
    },
    {
      name: `pictures_${name}_rss_mb`,
      value: Math.max(preparing, early, late),
      unit: "MB",
      target: "<= 400",
    },
    { name: `pictures_${name}_rss_growth`, value: late / early, unit: "ratio", target: "<= 1.2" },
  ];
}

try {
  await writeTable(`${folder}/pictures.tsv`);
  writeParquet(`${folder}/pictures.parquet`);
  const table = await measure(`${folder}/pictures.tsv`, "tsv");
  report([...table, ...await measure(`${folder}/pictures.parquet`, "parquet")]);
} finally {
  await Deno.remove(folder, { recursive: true });
}

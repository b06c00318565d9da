import { dirname } from "node:path";
import { renderSampleHtml } from "../../results/render/sample_html.ts";
import { renderSampleText } from "../../results/render/sample_text.ts";
import { writeAtomically } from "../../results/run_folder.ts";
import { openMedia } from "../../runners/media/open_media.ts";
import { listSamples, type SampleLine } from "../../runners/sample_list.ts";
import { showSample } from "../../runners/show.ts";
import { rasteriser } from "../../runners/tools/raster/raster.ts";
import type { ShowFlags } from "../commands/show.ts";
import { resolveDataDir, resolveRunsDir } from "../config/resolve.ts";
import { parseBenchmarks } from "../config/selection.ts";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { ensureWritable } from "../permissions.ts";
import { printable, printableLine } from "../printable.ts";
import { textTable } from "../text_table.ts";

const LISTED = 50;

/** `assay show`: one sample of a run, or which samples there are. */
export async function show(
  runId: string,
  sample: string | undefined,
  flags: ShowFlags,
  io: Io,
): Promise<void> {
  const runsDir = resolveRunsDir(flags, null);
  const column = flags.column ?? null;
  if (sample === undefined) {
    if (flags.html !== undefined) {
      throw new UsageError("Cannot write a page without a sample: name one, as the list does");
    }
    const benchmarks = flags.benchmark === undefined
      ? null
      : [...(await parseBenchmarks(flags.benchmark)).keys()];
    const limit = flags.limit ?? LISTED;
    const outcome = flags.outcome ?? null;
    const lines = await listSamples({ runsDir, runId, column, benchmarks, outcome, limit });
    io.out(
      flags.json === true
        ? `${JSON.stringify({ schemaVersion: 1, samples: lines }, null, 2)}\n`
        : listText(lines, limit),
    );
    return;
  }
  const dataDir = resolveDataDir(flags, null);
  using media = openMedia({ dataDir, env: io.env });
  await using raster = rasteriser();
  const view = await showSample({
    runsDir,
    runId,
    sample,
    column,
    media,
    raster,
    repeat: (flags.repeat ?? 1) - 1,
    env: io.env,
    signal: io.signal,
  });
  if (view.private === true && (flags.html !== undefined || flags.json === true)) {
    throw new UsageError(
      `Cannot write "${view.benchmark}/${view.task}" to a page or document as its data may not be ` +
        `shown to others: look at it in the terminal`,
    );
  }
  if (flags.html !== undefined) {
    const page = renderSampleHtml(view);
    if (flags.html === "-") return io.out(page);
    await ensureWritable(dirname(flags.html));
    await writeAtomically(flags.html, page);
    io.err(`Wrote ${flags.html}\n`);
    return;
  }
  io.out(
    flags.json === true
      ? `${JSON.stringify({ schemaVersion: 1, ...view }, null, 2)}\n`
      : renderSampleText(view, { clean: printable, full: flags.full === true }),
  );
}

function listText(lines: readonly SampleLine[], limit: number): string {
  if (lines.length === 0) return "No sample of the run is like that.\n";
  const table = textTable(
    [{ title: "sample" }, { title: "repeat", align: "right" }, { title: "outcome" }, {
      title: "answer",
    }],
    lines.map(({ sample, repeat, outcome, answer }) => [
      printableLine(sample, 60),
      String(repeat + 1),
      outcome,
      printableLine(answer ?? "-", 50),
    ]),
  );
  const more = lines.length < limit ? "" : `The first ${limit}: --limit shows more.\n`;
  return `${table}\n${more}`;
}

import { type Source, sourceFiles, type Task } from "../benchmarks/define.ts";
import type { Json } from "../scoring/json.ts";
import { DatasetError, recordFailure } from "./data/errors.ts";
import { type DataOptions, openRecords } from "./data/load.ts";

/** The support records of a task, and where they came from. */
export interface ReadSupport {
  /** As the task's own check made them. */
  readonly records: readonly unknown[];
  readonly pedigree: { readonly [key: string]: Json };
}

/** They stand in memory together: a file with more is not one of examples. */
export const MAX_SUPPORT_RECORDS = 10_000;

/** The self-written support records of a task; `undefined` for a task without. */
export function demoSupport({ support }: Task): readonly unknown[] | undefined {
  return support?.demo.map((record) => support.check(record));
}

/**
 * Reads the support records of a task whole; `null` for a task without. Where the user gave the
 * archive that holds the task's records and its support, both are read from it; any other file of
 * theirs takes the place of the records alone.
 *
 * @param options As for the task's own records
 * @throws {DatasetError} with file and row
 */
export async function readSupport(
  { source, support }: Task,
  options: DataOptions,
): Promise<ReadSupport | null> {
  if (support === undefined) return null;
  const file = supportFile({ source, support }, options.file ?? null);
  const opened = await openRecords(support.source, { ...options, file });
  const records: unknown[] = [];
  for await (const { record, row } of opened.records()) {
    if (records.length === MAX_SUPPORT_RECORDS) {
      throw new DatasetError({
        kind: "changed",
        path: opened.path,
        row,
        message: `Cannot use "${opened.path}": wanted at most ${MAX_SUPPORT_RECORDS} records to ` +
          `make prompts with, found more: is this the right file`,
      });
    }
    try {
      records.push(support.check(record));
    } catch (cause) {
      throw recordFailure(cause, opened.path, row);
    }
  }
  return {
    records,
    pedigree: {
      source: sourceAddress(support.source),
      file,
      sha256: opened.sha256,
      revision: opened.revision,
      records: records.length,
    },
  };
}

/** The user's own file that the support is read from; `null` for the published one. */
export function supportFile(
  { source, support }: { readonly source: Source; readonly support: { readonly source: Source } },
  file: string | null,
): string | null {
  // Support out of the records' own file is out of whatever takes its place.
  if (
    sourceAddress(source) === sourceAddress(support.source) && source.entry === support.source.entry
  ) {
    return file;
  }
  const together = source.kind === "url" && support.source.kind === "url" &&
    source.url === support.source.url;
  return together && file !== null && /\.zip$/i.test(file.slice(-4)) ? file : null;
}

/** A source in one line, for the manifest. */
export function sourceAddress(source: Source): string {
  return sourceFiles(source)
    .map((file) => file.kind === "hub" ? `hub:${file.repo}/${file.path}` : file.url)
    .join(" ");
}

import { basename, dirname, join } from "node:path";
import type { MediaColumn, Source } from "../../../benchmarks/define.ts";
import { fileDigest } from "../digest.ts";
import { DatasetError } from "../errors.ts";
import { expectedOf, mismatch } from "../expected.ts";
import { type DataOptions, downloadSource, findFile, insteadOf, type Located } from "../locate.ts";
import type { FetchedData } from "../state.ts";
import { diskFolder, type MediaFolder, zipFolder } from "./folder.ts";

/** An archive that pictures or series are read from, for the manifest. */
export interface MediaArchive {
  readonly source: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Where the columns of one source lead. */
export interface MediaPlaces {
  readonly archives: readonly MediaArchive[];
  /** Opens the folder or archive that a column's paths lead into. */
  open(column: MediaColumn): MediaFolder;
}

/** The archives that the columns of a source name, each once. */
export function archivesOf(source: Source): readonly Source[] {
  const found = new Map<string, Source>();
  for (const { archive } of source.media ?? []) {
    if (archive !== undefined) found.set(addressOf(archive), archive);
  }
  return [...found.values()];
}

/**
 * Finds or downloads the archives that the columns of a source name, and checks their digests. Where
 * the user gave a file of records, its own folder comes first: a folder or an archive there of the
 * published name is taken instead.
 *
 * @param located The file of records
 * @param zipped The records are in an archive themselves
 * @throws {DatasetError}
 */
export async function openPlaces(
  source: Source,
  located: Located,
  zipped: boolean,
  options: DataOptions,
): Promise<MediaPlaces> {
  const beside = dirname(located.path);
  const archives: MediaArchive[] = [];
  const paths = new Map<string, string>();
  for (const archive of archivesOf(source)) {
    const path = located.own ? await ownPlace(source, archive, beside) : null;
    const found = path === null ? await archiveFile(archive, options) : null;
    if (path === null || await isFile(path)) {
      const place = path ?? (found as Located).path;
      const { bytes, sha256 } = await fileDigest(place, options.dataDir, options);
      archives.push({ source: addressOf(archive), path: place, bytes, sha256 });
      paths.set(addressOf(archive), place);
    }
  }
  return {
    archives,
    open({ archive }) {
      const path = archive === undefined ? undefined : paths.get(addressOf(archive));
      if (path !== undefined) return zipFolder(path);
      return zipped ? zipFolder(located.path) : diskFolder(beside);
    },
  };
}

/**
 * Downloads an archive of pictures or series unless it is here, and checks its digest.
 *
 * @throws {DatasetError}
 */
export async function fetchArchive(archive: Source, options: DataOptions): Promise<FetchedData> {
  const { path, revision, fresh } = await archiveFile(archive, options);
  const { bytes, sha256 } = await fileDigest(path, options.dataDir, options);
  return { path, bytes, sha256, records: 0, revision, downloaded: fresh, notes: [] };
}

/** A folder or archive beside the user's own file that stands for a published archive. */
async function ownPlace(
  source: Source,
  archive: Source,
  beside: string,
): Promise<string | null> {
  const folders = (source.media ?? []).flatMap(({ archive: theirs, folder }) =>
    theirs !== undefined && addressOf(theirs) === addressOf(archive) && folder !== undefined
      ? [join(beside, folder)]
      : []
  );
  const name = archive.kind === "hub" ? archive.path : new URL(archive.url).pathname;
  for (const path of [...folders, join(beside, basename(name))]) {
    if (await Deno.stat(path).then(() => true, () => false)) return path;
  }
  return null;
}

async function archiveFile(archive: Source, options: DataOptions): Promise<Located> {
  const folder = options.file ? await isFile(options.file) ? null : options.file : null;
  const wanted = { ...options, file: folder };
  const found = await findFile(archive, wanted);
  if (found === null) return await downloadSource(archive, { ...options, file: null });
  const wrong = mismatch(
    await fileDigest(found.path, options.dataDir, options),
    expectedOf(archive),
  );
  if (wrong !== null) throw changedArchive(found.path, wrong, options);
  return found;
}

function changedArchive(path: string, wrong: string, options: DataOptions): DatasetError {
  return new DatasetError({
    kind: "changed",
    path,
    message: `Cannot use "${path}": it is not what was published: ${wrong}: download it again ` +
      `with "assay fetch${options.benchmark === undefined ? "" : ` -b ${options.benchmark}`}", ` +
      `or ${insteadOf(options)}`,
  });
}

function addressOf(source: Source): string {
  return source.kind === "hub"
    ? `hub:${source.repo}/${source.path}@${source.revision}`
    : source.url;
}

async function isFile(path: string): Promise<boolean> {
  return await Deno.stat(path).then((info) => info.isFile, () => false);
}

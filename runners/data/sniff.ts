/** What the first bytes of a file say about it, whatever its name says. */
export type Sniffed =
  | "empty"
  | "parquet"
  | "zip"
  | "gzip"
  | "html"
  | "lfs-pointer"
  | "utf-16"
  | "other";

/** Bytes {@linkcode sniff} wants to see. */
export const SNIFF_BYTES = 1_024;

const LFS = "version https://git-lfs.github.com/spec/";

/** Looks at the beginning of a file. */
export function sniff(head: Uint8Array): Sniffed {
  if (head.length === 0) return "empty";
  const at = (index: number) => head[index] ?? -1;
  const ascii = (text: string) => [...text].every((char, i) => at(i) === char.charCodeAt(0));
  if (ascii("PAR1")) return "parquet";
  // A local file header, or the end record of an archive without entries.
  if (ascii("PK\u0003\u0004") || ascii("PK\u0005\u0006")) return "zip";
  if (at(0) === 0x1f && at(1) === 0x8b) return "gzip";
  if ((at(0) === 0xff && at(1) === 0xfe) || (at(0) === 0xfe && at(1) === 0xff)) return "utf-16";
  const text = new TextDecoder().decode(head.subarray(0, SNIFF_BYTES)).trimStart().toLowerCase();
  if (text.startsWith(LFS)) return "lfs-pointer";
  if (text.startsWith("<!doctype html") || text.startsWith("<html")) return "html";
  return "other";
}

/** How a sentence calls what was found. */
export const SNIFFED_NAME: Readonly<Record<Sniffed, string>> = {
  empty: "an empty file",
  parquet: "a Parquet file",
  zip: "a ZIP archive",
  gzip: "a gzip file (unpack it first)",
  html: "an HTML page",
  "lfs-pointer": 'a Git LFS pointer, not the data (run "git lfs pull" where it was cloned)',
  "utf-16": "UTF-16 text (save it as UTF-8)",
  other: "something else",
};

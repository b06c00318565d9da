import type { LeakTest } from "../web_tools.ts";

/** Shortest part of a question that tells its page from others. */
const TELLING = 40;
/** As much of a long question is looked for: snippets and copies are cut off. */
const LOOKED_FOR = 100;

/**
 * True for what holds GAIA itself: its own address, mirrors of its files, pages with its columns, and
 * pages that hold the question being asked.
 *
 * Gaia is also a telescope: its catalogues are no mirrors.
 */
export const holdsGaia: LeakTest = ({ url, text }, question) =>
  isGaiaAddress(url) || hasColumns(text) || hasQuestion(text, question);

const CATALOGUE = /gaia[-_ /]?e?dr[1-9]/;
const DATA_SET = /\/datasets\/[^/]{1,100}\/[^/]{0,100}gaia/;
const DATA_FILE =
  /[/_-]gaia[/_-](?:[^?#]{0,200}[/_-])?[^/?#]{0,100}\.(?:jsonl?|parquet|csv|tsv)(?:$|[?#])/;

function isGaiaAddress(url: string): boolean {
  const address = unescaped(url.slice(0, 4_000)).toLowerCase();
  if (address.includes("gaia-benchmark")) return true;
  return !CATALOGUE.test(address) && (DATA_SET.test(address) || DATA_FILE.test(address));
}

function unescaped(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** Its rows are told by a column that nothing else has. */
function hasColumns(text: string): boolean {
  return /annotator[ _]metadata/i.test(text) && /final[ _]answer/i.test(text);
}

function hasQuestion(text: string, question: string): boolean {
  const wanted = words(question).slice(0, LOOKED_FOR);
  return wanted.length >= TELLING && words(text).includes(wanted);
}

/** Letters and digits alone: copies differ in blanks, quotes and marks. */
function words(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

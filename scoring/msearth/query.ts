import { firstCharacter } from "../python/characters.ts";
import { PY_WHITESPACE, pyStrip, pyStripStart } from "../python/text.ts";

/** A question of MSEarth as VLMEvalKit's table has it; a missing option is empty. */
export type MsearthRow = {
  readonly question: string;
  readonly A: string;
  readonly B: string;
  readonly C: string;
  readonly D: string;
  /** First letter of the gold answer in upper case, unchecked. */
  readonly answer: string;
};

const BLANKS = `[${PY_WHITESPACE}]*`;
/** Python's `i` has four forms and its `s` three when case is ignored. */
const I = "[iI\\u0131\\u0130]";
const S = "[sS\\u017f]";
const CAPTION = new RegExp(
  `^${BLANKS}<${I}[mM][aA][gG][eE]>${BLANKS}[cC][aA][pP][tT]${I}[oO][nN]:`,
);
const OPTIONS = new RegExp(`[oO][pP][tT]${I}[oO][nN]${S}:`);
const OPTION = new RegExp(`([A-D])\\.${BLANKS}([^\\n]+)`, "g");

/**
 * Takes a hub record's `query` apart into question and options, and the letter out of its
 * `response`. The caption stays in front of the question; options on one line are a single option;
 * `OPTIONS:` in capitals alone gives none, and there is no option E.
 *
 * Upstream: `VLMEvalKit@c0e00dbe vlmeval/dataset/image_mcq.py:MSEarthMCQ.load_data`, the first
 * version of the loader.
 *
 * @throws {RangeError} if `response` is blank
 */
export function parseQuery(query: string, response: string): MsearthRow {
  const letter = firstCharacter(pyStrip(response));
  if (letter === "") throw new RangeError(`Cannot read the gold answer as the "response" is blank`);
  const caption = CAPTION.exec(query);
  const asked = caption === null ? query : pyStripStart(query.slice(caption[0].length));
  // Upstream looks for this spelling, and then for the first of any.
  const split = asked.includes("Options:") ? OPTIONS.exec(asked) : null;
  const question = split === null ? asked : asked.slice(0, split.index);
  const listed = split === null ? "" : asked.slice(split.index + split[0].length);
  const options: Record<string, string> = {};
  for (const [, name = "", text = ""] of pyStripStart(listed).matchAll(OPTION)) {
    options[name] = pyStrip(text);
  }
  const { A = "", B = "", C = "", D = "" } = options;
  return { question: pyStrip(question), A, B, C, D, answer: letter.toUpperCase() };
}

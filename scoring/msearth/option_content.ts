import { firstCharacter, PY_WORD } from "../python/characters.ts";
import { pyStrip, pyStripStart } from "../python/text.ts";

/** What an answer consists of. */
export interface OptionContent {
  /** `A` to `D` or `a` to `d`. */
  readonly option: string | null;
  readonly content: string | null;
}

const WORD = new RegExp(`^[${PY_WORD}]`, "u");

/**
 * Option letter and content of an answer such as `B. the ridge`: a letter a to d of either case at
 * the start with no word character behind it, at most one of `):.,`, and one line of content. More
 * lines make it no option but all content.
 *
 * Upstream: `xiangyu-mm/MSEarth@4af8757 auto_evaluator/evaluation/evaluation_mcq.py`
 * (`parse_option_and_content`), by Python's rules: white space and word characters are Unicode's, and
 * a final line feed does not count as a line.
 */
export function optionAndContent(answer: string): OptionContent {
  const text = pyStripStart(answer);
  const letter = text.slice(0, 1);
  const behind = text.slice(1);
  if (!/^[a-dA-D]$/.test(letter) || WORD.test(firstCharacter(behind))) {
    return { option: null, content: pyStrip(answer) };
  }
  let rest = pyStripStart(behind);
  if (/^[):.,]/.test(rest)) rest = pyStripStart(rest.slice(1));
  const lineEnd = rest.indexOf("\n");
  if (lineEnd !== -1 && lineEnd !== rest.length - 1) {
    return { option: null, content: pyStrip(answer) };
  }
  const content = pyStrip(rest);
  return { option: letter, content: content === "" ? null : content };
}

/**
 * Whether an answer agrees with the gold answer: the options if the answer has one, case-sensitive,
 * else the contents.
 */
export function sameOption(answer: string, gold: string): boolean {
  const given = optionAndContent(answer);
  const wanted = optionAndContent(gold);
  if (given.option !== null) return given.option === wanted.option;
  return given.content !== null && given.content !== "" && given.content === wanted.content;
}

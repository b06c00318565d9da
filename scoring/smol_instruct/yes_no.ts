import { PY_WORD } from "../python/characters.ts";
import { PY_WHITESPACE, pyStrip } from "../python/text.ts";

/** The two forms in which records hold a yes or no, and `""` for neither. */
export type YesNo = "<BOOLEAN> Yes </BOOLEAN>" | "<BOOLEAN> No </BOOLEAN>" | "";

const S = `[${PY_WHITESPACE}]`;
const END_OF_WORD = `(?![${PY_WORD}])`;
const QUOTES = "[.:'\"\u201c\u2018\u2019\\-]";

/**
 * Forms of an answer in the order in which they are tried. The second is upstream's without its
 * unbounded tail and with its blanks in an order that cannot be split two ways.
 */
const FORMS = [
  `\\\\boxed\\{${S}*(yes|no)${S}*\\}`,
  `[Th]he${S}+answer${S}+is${S}*(?:${QUOTES}+${S}*)?(yes|no)`,
  `answer:${S}*(yes|no)${END_OF_WORD}`,
  `\\*\\*answer:\\*\\*${S}*(yes|no)${END_OF_WORD}`,
  `\\*\\*answer\\*\\*:${S}*(yes|no)${END_OF_WORD}`,
  `<BOOLEAN>${S}*(yes|no)${S}*</BOOLEAN>`,
  `^${S}*(yes|no)[.?!]?${S}*$`,
  `<\\|begin_of_box\\|>${S}*(yes|no)${S}*<\\|end_of_box\\|>`,
].map((source) => new RegExp(source, "iu"));

/** `Yes` in the records' form, or `No`. */
function form(word: string): YesNo {
  return word === "yes" ? "<BOOLEAN> Yes </BOOLEAN>" : "<BOOLEAN> No </BOOLEAN>";
}

/**
 * Reads yes or no: a reply that is nothing else, then eight forms of an answer of which the first that
 * occurs anywhere decides, then how the reply begins or ends ("Nothing", "Casino" are no). `True` and
 * `False` are neither. Linear in the length of the text.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/smolinstruct.py:
 * smolinstruct_acc_0shot_postprocess`.
 */
export function readYesNo(reply: string): YesNo {
  const thought = reply.lastIndexOf("</think>");
  const text = pyStrip(thought === -1 ? reply : reply.slice(thought + "</think>".length));
  const lower = text.toLowerCase();
  if (lower === "yes" || lower === "no") return form(lower);
  for (const pattern of FORMS) {
    // The long s that the expressions take for an s makes no "yes".
    const word = pattern.exec(text)?.[1]?.toLowerCase();
    if (word === "yes" || word === "no") return form(word);
  }
  const bare = pyStrip(lower);
  for (const word of ["yes", "no"]) {
    if (bare.startsWith(word) || bare.endsWith(word)) return form(word);
  }
  return "";
}

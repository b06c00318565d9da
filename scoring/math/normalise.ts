import { PY_WORD } from "../python/characters.ts";
import { PY_WHITESPACE, pyStrip } from "../python/text.ts";
import { UNITS } from "./units.ts";

/** Longest text that is normalised, in UTF-16 units; a longer one is no answer. */
export const MAX_ANSWER_LENGTH = 4096;

const S = `[${PY_WHITESPACE}]`;
const EDGE_BEFORE = `(?<![${PY_WORD}])`;
const EDGE_AFTER = `(?![${PY_WORD}])`;

const LEFT = new RegExp(
  "\\\\m?left(\\\\\\{|\\{|\\\\\\||\\||\\[|\\(|" +
    commands(
      "rbracl|lgroup|lbrace|lbrack|vert|lvert|lceil|lfloor|langle|llcorner|ulcorner",
    ) + ")",
  "g",
);
const RIGHT = new RegExp(
  "\\\\m?right(\\\\\\}|\\}|\\\\\\||\\||\\]|\\)|" +
    commands("rbrack|rgroup|rbrace|vert|rvert|rceil|rfloor|rangle|lrcorner|urcorner") + ")",
  "g",
);

function commands(names: string): string {
  return names.split("|").map((name) => `\\\\${name}`).join("|");
}

/** `(n)_{k}`, which is read as a falling factorial. */
const FALLING = /\(([a-zA-Z0-9+\-*/\\ ]+?)\)_\{([a-zA-Z0-9+\-*/\\ ]+?)\}/g;

const REMOVED = new RegExp(
  [
    "\\\\mathrm\\{th\\}",
    `\\\\!${S}*`,
    `\\\\text${S}*\\{${S}*\\}`,
    "\\\\\\$",
    "\\$",
    `(?<!\\\\)["']`,
    "\\\\displaystyle",
  ].join("|"),
  "g",
);

/** Pattern and replacement; where two match at a place, the upper one does. */
const REPLACED: readonly (readonly [string, string])[] = [
  ["\\\\math(?:rm|it|bf)", "\\text"],
  ["\\\\text(?:normal|bf|it|rm)", "\\text"],
  ["\\\\[dtc]frac", "\\frac"],
  [`${S}\\.`, " 0."],
  ["\\{\\.", "{0."],
  ["~=", "\\approx"],
  [`${S}*\\{${S}*,${S}*\\}`, ","],
  [`(?<![a-zA-Z]),?${S}*(?:and|or)(?![a-zA-Z])`, ","],
  [`,?${S}*\\\\text\\{${S}*(?:and|or)${S}*\\}`, ","],
  [`(?<!\\\\)\\\\${S}`, " "],
  ["infinity", "\\infty"],
  [",?\\\\ldots", " "],
  [`${S}*${EDGE_BEFORE}percentage${EDGE_AFTER}`, "\\%"],
  ["\\\\text\\{percentage\\}", "%"],
  [`${S}*${EDGE_BEFORE}percent${EDGE_AFTER}`, "\\%"],
  ["\\\\text\\{percent\\}", "%"],
  [`${S}*${EDGE_BEFORE}pct${EDGE_AFTER}`, "\\%"],
  ["\\\\text\\{pct\\}", "%"],
  ["(?<!\\\\)inf(?!inity)", "\\infty"],
  [" sqrt", "\\sqrt"],
];
const REPLACED_ANYWHERE = new RegExp(
  REPLACED.map(([pattern]) => `(${pattern})`).join("|"),
  "gu",
);

const LINE_BREAK_IN_COMMAND = /\\\\(?=[a-zA-Z])/g;
const EQUALS = /(?<![\\<!>])=/;
const TEXT_AT_END = /\\(?:text|mbox)\{[^\n]*?\}(?:\^\p{Nd}|\{\^\p{Nd}\})?$/u;
const UNIT_AT_END = new RegExp(
  `([\\p{Nd}}]|${S})${S}*(?:${UNITS.map((unit) => unit.replaceAll(".", "[^\\n]")).join("|")})` +
    `(?:s|es)?${S}*$`,
  "u",
);

/** Longest repetition of units: `70 cm s` loses both. */
const UNIT_PASSES = 2;

/**
 * Brings the LaTeX of an answer into the form that is read and compared: spelling variants of
 * commands, words for commas and percent, the last part of a chain of equations, units. The boxes
 * have been opened before. `""` means there is nothing left.
 *
 * Upstream: `latex2sympy2_extended@02999f5d src/latex2sympy2_extended/math_normalization.py`
 * (`normalize_latex`) with basic latex, equations and units on, nits and malformed operators off.
 *
 * @throws {RangeError} if the text is longer than {@linkcode MAX_ANSWER_LENGTH}
 */
export function normaliseLatex(latex: string): string {
  if (latex.length > MAX_ANSWER_LENGTH) {
    throw new RangeError(
      `Cannot normalise LaTeX longer than ${MAX_ANSWER_LENGTH} characters: current length is ` +
        String(latex.length),
    );
  }
  return pyStrip(withoutUnits(lastOfEquations(plainCommands(latex))));
}

function plainCommands(latex: string): string {
  const text = latex
    .replaceAll("\\mathrm{T}", "T")
    .replaceAll("\\mathrm{d}", "d")
    .replaceAll("{\\rm d}", "d")
    .replaceAll("\\left[\\begin{matrix}", "\\begin{bmatrix}")
    .replaceAll("\\end{matrix}\\right]", "\\end{bmatrix}")
    .replace(LEFT, "$1")
    .replace(RIGHT, "$1")
    .replace(FALLING, "\\frac{($1)!}{(($1)-($2))!}")
    .replace(REMOVED, "")
    .replace(REPLACED_ANYWHERE, (_, ...groups) => {
      const index = groups.findIndex((group) => group !== undefined);
      return REPLACED[index]?.[1] ?? "";
    })
    .replace(/[\n\t]/g, " ");
  return text.includes("matrix") ? text : text.replace(LINE_BREAK_IN_COMMAND, "\\");
}

/** What stands behind the last of several equals signs, unless there is a list. */
function lastOfEquations(text: string): string {
  if (text.includes(",") || text.includes(";")) return text;
  const parts = text.split(EQUALS);
  return parts.length > 2 ? parts.at(-1) ?? text : text;
}

function withoutUnits(text: string): string {
  let bare = text;
  const untexted = pyStrip(bare.replace(TEXT_AT_END, ""));
  if (untexted !== "") bare = untexted;
  for (let pass = 0; pass < UNIT_PASSES; pass++) {
    const unitless = bare.replace(UNIT_AT_END, "$1");
    if (unitless !== "") bare = unitless;
  }
  return bare;
}

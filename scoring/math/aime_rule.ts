import { boxedContent } from "./boxed_content.ts";
import { operation } from "./build.ts";
import { asInteger } from "./exact.ts";
import { evaluate } from "./evaluate.ts";
import { isOnlySymbols, type Operation, type Statement, structureOf } from "./expression.ts";
import { extractAnswer } from "./extract.ts";
import { Undecided } from "./fraction.ts";
import { MAX_ANSWER_LENGTH, normaliseLatex } from "./normalise.ts";
import { type Parsed, parseLatex } from "./parse.ts";

/** What the rule made of a reply. */
export interface AimeVerdict {
  /** True only when the rule is sure. */
  readonly correct: boolean;
  /** The answer as it was found and normalised; `null` where there is none. */
  readonly text: string | null;
  /** The answer as a plain integer, for votes; `null` where the rule sees none. */
  readonly integer: string | null;
}

const NO_ANSWER: AimeVerdict = { correct: false, text: null, integer: null };

/**
 * Decides whether the answer of a reply is an integer: the gold value, or the gold text to the letter.
 *
 * Extraction and normalisation are those of Math-Verify with OpenCompass's settings; values are exact.
 * What is beyond the arithmetic here (variables that cancel, cube roots, integrals) is not correct:
 * a judge sees it next. Linear in the length of a reply up to a logarithm, and bounded in the work on
 * the answer it gives; an answer longer than {@linkcode MAX_ANSWER_LENGTH} is none.
 *
 * Quirks kept for parity: of `\boxed{2x=140}` and `\boxed{f(5)=70}` no value is taken, of `x=70` and
 * `|S|=70` it is; `7 0` is no 70; `2(35)` is 37; `70!` is a factorial; `\text{70}` is 70; `$\boxed{70}$%`
 * is right for 70, its text being the same.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/evaluator/math_evaluator.py` with
 * `Math-Verify@5d148cfa` and `latex2sympy2_extended@02999f5d`.
 *
 * @param gold An integer as text, leading zeros allowed; for any other text only the letter counts
 */
export function aimeRule(reply: string, gold: string): AimeVerdict {
  const answer = answerOf(reply);
  if (answer === null) return NO_ANSWER;
  const goldText = normaliseLatex(gold.slice(0, MAX_ANSWER_LENGTH));
  const goldValue = integerOf(valueIn(goldText));
  const value = integerOf(answer.value);
  const sameValue = value !== null && value === goldValue;
  const sameText = answer.text !== null && answer.text === goldText;
  return { correct: sameValue || sameText, text: answer.text, integer: value };
}

interface Answer {
  readonly text: string | null;
  /** `null` where there is no value, or nothing is known of it. */
  readonly value: Statement | null;
}

function answerOf(reply: string): Answer | null {
  const extraction = extractAnswer(reply);
  const opened = extraction?.parts.map((part) => ({
    latex: boxedContent(part.content, part.boxes),
    percent: part.percent,
  }));
  if (opened === undefined || opened.some(({ latex }) => latex.length > MAX_ANSWER_LENGTH)) {
    return null;
  }
  const parts = opened.map(({ latex, percent }) => {
    const text = normaliseLatex(latex);
    const parsed = parseLatex(text);
    return { text, parsed: percent ? hundredth(parsed) : parsed };
  });
  const [first] = parts;
  if (first === undefined) return null;
  const values = parts.map(({ parsed }) => parsed.kind === "parsed" ? parsed.statement : null);
  // Upstream makes a set of several answers, if it can read them all; otherwise the first one stands.
  const together = parts.length > 1 && parts.every(({ parsed }) => parsed.kind !== "failed");
  if (!together) return { text: textOrNull(first.text), value: values[0] ?? null };
  return {
    text: textOrNull(parts.map(({ text }) => text).join(" and ")),
    value: united(values),
  };
}

/** The set of all values, where each is known. */
function united(values: readonly (Statement | null)[]): Statement | null {
  const elements: Statement[] = [];
  for (const value of values) {
    if (value === null) return null;
    elements.push(...(value.type === "set" ? value.elements : [value]));
  }
  return { type: "set", elements };
}

function textOrNull(text: string): string | null {
  return text === "" ? null : text;
}

/** A hundredth of what was read. Upstream has none of an equation; of lists nothing is known. */
function hundredth(parsed: Parsed): Parsed {
  if (parsed.kind !== "parsed") return parsed;
  switch (parsed.statement.type) {
    case "relation":
      return { kind: "failed" };
    case "chain":
    case "set":
    case "tuple":
    case "interval":
      return { kind: "unsupported" };
    default:
      return { kind: "parsed", statement: operation("percent", parsed.statement) };
  }
}

function valueIn(text: string): Statement | null {
  const parsed = parseLatex(text);
  return parsed.kind === "parsed" ? parsed.statement : null;
}

const PLAIN_INTEGER = /^(?:0|-?[1-9][0-9]*)$/;

/** The integer that a statement amounts to, as decimal digits; `null` where that is not certain. */
function integerOf(statement: Statement | null): string | null {
  if (statement === null) return null;
  switch (statement.type) {
    case "tuple":
      return null;
    case "interval": {
      const [from, to] = statement.elements;
      const point = statement.closed && structureOf(from) === structureOf(to);
      return point ? integerOf(from) : null;
    }
    case "relation": {
      const assigns = statement.relation === "equal" && isOnlySymbols(statement.left);
      return assigns ? integerOf(statement.right) : null;
    }
    case "chain": {
      const [first] = statement.relations;
      const assigns = first !== undefined && isOnlySymbols(first.left) &&
        statement.relations.every(({ relation }) => relation === "equal");
      return assigns ? integerOf(statement.relations.at(-1)?.right ?? null) : null;
    }
    case "set": {
      const different = new Map(
        statement.elements.map((element) => [structureOf(element), element]),
      );
      const [only, ...more] = different.values();
      if (only === undefined) return null;
      return more.length === 0 ? integerOf(only) : commonInteger([only, ...more]);
    }
    case "symbol":
      // A name made of digits comes from `\text{70}`.
      return PLAIN_INTEGER.test(statement.name) ? statement.name : null;
    default:
      try {
        return asInteger(evaluate(statement))?.toString() ?? null;
      } catch (cause) {
        if (cause instanceof Undecided) return null;
        throw cause;
      }
  }
}

/** The integer that all of several are. Upstream sees it when they are written in plain ways. */
function commonInteger(nodes: readonly [Statement, ...Statement[]]): string | null {
  const value = integerOf(nodes[0]);
  return nodes.every((node) => isPlain(node) && integerOf(node) === value) ? value : null;
}

const PLAIN_OPERATIONS: ReadonlySet<Operation> = new Set([
  "add",
  "multiply",
  "divide",
  "power",
  "floor",
  "ceiling",
]);

function isPlain(node: Statement): boolean {
  return node.type === "number" ||
    (node.type === "operation" && PLAIN_OPERATIONS.has(node.operation) && node.args.every(isPlain));
}

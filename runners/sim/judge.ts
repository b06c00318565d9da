import { sameAnswer } from "./same_answer.ts";

/** What a grader prompt asks to compare, and the form of verdict it wants. */
export interface GraderPrompt {
  /** `""` where the judge only extracts. */
  readonly gold: string;
  readonly prediction: string;
  /**
   * `letter`: A or B. `boxed`: `\boxed{Correct}` or `\boxed{Incorrect}`. `number`: the number the
   * prediction arrives at. `option`: the letters of the options it means. `score`: 0 to 9.
   */
  readonly form: "letter" | "boxed" | "number" | "option" | "score";
}

/** Longest heading line looked at when a prompt has no labelled blocks. */
const HEADING_CHARS = 60;

/**
 * Recognises a grader prompt: the labelled blocks of the A/B contract, or the prompt that ends in a
 * boxed verdict, whose data stand in such blocks or under headings "Model Solution" and "Golden
 * Answer", or the prompt that shows no gold and wants a number extracted; the prompts that match an
 * answer with options, and the one that wants a score. `null` for any other.
 */
export function readGraderPrompt(text: string): GraderPrompt | null {
  const framed = framedPrompt(text);
  if (framed !== null) return framed;
  const form = text.includes("\\boxed{Correct}") && text.includes("\\boxed{Incorrect}")
    ? "boxed"
    : "letter";
  const blocks = labelledBlocks(text);
  if (blocks !== null) return { ...blocks, form };
  if (form === "letter") return extractionPrompt(text);
  const sections = headedSections(text);
  return sections === null ? null : { ...sections, form };
}

/** The verdict on a grader prompt; `right` false turns it round. */
export function verdictText(grader: GraderPrompt, right: boolean): string {
  if (grader.form === "number") return extractedNumber(grader.prediction, right);
  if (grader.form === "option") return right ? meantOptions(grader.prediction) : "Z";
  const correct = sameAnswer(grader.prediction, grader.gold) === right;
  if (grader.form === "score") return correct ? "9" : "0";
  if (grader.form === "letter") return correct ? "A" : "B";
  const word = correct ? "Correct" : "Incorrect";
  return "<thinking>\nSimulated comparison of the final answer with the golden answer.\n" +
    `</thinking>\n\\boxed{${word}}`;
}

/** How prompts that are no blocks frame what is to be judged: from the last opening to the closing. */
const FRAMES = [
  { form: "option", open: "\nAnswer: ", close: "\nYour output: " },
  { form: "option", open: "\n答案: ", close: "\n输出: " },
  { form: "option", open: "\nAnswer: ", close: "\n------\nReply with the capital letters" },
  { form: "score", open: "\n# Prediction\n", close: "\n\n# Rules\n" },
] as const;

function framedPrompt(text: string): GraderPrompt | null {
  for (const { form, open, close } of FRAMES) {
    const end = text.lastIndexOf(close);
    const begin = end === -1 ? -1 : text.lastIndexOf(open, end);
    if (begin === -1) continue;
    const prediction = text.slice(begin + open.length, end);
    if (form === "option") return { gold: "", prediction, form };
    const gold = between(text, "\n# Right answer\n", "\n\n# Prediction\n", 0);
    if (gold !== null) return { gold: gold.content, prediction, form };
  }
  return null;
}

/** Letters that stand alone at the end of a prediction; Z where none does. */
function meantOptions(prediction: string): string {
  const letters = prediction.slice(-NUMBER_CHARS).match(/(?<![A-Za-z])[A-J](?![A-Za-z])/g) ?? [];
  return letters.length === 0 ? "Z" : [...new Set(letters)].join("");
}

/** Longest end of a prediction that a number is looked for in. */
const NUMBER_CHARS = 2_000;

/** The last number of a prediction, or another one; 0 where there is none. */
function extractedNumber(prediction: string, right: boolean): string {
  const found = prediction.slice(-NUMBER_CHARS).match(/-?\d{1,15}(?:\.\d{1,15})?/g)?.at(-1) ?? "0";
  return right ? found : String(Number(found) + 1);
}

function extractionPrompt(text: string): GraderPrompt | null {
  const open = "<Predicted Answer Begin>";
  const start = text.indexOf(open);
  const end = text.lastIndexOf("<Predicted Answer End>");
  if (start < 0 || end < start) return null;
  const prediction = unlabelled(text.slice(start + open.length, end));
  return { gold: "", prediction, form: "number" };
}

/** A verdict that no parser understands: no capital letter, no box, neither word. */
export const UNPARSABLE_VERDICT = "hard to say, the two look alike but not quite.";

/**
 * Gold and prediction between their labels. The gold comes first and is short: its labels are looked
 * for from the left. The prediction is the model's own text and may hold labels of its own: its end
 * is the last one. A judge check also asks with the gold behind the prediction.
 */
function labelledBlocks(text: string): { gold: string; prediction: string } | null {
  const first = text.indexOf("<Predicted Answer Begin>");
  const goldLast = first >= 0 && first < text.indexOf("<Gold Target Begin>");
  const gold = between(
    text,
    "<Gold Target Begin>",
    "<Gold Target End>",
    goldLast ? text.lastIndexOf("<Gold Target Begin>") : 0,
  );
  if (gold === null) return null;
  if (goldLast) {
    const end = text.lastIndexOf("<Predicted End>");
    const start = first + "<Predicted Answer Begin>".length;
    return end < start
      ? null
      : { gold: gold.content, prediction: unlabelled(text.slice(start, end)) };
  }
  const begin = text.indexOf("<Predicted Answer Begin>", gold.end);
  if (begin < 0) return null;
  const start = begin + "<Predicted Answer Begin>".length;
  const end = text.lastIndexOf("<Predicted End>");
  if (end < start) return null;
  return { gold: gold.content, prediction: unlabelled(text.slice(start, end)) };
}

function between(
  text: string,
  open: string,
  close: string,
  from: number,
): { content: string; end: number } | null {
  // The last opener before the closing label, as instructions may name the label before.
  const end = text.indexOf(close, from);
  if (end < 0) return null;
  const begin = text.lastIndexOf(open, end);
  if (begin < 0) return null;
  return { content: unlabelled(text.slice(begin + open.length, end)), end };
}

function unlabelled(text: string): string {
  return text.replace(/^:/, "").trim();
}

/** Sections under heading lines, behind the last mention of the verdict's form. */
function headedSections(text: string): { gold: string; prediction: string } | null {
  const data = text.slice(
    text.lastIndexOf("\\boxed{Incorrect}", text.indexOf("\\boxed{Incorrect}")),
  );
  let current: "gold" | "prediction" | "other" = "other";
  const found = { gold: [] as string[], prediction: [] as string[], other: [] as string[] };
  for (const line of data.split("\n")) {
    const heading = line.length <= HEADING_CHARS ? headingOf(line) : null;
    if (heading === null) {
      found[current].push(line);
      continue;
    }
    current = heading.section;
    if (heading.rest !== "") found[current].push(heading.rest);
  }
  const gold = found.gold.join("\n").trim();
  return gold === "" || found.prediction.length === 0
    ? null
    : { gold, prediction: found.prediction.join("\n").trim() };
}

function headingOf(
  line: string,
): { section: "gold" | "prediction" | "other"; rest: string } | null {
  const match = /^[#*\s\d.]{0,8}(model solution|golden answer|problem)\b[*\s]{0,4}(?::|$)/i.exec(
    line,
  );
  if (match === null) return null;
  const section = {
    "model solution": "prediction",
    "golden answer": "gold",
    problem: "other",
  } as const;
  const name = (match[1] ?? "").toLowerCase() as keyof typeof section;
  return { section: section[name], rest: line.slice(match[0].length).replaceAll("*", "").trim() };
}

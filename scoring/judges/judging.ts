/**
 * The words of a model that grades: what a judge is shown, how its reply is read.
 *
 * @module
 */
import type { Message } from "../messages.ts";
import type { JudgeReply } from "../types.ts";
import type { Grade } from "./first_letter.ts";
import { graderMessages, type GraderOptions } from "./grader.ts";
import { judgeText, type JudgeTextMode } from "./judge_text.ts";

/** What a grader compares. */
export interface Exhibit {
  readonly question: string;
  readonly gold: string;
  /** The whole reply after the task's reasoning split. */
  readonly prediction: string;
}

/** Writes the question to the judge. Data are put in as they are: braces and placeholders survive. */
export type GraderPrompt = (exhibit: Exhibit) => readonly Message[];

/** What a parser made of a judge's reply. */
export interface Reading {
  /** `unknown` when the reply names no grade: the answer counts as wrong. */
  readonly grade: Grade;
  /** The grade in the parser's own words, as the golden vectors show it. */
  readonly label: string | null;
}

/** Reads a judge's reply. */
export interface VerdictParser {
  readonly id: string;
  /** How often the judge is asked again after a reply that names no grade. */
  readonly retries: number;
  parse(text: string): Reading;
}

/** Where a grader's instructions about its role stand. */
export type GraderRole = "system" | "user";

/**
 * The A/B grader as a prompt.
 *
 * @param options Those of {@linkcode graderMessages}, and where the role stands
 * @param options.role `system`: the judge's role is a system message. `user`: it is the first line of
 *   the one user message, which is what OpenCompass's templates put on the wire. Default: `"system"`
 */
export function letterGrader(
  { role = "system", ...options }: GraderOptions & { readonly role?: GraderRole } = {},
): GraderPrompt {
  return (exhibit) => withRole(role, graderMessages(exhibit, options));
}

/** The messages as they are, or all of them joined by line breaks as one user message. */
export function withRole(role: GraderRole, messages: readonly Message[]): readonly Message[] {
  if (role === "system") return messages;
  return [{ role: "user", content: messages.map(({ content }) => content).join("\n") }];
}

/** The reading that counts, or `null` when the judge is to be asked (again). */
export function settledReading(
  judged: readonly JudgeReply[],
  parser: VerdictParser,
  mode: JudgeTextMode,
): (Reading & { readonly text: string }) | null {
  for (const [asked, reply] of judged.entries()) {
    const text = judgeText(reply, mode);
    const reading = parser.parse(text);
    if (reading.grade !== "unknown" || asked >= parser.retries) return { ...reading, text };
  }
  return null;
}

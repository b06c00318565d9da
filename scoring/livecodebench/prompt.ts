import type { Message } from "../messages.ts";

const STARTER =
  "You will use the following starter code to write the solution to the problem and " +
  "enclose your code within delimiters.";
const PROGRAM = "Read the inputs from stdin solve the problem and write the answer to stdout (do " +
  "not directly test on the sample inputs). Enclose your code within delimiters as follows.";
/** What the official prompt adds to it. */
const PROGRAM_END = " Ensure that when the python program runs, it reads the inputs, runs the " +
  "algorithm and writes output to STDOUT.";
const SYSTEM = "You are an expert Python programmer. You will be given a question (problem " +
  "specification) and will generate a correct Python program that matches the specification and " +
  "passes all tests.";

/**
 * The question of a problem, word for word as the official harness (with its system message) or the
 * report's configuration of OpenCompass (without one) asks it.
 */
export function codeMessages(
  problem: { readonly content: string; readonly starterCode: string },
  profile: "official" | "opencompass",
): readonly Message[] {
  const { content, starterCode } = problem;
  const official = profile === "official";
  const format = starterCode === "" ? PROGRAM + (official ? PROGRAM_END : "") : STARTER;
  const block = starterCode === "" ? "# YOUR CODE HERE" : starterCode;
  const text = `### Question:\n${content}\n\n### Format: ${format}\n` +
    `\`\`\`python\n${block}\n\`\`\`\n\n### Answer: (use the provided format with backticks)\n\n`;
  const question: Message = { role: "user", content: text };
  return official ? [{ role: "system", content: SYSTEM }, question] : [question];
}

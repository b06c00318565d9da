/** Whose rules are followed, quirks included: extraction, driver and comparison go together. */
export type Profile = "official" | "opencompass";

/**
 * The program in a reply: the lines between two fences, where every line that holds three backticks
 * anywhere counts as one. `official` takes the last two fences, `opencompass` the first two.
 *
 * @returns `""` where there are fewer than two
 */
export function extractCode(reply: string, profile: Profile): string {
  const lines = reply.split("\n");
  const fences: number[] = [];
  for (const [index, line] of lines.entries()) if (line.includes("```")) fences.push(index);
  if (fences.length < 2) return "";
  const [from = 0, to = 0] = profile === "official" ? fences.slice(-2) : fences;
  return lines.slice(from + 1, to).join("\n");
}

import { z } from "zod";
import type { KnownPrompt } from "./knowledge.ts";
import { SimOptionsError } from "./options.ts";

const Line = z.object({ benchmark: z.string(), prompt: z.string(), reference: z.string() });

/**
 * Reads known prompts from a JSONL file, one object a line.
 *
 * @throws {SimOptionsError} with file and line if a line is something else
 */
export async function* readKnowledgeFile(path: string): AsyncGenerator<KnownPrompt> {
  let file: Deno.FsFile;
  try {
    file = await Deno.open(path);
  } catch (cause) {
    throw new SimOptionsError(`Cannot read "${path}": ${(cause as Error).message}`);
  }
  let rest = "";
  let row = 0;
  for await (const chunk of file.readable.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield* parseLine(line, path, ++row);
  }
  yield* parseLine(rest, path, ++row);
}

function* parseLine(line: string, path: string, row: number): Generator<KnownPrompt> {
  if (line.trim() === "") return;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new SimOptionsError(`Cannot read "${path}" row ${row}: the line is not valid JSON`);
  }
  const parsed = Line.safeParse(value);
  if (parsed.success) {
    yield parsed.data;
    return;
  }
  const issue = parsed.error.issues[0];
  throw new SimOptionsError(
    `Cannot read "${path}" row ${row}: "${
      issue?.path.join(".")
    }" cannot be used: ${issue?.message}`,
  );
}

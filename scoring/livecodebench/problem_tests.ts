import { pickledString } from "./pickled_string.ts";

/** One test of a problem. */
export interface ProblemTest {
  readonly input: string;
  readonly output: string;
}

/** Most bytes the packed tests of one problem may unfold to. */
export const MAX_TEST_BYTES = 512 * 1024 ** 2;

/** Tests that cannot be read. */
export class TestsError extends Error {
  override readonly name = "TestsError";
}

/**
 * The tests of a problem, public ones first: JSON, or base64 of a zlib stream of a pickled string of
 * JSON.
 *
 * @throws {TestsError} if a column is neither
 */
export async function problemTests(
  publicTests: string,
  privateTests: string,
): Promise<readonly ProblemTest[]> {
  const open = parse(publicTests);
  if (open === undefined) throw new TestsError('Cannot read "public_test_cases" as it is no JSON');
  const closed = parse(privateTests) ?? parse(await unpack(privateTests));
  if (closed === undefined) {
    throw new TestsError('Cannot read "private_test_cases" as what was packed in it is no JSON');
  }
  return [...listed(open, "public_test_cases"), ...listed(closed, "private_test_cases")];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function listed(value: unknown, column: string): ProblemTest[] {
  if (!Array.isArray(value)) throw new TestsError(`Cannot read "${column}" as it is no list`);
  return value.map((test: unknown, index) => {
    const { input, output } = (test ?? {}) as {
      readonly input?: unknown;
      readonly output?: unknown;
    };
    if (typeof input !== "string" || typeof output !== "string") {
      throw new TestsError(
        `Cannot read test ${index + 1} of "${column}" as it needs the texts "input" and "output"`,
      );
    }
    return { input, output };
  });
}

async function unpack(text: string): Promise<string> {
  try {
    return pickledString(await inflate(fromBase64(text), MAX_TEST_BYTES));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new TestsError(`Cannot read "private_test_cases": ${why}`, { cause });
  }
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.fromBase64(text);
  } catch {
    throw new TestsError("it is neither JSON nor base64");
  }
}

/** Unfolds a zlib stream (RFC 1950), but never more than `limit` bytes of it. */
export async function inflate(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  const unfolded = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  for await (const chunk of unfolded) {
    total += chunk.length;
    if (total > limit) throw new TestsError(`it unfolds to more than ${limit} bytes`);
    chunks.push(chunk);
  }
  const all = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

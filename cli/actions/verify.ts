import { pathToFileURL } from "node:url";
import { type Agreement, verify as verifyVectors } from "../../runners/verify/verify.ts";
import type { VerifyFlags } from "../commands/verify.ts";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { printableLine } from "../printable.ts";
import { textTable } from "../text_table.ts";

/** `assay verify`: the shipped golden vectors through the installed scorers. */
export async function verify(flags: VerifyFlags, io: Io): Promise<void> {
  const wanted = flags.benchmark ?? null;
  const named = wanted === null || wanted.includes("all") ? null : wanted;
  const agreements: Agreement[] = [];
  try {
    const vectorsDir = await folderOf(flags.vectorsDir);
    for await (const agreement of verifyVectors({ benchmarks: named, vectorsDir })) {
      io.signal.throwIfAborted();
      agreements.push(agreement);
      if (io.stderrIsTerminal) io.err(`${agreement.benchmark} ${share(agreement)}\n`);
    }
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    if (error instanceof Deno.errors.NotFound) {
      throw new UsageError(`Cannot verify as there are no vectors: ${error.message}`);
    }
    throw error;
  }
  const agree = agreements.every(({ disagree }) => disagree.length === 0);
  io.out(
    flags.json === true
      ? `${JSON.stringify({ schemaVersion: 1, agree, benchmarks: agreements }, null, 2)}\n`
      : text(agreements),
  );
  io.exit(agree ? 0 : 1);
}

/** The folder of vectors: the user's, or the one that is shipped. */
async function folderOf(given: string | undefined): Promise<URL> {
  return given === undefined
    ? new URL("../../tests/golden/", import.meta.url)
    : pathToFileURL(`${await Deno.realPath(given)}/`);
}

const share = ({ agree, vectors }: Agreement) => `${agree}/${vectors}`;

function text(agreements: readonly Agreement[]): string {
  const table = textTable(
    [
      { title: "benchmark" },
      { title: "vectors", align: "right" },
      { title: "agree", align: "right" },
      { title: "official scorer" },
    ],
    agreements.map((each) => [
      each.benchmark,
      String(each.vectors),
      String(each.agree),
      each.upstream.join("; "),
    ]),
  );
  const disagreements = agreements.flatMap(({ benchmark, disagree }) =>
    disagree.map(({ id, detail }) => `${benchmark} ${id}: ${printableLine(detail)}\n`)
  );
  const unchecked = agreements.flatMap(({ benchmark, unchecked }) =>
    unchecked === null
      ? []
      : [`${benchmark}: ${unchecked.vectors} vectors not run: ${printableLine(unchecked.reason)}\n`]
  );
  const total = agreements.reduce((sum, { vectors }) => sum + vectors, 0);
  const agreed = agreements.reduce((sum, { agree }) => sum + agree, 0);
  return [table, ...disagreements, ...unchecked, `${agreed} of ${total} vectors agree\n`].join("");
}

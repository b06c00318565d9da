import { type JudgePair, judgePairs, PairRow } from "../../benchmarks/judge_check/mod.ts";
import type { Json } from "../../scoring/json.ts";
import { canonicalJson, sha256Hex } from "../../results/store/request_key.ts";
import { unreadable } from "../data/errors.ts";
import { readFile } from "../data/readers/read_file.ts";

/** Pairs and where they came from. */
export interface PairSet {
  readonly source: string;
  readonly sha256: string;
  readonly pairs: readonly JudgePair[];
}

/** Pairs of a file that are held at most: they stand in memory. */
const MAX_PAIRS = 100_000;

/**
 * The bundled pairs, or those of a JSON Lines file with `question`, `gold`, `reply`, `label`
 * (`correct` or `incorrect`) and, where wanted, `id` and `category`.
 *
 * @throws {DatasetError} with file and row if there is no such file or a row is not a pair
 */
export async function readPairs(
  file: string | null,
  signal?: AbortSignal,
): Promise<PairSet> {
  const pairs = file === null ? judgePairs : await pairsOf(file, signal);
  return {
    source: file ?? "bundled",
    sha256: sha256Hex(canonicalJson(pairs as unknown as Json)),
    pairs,
  };
}

async function pairsOf(file: string, signal?: AbortSignal): Promise<readonly JudgePair[]> {
  const pairs: JudgePair[] = [];
  const rows = new Map<string, number>();
  const layout = { format: "jsonl", zip: null } as const;
  for await (const { record, row } of readFile(file, layout, signal ? { signal } : {})) {
    const parsed = PairRow.safeParse(record);
    if (!parsed.success) throw unreadable(file, problem(parsed.error.issues[0], record), row);
    const pair = { ...parsed.data, id: parsed.data.id ?? `row-${row}` };
    const earlier = rows.get(pair.id);
    if (earlier !== undefined) {
      throw unreadable(
        file,
        `the id "${pair.id}" is also that of row ${earlier}, and ids must be unique`,
        row,
      );
    }
    if (pairs.length >= MAX_PAIRS) throw unreadable(file, `at most ${MAX_PAIRS} pairs fit`, row);
    rows.set(pair.id, row);
    pairs.push(pair);
  }
  if (pairs.length === 0) throw unreadable(file, "there is no pair in it");
  return pairs;
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string } | undefined;

function problem(issue: Issue, record: unknown): string {
  const column = String(issue?.path[0] ?? "");
  if (column === "") return `a pair is a JSON object: current value is ${shown(record)}`;
  const wanted = column === "label" ? '"correct" or "incorrect"' : "a text";
  const found = (record as Record<string, unknown>)[column];
  return `column "${column}" must be ${wanted}: current value is ${
    found === undefined ? "missing" : shown(found)
  }`;
}

function shown(value: unknown): string {
  const text = String(JSON.stringify(value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

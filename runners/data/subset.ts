import type { Subset } from "../../benchmarks/define.ts";
import { DatasetError } from "./errors.ts";
import type { Row } from "./readers/types.ts";

/**
 * The rows of a file that a subset takes, read as a stream: once, or twice where they are drawn by
 * their number. Only drawn rows stand in memory.
 *
 * @param read Reads the file from its beginning
 * @throws {DatasetError} if more rows are to be drawn than there are
 */
export async function* subsetRows(
  { where, first, draw }: Subset,
  read: () => AsyncIterable<Row>,
  path: string,
): AsyncGenerator<Row> {
  async function* counted(): AsyncGenerator<Row> {
    let left = first ?? Infinity;
    if (left <= 0) return;
    for await (const row of read()) {
      if (where !== undefined && !where(row.record)) continue;
      yield row;
      if (--left === 0) return;
    }
  }
  if (draw === undefined) {
    yield* counted();
    return;
  }
  let count = 0;
  for await (const _row of counted()) count++;
  const places = drawn(draw, count, path);
  const wanted = new Map(places.map((place, at) => [place, at]));
  const rows: Row[] = [];
  let found = 0;
  let place = 0;
  for await (const row of counted()) {
    const at = wanted.get(place++);
    if (at === undefined) continue;
    rows[at] = row;
    if (++found === wanted.size) break;
  }
  yield* rows;
}

function drawn(draw: NonNullable<Subset["draw"]>, count: number, path: string): readonly number[] {
  try {
    return draw(count);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new DatasetError({
      kind: "changed",
      path,
      message: `Cannot use "${path}": ${cause.message}: is this the right file`,
      cause,
    });
  }
}

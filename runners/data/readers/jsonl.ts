import { unreadable } from "../errors.ts";
import { parseRecord } from "./json_value.ts";
import { MAX_RECORD_CHARS, type ReadOptions, type Row, tooLong } from "./types.ts";

/**
 * Reads JSON Lines: one value a line, `\n` or `\r\n`, blank lines passed over but counted.
 *
 * @throws {DatasetError} of kind `unreadable` for a line that is not JSON or has no end in sight
 */
export async function* readJsonl(
  text: AsyncIterable<string>,
  options: ReadOptions,
): AsyncGenerator<Row> {
  const limit = options.maxRecordChars ?? MAX_RECORD_CHARS;
  let row = 1;
  let held: string[] = [];
  let length = 0;
  const record = (line: string): Row | null =>
    line.trim() === "" ? null : { record: parseRecord(line, options.path, row), row };
  for await (const chunk of text) {
    options.signal?.throwIfAborted();
    let start = 0;
    for (let end = chunk.indexOf("\n");; end = chunk.indexOf("\n", start)) {
      const piece = chunk.slice(start, end === -1 ? undefined : end);
      length += piece.length;
      if (length > limit) throw unreadable(options.path, tooLong(limit), row);
      held.push(piece);
      if (end === -1) break;
      const found = record(held.join(""));
      if (found !== null) yield found;
      held = [];
      length = 0;
      start = end + 1;
      row++;
    }
  }
  const found = record(held.join(""));
  if (found !== null) yield found;
}

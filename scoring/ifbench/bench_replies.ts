import type { Json } from "../json.ts";
import type { ArgumentKind } from "./constraint.ts";
import { constraints } from "./constraints.ts";
import type { IfbenchRecord } from "./record.ts";

/** Words of the invented replies: some with clitics, marks, names, numbers, abbreviations. */
const WORDS = ("the a and but so we they it's don't \"lantern\" harbour, quiet (low) river; tea: " +
  "Emma Dr. e.g. 3.5 1,000 level cannot 😀 – café Water Winter went walking over under often")
  .split(" ");
const ENDINGS = [". ", ". ", "? ", "! ", "... ", ".\n", ".\n\n", "\n* "];

const ARGUMENTS: Readonly<Record<ArgumentKind, Json>> = {
  number: 12,
  index: 4,
  position: 3,
  text: "lantern",
};

/** A reply with the record it answers. */
export interface BenchReply {
  readonly record: IfbenchRecord;
  readonly text: string;
}

/** Invented replies of about `length` characters, over all constraints in turn. */
export function benchReplies(count: number, length: number, draw: () => number): BenchReply[] {
  const pick = (list: readonly string[]) => list[Math.floor(draw() * list.length)] ?? "";
  const ids = [...constraints.keys()];
  return Array.from({ length: count }, (_, index) => {
    const id = ids[index % ids.length] ?? "";
    const kinds = Object.entries(constraints.get(id)?.argumentKinds ?? {});
    const kwargs = Object.fromEntries(kinds.map(([name, kind]) => [name, ARGUMENTS[kind]]));
    let text = "";
    while (text.length < length) {
      const words = Array.from({ length: 4 + Math.floor(draw() * 16) }, () => pick(WORDS));
      text += words.join(" ") + pick(ENDINGS);
    }
    return { record: { instruction_id_list: [id], kwargs: [kwargs] }, text };
  });
}

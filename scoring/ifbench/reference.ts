/**
 * Replies that follow all constraints of a record: a recipe a constraint, and a search over how to
 * put two together.
 *
 * @module
 */
import { pyStrip } from "../python/text.ts";
import type { JsonObject } from "../json.ts";
import { type Profile, profiles } from "./profile.ts";
import type { RecipeArguments } from "./recipe.ts";
import { type IfbenchRecord, recordChecks } from "./record.ts";
import { recipes } from "./reference_recipes.ts";
import { scoreIfbench } from "./score.ts";

/** Attempts at one record before it is given up. */
const ATTEMPTS = 2000;

/**
 * A reply that follows all constraints of the record strictly: in both profiles where one is found,
 * else in the given one, else `null`. The same record gives the same reply.
 *
 * @throws {ConstraintError} if the record names an unknown constraint or lacks an argument
 */
export function referenceReply(record: IfbenchRecord, profile: Profile): string | null {
  recordChecks(record, profile);
  let second: string | null = null;
  let attempts = 0;
  for (const text of drafts(record)) {
    if (attempts++ === ATTEMPTS) break;
    // The thinking split trims a reply before it is scored.
    if (text !== pyStrip(text) || !isFollowed(record, text, profile)) continue;
    if (profiles.every((other) => other === profile || isFollowed(record, text, other))) {
      return text;
    }
    second ??= text;
  }
  return second;
}

function isFollowed(record: IfbenchRecord, text: string, profile: Profile): boolean {
  return scoreIfbench(record, text, profile).strict.every(Boolean);
}

/** Begins with each constraint in turn and adapts the reply to the others. */
function* drafts(record: IfbenchRecord): Generator<string> {
  for (const [index, id] of record.instruction_id_list.entries()) {
    const recipe = recipes.get(id);
    if (recipe === undefined) continue;
    const others = record.instruction_id_list.map((_, other) => other).filter((other) =>
      other !== index
    );
    for (const text of recipe.create(argumentsOf(record.kwargs[index]))) {
      yield* adapted(text, record, others);
    }
  }
}

function* adapted(
  text: string,
  record: IfbenchRecord,
  [index, ...others]: readonly number[],
): Generator<string> {
  if (index === undefined) {
    yield text;
    return;
  }
  // It may be right as it is.
  yield* adapted(text, record, others);
  const recipe = recipes.get(record.instruction_id_list[index] ?? "");
  for (const changed of recipe?.adapt?.(text, argumentsOf(record.kwargs[index])) ?? []) {
    yield* adapted(changed, record, others);
  }
}

/** Reads arguments that `recordChecks` has found to be there. */
function argumentsOf(kwargs: JsonObject = {}): RecipeArguments {
  return { number: (name) => Number(kwargs[name]), text: (name) => String(kwargs[name]) };
}

/**
 * Writes the JSON Schemas of the documents that Assay reads and writes to `schemas/`.
 *
 *     deno run --allow-read --allow-write=schemas tools/schemas.ts
 *
 * A test fails while the committed files differ. A new document is one more row of the table.
 *
 * @module
 */
import { z } from "zod";
import { CONFIG_SCHEMA, ConfigSchema } from "../cli/config/schema.ts";
import { judgeCheckSchema } from "../results/judge_check.ts";
import { leaderboardSchema } from "../results/leaderboard_schema.ts";
import { Manifest } from "../results/manifest.ts";
import { runSummarySchema } from "../results/run_summary.ts";
import {
  JUDGE_CHECK_SCHEMA,
  LEADERBOARD_SCHEMA,
  MANIFEST_SCHEMA,
  RUN_SUMMARY_SCHEMA,
} from "../results/schema_ids.ts";

/** A document with its schema. */
export interface DocumentSchema {
  /** The file is `schemas/<name>.schema.json`. */
  readonly name: string;
  /** `$id` of the JSON Schema. */
  readonly id: string;
  readonly schema: z.ZodType;
  /** `input` for what people write (defaults not yet filled), `output` for what Assay writes. */
  readonly io: "input" | "output";
}

/** Every document with a committed schema. */
export const documentSchemas: readonly DocumentSchema[] = [
  { name: "config", id: CONFIG_SCHEMA, schema: ConfigSchema, io: "input" },
  { name: "judge_check", id: JUDGE_CHECK_SCHEMA, schema: judgeCheckSchema, io: "output" },
  { name: "leaderboard", id: LEADERBOARD_SCHEMA, schema: leaderboardSchema, io: "output" },
  { name: "manifest", id: MANIFEST_SCHEMA, schema: Manifest, io: "output" },
  { name: "run_summary", id: RUN_SUMMARY_SCHEMA, schema: runSummarySchema, io: "output" },
];

/** The committed text of a document's JSON Schema (draft 2020-12). */
export function schemaText({ id, schema, io }: DocumentSchema): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, target: "draft-2020-12" });
  return JSON.stringify({ $schema, $id: id, ...rest }, null, 2) + "\n";
}

/** Folder of the committed schemas. */
export const schemasFolder: URL = new URL("../schemas/", import.meta.url);

if (import.meta.main) {
  await Deno.mkdir(schemasFolder, { recursive: true });
  for (const document of documentSchemas) {
    await Deno.writeTextFile(
      new URL(`${document.name}.schema.json`, schemasFolder),
      schemaText(document),
    );
  }
}

import { z } from "zod";
import { toData } from "../../../scoring/python/data.ts";
import { databaseHash } from "../../../scoring/tau2/database_hash.ts";
import { type DomainData, loadDomain } from "../../../scoring/tau2/domain.ts";
import { domains } from "../../../scoring/tau2/domains.ts";
import { Environment } from "../../../scoring/tau2/environment.ts";
import { type Kit, parametersSchema } from "../../../scoring/tau2/toolkit.ts";
import { readArguments } from "../../../scoring/tau2/trajectory.ts";
import type { VectorInput, VectorResult } from "../vector.ts";

type Samples = VectorInput["samples"];

const DomainName = z.enum(["airline", "retail", "telecom", "mock"]);
const Party = z.enum(["assistant", "user"]);
const Arguments = z.union([z.string(), z.record(z.string(), z.unknown())]);

/** A world as a vector gives it. */
export const WorldRecord = z.object({
  domain: DomainName,
  db: z.unknown(),
  user_db: z.unknown(),
});

/** The databases of a vector. */
export function worldOf({ domain, db, user_db }: z.output<typeof WorldRecord>): DomainData {
  const user = user_db === undefined || user_db === null ? undefined : toData(user_db);
  return loadDomain(domains[domain], toData(db), user);
}

/** Hashes of databases: `invented-db-hash`. */
export function hashVector(samples: Samples): VectorResult {
  const perSample = samples.map(({ record }) => hashes(worldOf(WorldRecord.parse(record))));
  return { metrics: {}, perSample };
}

/** Hashes as the vectors show them. */
export function hashes({ agent, user }: DomainData) {
  return { db_hash: databaseHash(agent), user_db_hash: user === null ? null : databaseHash(user) };
}

const ToolsRecord = WorldRecord.extend({
  calls: z.array(z.object({ requestor: Party, name: z.string(), arguments: Arguments })),
  initialization_actions: z.array(
    z.object({ env_type: Party, func_name: z.string(), arguments: Arguments }),
  ).nullish(),
});

/**
 * A sequence of calls on a world: `tools-…`. Texts of errors that Python itself raises are `null`,
 * as its versions word them differently.
 */
export function toolsVector(samples: Samples): VectorResult {
  let errors = 0;
  const perSample = samples.map(({ record }) => {
    const { calls, initialization_actions, ...world } = ToolsRecord.parse(record);
    const env = new Environment(worldOf(world));
    for (const { env_type, func_name, arguments: given } of initialization_actions ?? []) {
      env.callForTask({ envType: env_type, name: func_name, arguments: readArguments(given) });
    }
    const results = calls.map(({ requestor, name, arguments: given }, index) => {
      const call = { id: String(index), requestor, name, arguments: readArguments(given) };
      const { entry: { content, error }, interpreter } = env.answer(call);
      if (error) errors++;
      return { content: interpreter ? null : content, error };
    });
    const { db, userDb } = env.hashes();
    return { results, db_hash: db, user_db_hash: userDb };
  });
  return { metrics: { errors }, perSample };
}

/** Tools with their arguments' schemas, descriptions left out: `tool-schema-…`. */
export function schemaVector(samples: Samples): VectorResult {
  const metrics: Record<string, number> = {};
  const perSample = samples.map(({ record }) => {
    const { agent, user } = domains[z.object({ domain: DomainName }).parse(record).domain];
    const sides = { assistant: toolsOf(agent), ...(user === null ? {} : { user: toolsOf(user) }) };
    for (const [side, tools] of Object.entries(sides)) metrics[side] = tools.length;
    return sides;
  });
  return { metrics, perSample };
}

function toolsOf({ tools }: Kit) {
  return tools.map(({ name, kind, params }) => ({
    name,
    type: kind,
    mutates: kind === "write",
    parameters: parametersSchema(params),
  }));
}

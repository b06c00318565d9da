/**
 * Tools of one side of a world, agent or user: a table of small functions over that side's database.
 *
 * @module
 */
import type { Json, JsonObject } from "../json.ts";
import type { ToolSpec } from "../messages.ts";
import type { Data, DataDict } from "../python/data.ts";
import { dumps } from "../python/dumps.ts";
import { PythonError } from "../python/error.ts";
import { pyStr } from "../python/repr.ts";
import type { Field } from "./fields.ts";
import { dataOf, isInstance, type Model } from "./model.ts";

/** What a tool does. Only a `write` changes the world: a replay runs nothing else again. */
export type ToolKind = "read" | "write" | "generic";

/** The tasks and tools as they stood at two tags of the official repository. */
export type Generation = "v0.2" | "v1.0";

/** An error that a tool reports in so many words. */
export class ToolError extends PythonError {
  constructor(message: string) {
    super("ValueError", message);
  }
}

/** Arguments of a tool with their types; those with a fallback may be left out. */
export type Params = Readonly<Record<string, Field<unknown>>>;

/**
 * What a call brings for declared arguments: any data, as nothing is checked before the tool runs.
 * Tools check what they use, with the errors Python would raise.
 */
export type Given<P extends Params> = { readonly [K in keyof P]: Data };

/** A function of a side: a tool that a participant may call, or a helper that only tasks may call. */
export interface KitFunction<Db, Memory> {
  readonly name: string;
  readonly params: Params;
  run(db: Db, given: Readonly<Record<string, Data>>, memory: Memory): unknown;
}

/** A tool; see {@linkcode KitFunction}. */
export interface Tool<Db, Memory> extends KitFunction<Db, Memory> {
  readonly kind: ToolKind;
  readonly description: string;
  /** The first generation that has the tool, where not all have it. */
  readonly since?: Generation;
}

/** How functions of a side are declared, with their arguments typed by their parameters. */
export interface Declare<Db, Memory> {
  tool<P extends Params>(
    name: string,
    kind: ToolKind,
    description: string,
    params: P,
    run: (db: Db, given: Given<P>, memory: Memory) => unknown,
    since?: Generation,
  ): Tool<Db, Memory>;
  helper<P extends Params>(
    name: string,
    params: P,
    run: (db: Db, given: Given<P>, memory: Memory) => unknown,
  ): KitFunction<Db, Memory>;
}

/** The words to declare functions over a database; `Memory` is what a side knows beside it. */
export function declare<Db, Memory = null>(): Declare<Db, Memory> {
  return {
    tool: (name, kind, description, params, run, since) => ({
      name,
      kind,
      description,
      params,
      run: (db, given, memory) => run(db, given as Given<typeof params>, memory),
      ...(since === undefined ? {} : { since }),
    }),
    helper: (name, params, run) => ({
      name,
      params,
      run: (db, given, memory) => run(db, given as Given<typeof params>, memory),
    }),
  };
}

/** A side with its types hidden: what an environment works with. */
export interface Kit {
  /** Name of the class that texts of argument errors begin with. */
  readonly className: string;
  readonly model: Model<object>;
  readonly tools: readonly Tool<object, unknown>[];
  readonly helpers: readonly KitFunction<object, unknown>[];
  /** What the side knows beside its database when a world begins. */
  readonly memory: () => unknown;
}

/** Hides the types of a side; an environment hands its functions the database of its model only. */
export function kit<Db extends object, Memory>(side: {
  readonly className: string;
  readonly model: Model<Db>;
  readonly tools: readonly Tool<Db, Memory>[];
  readonly helpers: readonly KitFunction<Db, Memory>[];
  readonly memory: () => Memory;
}): Kit {
  return side as unknown as Kit;
}

/**
 * Fits a call's arguments to declared ones.
 *
 * @throws {PythonError} `TypeError` if one is unknown or missing
 */
export function bind(
  className: string,
  { name, params }: { readonly name: string; readonly params: Params },
  given: DataDict,
): Readonly<Record<string, Data>> {
  for (const key of given.keys()) {
    if (!Object.hasOwn(params, key)) {
      const message = `${className}.${name}() got an unexpected keyword argument '${key}'`;
      throw new PythonError("TypeError", message);
    }
  }
  const bound: Record<string, Data> = {};
  const missing: string[] = [];
  for (const [key, { fallback }] of Object.entries(params)) {
    const value = given.get(key);
    if (value !== undefined) bound[key] = value;
    else if (fallback !== undefined) bound[key] = dataOf(fallback());
    else missing.push(`'${key}'`);
  }
  if (missing.length > 0) {
    const last = missing.at(-1) ?? "";
    const names = missing.length < 3
      ? missing.join(" and ")
      : `${missing.slice(0, -1).join(", ")}, and ${last}`;
    const noun = `required positional argument${missing.length > 1 ? "s" : ""}`;
    const message = `${className}.${name}() missing ${missing.length} ${noun}: ${names}`;
    throw new PythonError("TypeError", message);
  }
  return bound;
}

/**
 * The text of a tool's result: a text as it is, everything else as JSON. A model keeps its numbers;
 * in plain dicts and lists numbers and booleans become texts.
 */
export function resultText(result: unknown): string {
  return typeof result === "string" ? result : dumps(plain(result));
}

function plain(value: unknown): unknown {
  if (value === null || typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return new Map([...value].map(([key, held]) => [key, plain(held)]));
  return isInstance(value) ? dataOf(value) : pyStr(value as Data);
}

/** JSON Schema of a function's arguments, as a server is told. */
export function parametersSchema(params: Params): JsonObject {
  const entries = Object.entries(params);
  const definitions: Record<string, JsonObject> = Object.assign(
    {},
    ...entries.map(([, { definitions }]) => definitions ?? {}),
  );
  const required = entries.filter(([, { fallback }]) => fallback === undefined);
  const properties: Record<string, Json> = {};
  for (const [key, { schema }] of entries) properties[key] = schema;
  return {
    ...(Object.keys(definitions).length > 0 ? { $defs: definitions } : {}),
    properties,
    ...(required.length > 0 ? { required: required.map(([key]) => key) } : {}),
    type: "object",
  };
}

/** What a server is told about a tool. */
export function toolSpec(
  { name, description, params }: Pick<Tool<never, never>, "name" | "description" | "params">,
): ToolSpec {
  return { name, description, parameters: parametersSchema(params) };
}

import { type Data, isDict } from "../python/data.ts";
import { PythonError } from "../python/error.ts";
import { type Field, misfit, type ValueOf } from "./fields.ts";
import { Table } from "./table.ts";

/** Members of a model in the order in which they are dumped. */
export type Members = Readonly<Record<string, Field<unknown>>>;

/** An instance: a plain object with every member. */
export type Instance<M extends Members> = { -readonly [K in keyof M]: ValueOf<M[K]> };

/** A type of records. An instance passes through `parse` as it is; a dict becomes one. */
export interface Model<T extends object> extends Field<T> {
  readonly name: string;
}

/** The instances of a model. */
export type InstanceOf<M> = M extends Model<infer T> ? T : never;

/** What becomes of members that a model does not declare. */
export interface ModelOptions {
  /** @default {"ignore"} */
  readonly extra?: "ignore" | "forbid";
}

/** Declares a model. */
export function model<M extends Members>(
  name: string,
  members: M,
  options: ModelOptions = {},
): Model<Instance<M>> {
  const forbid = options.extra === "forbid";
  const entries = Object.entries(members);
  const required = entries.filter(([, { fallback }]) => fallback === undefined);
  return {
    name,
    schema: { $ref: `#/$defs/${name}` },
    definitions: {
      ...Object.assign({}, ...entries.map(([, { definitions }]) => definitions ?? {})),
      [name]: {
        ...(forbid ? { additionalProperties: false } : {}),
        properties: Object.fromEntries(entries.map(([key, { schema }]) => [key, schema])),
        ...(required.length > 0 ? { required: required.map(([key]) => key) } : {}),
        type: "object",
      },
    },
    parse(value, path) {
      if (isInstance(value)) return value as Instance<M>;
      if (!isDict(value)) throw misfit(path, `an instance of ${name}`);
      const instance: Record<string, unknown> = {};
      for (const [key, field] of entries) {
        const given = value.get(key);
        if (given !== undefined) instance[key] = field.parse(given, `${path}.${key}`);
        else if (field.fallback !== undefined) instance[key] = field.fallback();
        else throw new PythonError("ValidationError", `${path}.${key} is required`);
      }
      if (forbid) {
        for (const key of value.keys()) {
          if (!Object.hasOwn(members, key)) throw misfit(`${path}.${key}`, "left out");
        }
      }
      return instance as Instance<M>;
    },
  };
}

/** True for an instance of a model: a dict is a `Map`, a list an array. */
export function isInstance(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) &&
    !(value instanceof Map) && !(value instanceof Table);
}

/** A dict of records, shared between worlds until it is touched. */
export function tableOf<T extends object>(row: Field<T>): Field<Table<T>> {
  return {
    schema: { additionalProperties: row.schema, type: "object" },
    parse(value, path) {
      if (value instanceof Table) return value as Table<T>;
      if (!isDict(value)) throw misfit(path, "a valid dictionary");
      const rows = [...value].map(([id, held]) => [id, row.parse(held, `${path}.${id}`)] as const);
      return new Table(new Map(rows));
    },
  };
}

/** What a model, a table or a list of them was built from: `model_dump`. */
export function dataOf(value: unknown): Data {
  if (typeof value !== "object" || value === null) return value as Data;
  if (Array.isArray(value)) return value.map(dataOf);
  const members = value instanceof Map
    ? [...value]
    : value instanceof Table
    ? [...value.entries()]
    : Object.entries(value);
  return new Map(members.map(([key, held]) => [String(key), dataOf(held)]));
}

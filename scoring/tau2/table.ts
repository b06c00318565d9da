/**
 * The records of a database table by id, over a base that many worlds share: a record is copied when
 * it is first asked for, so that a fresh world costs nothing and holds only what was touched.
 */
export class Table<Row extends object> {
  readonly #own = new Map<string, Row>();

  constructor(readonly base: ReadonlyMap<string, Row>) {}

  get size(): number {
    let added = 0;
    for (const id of this.#own.keys()) if (!this.base.has(id)) added++;
    return this.base.size + added;
  }

  has(id: string): boolean {
    return this.#own.has(id) || this.base.has(id);
  }

  /** The record, to be changed at will. */
  get(id: string): Row | undefined {
    const own = this.#own.get(id);
    if (own !== undefined) return own;
    const shared = this.base.get(id);
    if (shared === undefined) return undefined;
    const copied = copy(shared);
    this.#own.set(id, copied);
    return copied;
  }

  /** Ids of the records that were asked for or set, and so may differ from the base. */
  touched(): Iterable<string> {
    return this.#own.keys();
  }

  /** The record, to be looked at only. */
  peek(id: string): Readonly<Row> | undefined {
    return this.#own.get(id) ?? this.base.get(id);
  }

  set(id: string, row: Row): void {
    this.#own.set(id, row);
  }

  /** A table that begins with these records; this one must not be changed any more. */
  fork(): Table<Row> {
    return new Table(this.#own.size === 0 ? this.base : new Map(this.entries()));
  }

  /** All records in the order of their ids' first appearance, to be looked at only. */
  *entries(): Generator<readonly [string, Readonly<Row>]> {
    for (const [id, row] of this.base) yield [id, this.#own.get(id) ?? row];
    for (const [id, row] of this.#own) if (!this.base.has(id)) yield [id, row];
  }

  /** All records, to be looked at only. */
  *values(): Generator<Readonly<Row>> {
    for (const [, row] of this.entries()) yield row;
  }
}

/**
 * A copy that shares nothing that can change: of models, lists, dicts and tables. A table's copy has
 * its records for a base, so the original must not be changed any more.
 */
export function copy<T>(value: T): T {
  return copied(value) as T;
}

function copied(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copied);
  if (value instanceof Map) return new Map([...value].map(([key, held]) => [key, copied(held)]));
  if (value instanceof Table) return value.fork();
  const members: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    members[key] = copied((value as Readonly<Record<string, unknown>>)[key]);
  }
  return members;
}

import type { DatabaseSync } from "node:sqlite";
import type {
  AskId,
  KeptAttempt,
  KeptReply,
  KeptSample,
  KeptVerdict,
  ManifestJson,
  Party,
} from "../types.ts";
import { type RawRow, readJson, readNumber, readText, textCell } from "./cell_value.ts";
import { planConflict, sampleConflict, unknownSample } from "./conflicts.ts";
import { StoreError } from "./errors.ts";
import {
  ATTEMPT_ROWS,
  MANIFEST_ROWS,
  NOTE_ROWS,
  PLAN_ROWS,
  readAttempt,
  readNote,
  readParty,
  readPlan,
  readReply,
  readSample,
  readVerdict,
  REPLY_ROWS,
  SAMPLE_ROWS,
  VERDICT_ROWS,
} from "./rows.ts";
import type { RunLock } from "./run_lock.ts";
import { brokeForeignKey } from "./sqlite_error.ts";
import type { SqliteStoreOptions } from "./sqlite.ts";
import { type Parameters, SqliteReader } from "./sqlite_reader.ts";
import { SqliteTarget } from "./sqlite_target.ts";
import { bytesOf, type TableRows } from "./table_rows.ts";
import type { KeptNote, KeptPlan, Store, TaskFilter } from "./types.ts";
import { WriteQueue } from "./write_queue.ts";
import { endedError, pauseSentence } from "./write_sentences.ts";

/** Samples whose verdicts are read at a time. */
const VERDICT_PAGE_SAMPLES = 64;

/** The store of one open file; {@linkcode openSqliteStore} makes it. Without a lock it only reads. */
export class SqliteStore implements Store {
  readonly #reader: SqliteReader;
  readonly #target: SqliteTarget | null = null;
  readonly #queue: WriteQueue | null = null;
  #closed = false;

  constructor(
    readonly path: string,
    readonly db: DatabaseSync,
    readonly lock: RunLock | null,
    readonly options: SqliteStoreOptions,
  ) {
    this.#reader = new SqliteReader(path, db, {
      checkOpen: () => {
        if (this.#closed) throw endedError(path, "late");
      },
      settled: async () => await this.#queue?.settled(),
    });
    if (lock === null) return;
    const { retryMs = 3_000, onPause } = options;
    this.#target = new SqliteTarget(path, db, options.maxPages);
    this.#queue = new WriteQueue(this.#target, {
      retryMs,
      onPause: (state) => onPause?.(pauseSentence(path, state, retryMs)),
      ended: (state) => endedError(path, state),
    });
  }

  async manifest(): Promise<ManifestJson | null> {
    const [row] = await this.#reader.all("SELECT id, manifest FROM latest_manifest", {}, same);
    return row === undefined ? null : this.#reader.decode(row, (row) => readJson(row, "manifest"));
  }

  keepManifest(manifest: ManifestJson): Promise<void> {
    const at = (this.options.now ?? Date.now)();
    return this.#insert(MANIFEST_ROWS, { at, manifest });
  }

  keepNote(note: KeptNote): Promise<void> {
    return this.#insert(NOTE_ROWS, note);
  }

  notes(): AsyncIterable<KeptNote> {
    return this.#reader.byId("notes", "TRUE", {}, readNote);
  }

  keepPlan(plan: KeptPlan): Promise<void> {
    const key = {
      column: textCell(plan.column),
      benchmark: textCell(plan.benchmark),
      task: textCell(plan.task),
    };
    return this.#insertOnce(PLAN_ROWS, plan, (inserted) => {
      if (inserted) return;
      const kept = this.#reader.statement(
        "SELECT * FROM plans WHERE column_id = :column AND benchmark = :benchmark AND task = :task",
      ).get(key);
      const conflict = kept === undefined ? null : planConflict(this.path, readPlan(kept), plan);
      if (conflict !== null) throw conflict;
    });
  }

  plans(): Promise<readonly KeptPlan[]> {
    return this.#reader.all("SELECT * FROM plans ORDER BY id", {}, readPlan);
  }

  keepSample(sample: KeptSample): Promise<void> {
    const key = sampleKey(sample.benchmark, sample.task, sample.sampleId);
    return this.#insertOnce(SAMPLE_ROWS, sample, (inserted) => {
      if (inserted) return;
      const kept = this.#reader.statement(
        `SELECT id, record_sha256, prompt_sha256 FROM samples WHERE ${SAMPLE_IS}`,
      ).get(key);
      if (kept === undefined) return;
      const hashes = {
        recordSha256: readText(kept, "record_sha256"),
        promptSha256: readText(kept, "prompt_sha256"),
      };
      const conflict = sampleConflict(this.path, hashes, sample);
      if (conflict !== null) throw conflict;
    });
  }

  async sample(benchmark: string, task: string, sampleId: string): Promise<KeptSample | null> {
    const key = sampleKey(benchmark, task, sampleId);
    const [sample] = await this.#reader.all(
      `SELECT * FROM samples WHERE ${SAMPLE_IS}`,
      key,
      readSample,
    );
    return sample ?? null;
  }

  samples(filter: TaskFilter): AsyncGenerator<KeptSample, void> {
    return this.#samples(filter, "*", "TRUE", readSample);
  }

  sampleGroups(
    filter: TaskFilter,
  ): AsyncGenerator<Pick<KeptSample, "sampleId" | "groups">, void> {
    return this.#samples(filter, "id, position, sample_id, groups", "groups <> '{}'", (row) => ({
      sampleId: readText(row, "sample_id"),
      groups: readJson(row, "groups"),
    }));
  }

  /** Something of the samples of a task, in order of position. */
  async *#samples<Kept>(
    filter: TaskFilter,
    columns: string,
    condition: string,
    decode: (row: RawRow) => Kept,
  ): AsyncGenerator<Kept, void> {
    let position = -1, id = -1;
    for (;;) {
      const { rows, more } = await this.#reader.page(
        `SELECT ${columns} FROM samples WHERE benchmark = :benchmark AND task = :task
         AND (position, id) > (:position, :id) AND ${condition} ORDER BY position, id`,
        { ...taskKey(filter), position, id },
      );
      for (const row of rows) {
        yield this.#reader.decode(row, decode);
        position = readNumber(row, "position");
        id = readNumber(row, "id");
      }
      if (!more) return;
    }
  }

  keepAttempts(attempts: readonly KeptAttempt[]): Promise<void> {
    const rows = attempts.map((attempt) => ATTEMPT_ROWS.cells(attempt));
    return this.#keep(rows.reduce((sum, row) => sum + bytesOf(row), 0), () => {
      for (const row of rows) this.#reader.statement(ATTEMPT_ROWS.insert).run(...row);
    });
  }

  attempts(ask: AskId): Promise<readonly KeptAttempt[]> {
    return this.#reader.all(
      `SELECT * FROM attempts WHERE column_id = :column AND ${SAMPLE_IS} AND repeat = :repeat
       ORDER BY id`,
      {
        ...sampleKey(ask.benchmark, ask.task, ask.sampleId),
        column: textCell(ask.column),
        repeat: ask.repeat,
      },
      readAttempt,
    );
  }

  keepReply(reply: KeptReply): Promise<boolean> {
    return this.#insertOnce(REPLY_ROWS, reply, (inserted) => inserted);
  }

  async reply(requestKey: string): Promise<KeptReply | null> {
    const [reply] = await this.#reader.all(
      "SELECT * FROM replies WHERE request_key = :key",
      { key: textCell(requestKey) },
      readReply,
    );
    return reply ?? null;
  }

  replies(ask: AskId): Promise<readonly KeptReply[]> {
    return this.#reader.all(
      `SELECT * FROM replies WHERE column_id = :column AND ${SAMPLE_IS} AND repeat = :repeat
       ORDER BY id`,
      {
        ...sampleKey(ask.benchmark, ask.task, ask.sampleId),
        column: textCell(ask.column),
        repeat: ask.repeat,
      },
      readReply,
    );
  }

  allReplies(party?: Party): AsyncIterable<KeptReply> {
    return party === undefined
      ? this.#reader.byId("replies", "TRUE", {}, readReply)
      : this.#reader.byId("replies", "party = :party", { party }, readReply);
  }

  keepVerdict(verdict: KeptVerdict): Promise<void> {
    const row = VERDICT_ROWS.cells(verdict);
    return this.#keep(bytesOf(row), () => {
      try {
        this.#reader.statement(VERDICT_ROWS.insert).run(...row);
      } catch (cause) {
        if (!brokeForeignKey(cause)) throw cause;
        throw unknownSample(this.path, verdict.ask);
      }
    });
  }

  async *verdicts(column: string, filter: TaskFilter): AsyncGenerator<KeptVerdict, void> {
    const task = taskKey(filter);
    let position = -1, id = -1;
    for (;;) {
      // The range ends where a page of samples ends, so that samples without a verdict are passed.
      const ends = await this.#reader.all(
        `SELECT position, id FROM samples WHERE benchmark = :benchmark AND task = :task
         AND (position, id) > (:position, :id) ORDER BY position, id LIMIT ${VERDICT_PAGE_SAMPLES}`,
        { ...task, position, id },
        same,
      );
      const end = ends.at(-1);
      if (end === undefined) return;
      const until = { lastPosition: readNumber(end, "position"), lastId: readNumber(end, "id") };
      yield* await this.#reader.all(
        VERDICTS_OF_SAMPLES,
        { ...task, column: textCell(column), position, id, ...until },
        readVerdict,
      );
      position = until.lastPosition;
      id = until.lastId;
    }
  }

  async scoredAsks(column: string, filter: TaskFilter): Promise<ReadonlySet<string>> {
    // Beside a max(), SQLite takes the other columns from the row that has it.
    const asks = await this.#reader.all(
      `SELECT sample_id, repeat, kind, max(id) AS id FROM verdicts
       WHERE column_id = :column AND benchmark = :benchmark AND task = :task
       GROUP BY sample_id, repeat HAVING kind = 'scored'`,
      { ...taskKey(filter), column: textCell(column) },
      (row) => `${readText(row, "sample_id")}\u0000${readNumber(row, "repeat")}`,
    );
    return new Set(asks);
  }

  tokens(): ReturnType<Store["tokens"]> {
    return this.#reader.all(
      `SELECT column_id, benchmark, party, count(*) AS replies,
        sum(prompt_tokens) AS prompt_tokens, sum(completion_tokens) AS completion_tokens
      FROM replies GROUP BY column_id, benchmark, party ORDER BY column_id, benchmark, party`,
      {},
      (row) => ({
        column: readText(row, "column_id"),
        benchmark: readText(row, "benchmark"),
        party: readParty(row),
        replies: readNumber(row, "replies"),
        prompt: readNumber(row, "prompt_tokens"),
        completion: readNumber(row, "completion_tokens"),
      }),
    );
  }

  async flush(): Promise<void> {
    await this.#queue?.flush();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#queue?.end();
    this.#target?.[Symbol.dispose]();
    try {
      this.db.close();
    } finally {
      this.lock?.[Symbol.dispose]();
    }
  }

  #keep<Result>(bytes: number, run: () => Result): Promise<Result> {
    if (this.#queue !== null) return this.#queue.add(bytes, run);
    return Promise.reject(
      new StoreError(
        "read-only",
        this.path,
        `Cannot write to "${this.path}" as it was opened for reading`,
      ),
    );
  }

  #insert<Kept>(rows: TableRows<Kept>, kept: Kept): Promise<void> {
    const row = rows.cells(kept);
    return this.#keep(bytesOf(row), () => {
      this.#reader.statement(rows.insert).run(...row);
    });
  }

  /** Inserts a row unless its key is there, and says which through `then`. */
  #insertOnce<Kept, Result>(
    rows: TableRows<Kept>,
    kept: Kept,
    then: (inserted: boolean) => Result,
  ): Promise<Result> {
    const row = rows.cells(kept);
    return this.#keep(
      bytesOf(row),
      () => then(Number(this.#reader.statement(rows.insertOnce).run(...row).changes) > 0),
    );
  }
}

const SAMPLE_IS = "benchmark = :benchmark AND task = :task AND sample_id = :sample";

const VERDICTS_OF_SAMPLES = `
  SELECT verdict.* FROM samples AS sample CROSS JOIN verdicts AS verdict
    ON verdict.column_id = :column AND verdict.benchmark = :benchmark AND verdict.task = :task
      AND verdict.sample_id = sample.sample_id
  WHERE sample.benchmark = :benchmark AND sample.task = :task
    AND (sample.position, sample.id) > (:position, :id)
    AND (sample.position, sample.id) <= (:lastPosition, :lastId)
    AND verdict.id = (
      SELECT max(id) FROM verdicts AS every
      WHERE every.column_id = :column AND every.benchmark = :benchmark AND every.task = :task
        AND every.sample_id = sample.sample_id AND every.repeat = verdict.repeat
    )
  ORDER BY sample.position, sample.id, verdict.repeat`;

function taskKey({ benchmark, task }: TaskFilter): Parameters {
  return { benchmark: textCell(benchmark), task: textCell(task) };
}

function sampleKey(benchmark: string, task: string, sampleId: string): Parameters {
  return { ...taskKey({ benchmark, task }), sample: textCell(sampleId) };
}

function same(row: RawRow): RawRow {
  return row;
}

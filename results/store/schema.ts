/**
 * The tables of `run.sqlite`, for people in the `sqlite3` shell as much as for this program
 * (`docs/store.md` shows them).
 *
 * @module
 */

/** Marks a file as ours (`PRAGMA application_id`): "Assy" in ASCII. */
export const APPLICATION_ID = 0x41737379;

/** Raised by any change of a table (`PRAGMA user_version`). */
export const SCHEMA_VERSION = 2;

/** What makes a store of an earlier version one of this: statements by the version they start from. */
export const UPGRADES: Readonly<Record<number, string>> = {
  1: "ALTER TABLE replies ADD COLUMN logprobs TEXT",
};

/** Tables in the order they are filled; none is ever updated or deleted from. */
export const TABLES = [
  "manifest",
  "notes",
  "plans",
  "samples",
  "attempts",
  "replies",
  "verdicts",
] as const;

const ASK = `
  column_id TEXT NOT NULL,
  benchmark TEXT NOT NULL,
  task TEXT NOT NULL,
  sample_id TEXT NOT NULL,
  repeat INTEGER NOT NULL`;

const REQUEST = `
  request_key TEXT NOT NULL,${ASK},
  party TEXT NOT NULL,
  turn INTEGER NOT NULL`;

const appendOnly = TABLES.flatMap((table) =>
  ["UPDATE", "DELETE"].map((verb) => `
CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table} BEGIN
  SELECT RAISE(ABORT, 'Nothing kept is changed: ${verb} on ${table} is refused');
END;`)
).join("");

/**
 * Builds an empty store. Times are Unix milliseconds, flags 0 or 1; `messages`, `target`, `groups`,
 * `data`, `tool_calls`, `logprobs`, `scored_values`, `per_sample` and `manifest` hold JSON.
 */
export const SCHEMA = `
CREATE TABLE manifest (
  id INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  manifest TEXT NOT NULL
);
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE TABLE plans (
  id INTEGER PRIMARY KEY,
  column_id TEXT NOT NULL,
  benchmark TEXT NOT NULL,
  task TEXT NOT NULL,
  samples INTEGER NOT NULL,
  repeats INTEGER NOT NULL,
  plan_sha256 TEXT NOT NULL,
  data TEXT NOT NULL,
  UNIQUE (column_id, benchmark, task)
);
CREATE TABLE samples (
  id INTEGER PRIMARY KEY,
  benchmark TEXT NOT NULL,
  task TEXT NOT NULL,
  sample_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  record_sha256 TEXT NOT NULL,
  prompt_sha256 TEXT NOT NULL,
  messages TEXT NOT NULL,
  target TEXT NOT NULL,
  groups TEXT NOT NULL,
  UNIQUE (benchmark, task, sample_id)
);
CREATE INDEX samples_in_order ON samples (benchmark, task, position, id);
CREATE TABLE attempts (
  id INTEGER PRIMARY KEY,${REQUEST},
  attempt INTEGER NOT NULL,
  base_url TEXT NOT NULL,
  started_at_ms INTEGER NOT NULL,
  duration_ms REAL NOT NULL,
  status INTEGER,
  error_kind TEXT,
  error_detail TEXT
);
CREATE TABLE replies (
  id INTEGER PRIMARY KEY,${REQUEST},
  text TEXT NOT NULL,
  reasoning TEXT NOT NULL,
  tool_calls TEXT NOT NULL,
  finish TEXT NOT NULL,
  truncated INTEGER NOT NULL,
  prompt_tokens INTEGER NOT NULL,
  completion_tokens INTEGER NOT NULL,
  usage_estimated INTEGER NOT NULL,
  first_token_ms REAL,
  total_ms REAL NOT NULL,
  server_model TEXT,
  sent_max_tokens INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  logprobs TEXT,
  UNIQUE (request_key)
);
-- Finds the replies of an ask, and holds all that the sums of tokens need.
CREATE INDEX replies_of_ask ON replies
  (column_id, benchmark, task, sample_id, repeat, party, prompt_tokens, completion_tokens);
CREATE TABLE verdicts (
  id INTEGER PRIMARY KEY,${ASK},
  scoring TEXT NOT NULL,
  kind TEXT NOT NULL,
  outcome TEXT,
  answer TEXT,
  scored_values TEXT,
  per_sample TEXT,
  reason TEXT,
  detail TEXT,
  truncated INTEGER NOT NULL,
  loop INTEGER NOT NULL,
  reasoning_only INTEGER NOT NULL,
  empty INTEGER NOT NULL,
  judge_unparsable INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  FOREIGN KEY (benchmark, task, sample_id) REFERENCES samples (benchmark, task, sample_id)
);
CREATE INDEX verdicts_of_ask ON verdicts
  (column_id, benchmark, task, sample_id, repeat, id, kind);

CREATE VIEW latest_manifest AS
  SELECT * FROM manifest ORDER BY id DESC LIMIT 1;
CREATE VIEW latest_verdicts AS
  SELECT * FROM verdicts AS newest
  WHERE id = (
    SELECT max(id) FROM verdicts AS every
    WHERE every.column_id = newest.column_id AND every.benchmark = newest.benchmark
      AND every.task = newest.task AND every.sample_id = newest.sample_id
      AND every.repeat = newest.repeat
  );
CREATE VIEW outcomes AS
  SELECT column_id, benchmark, task, coalesce(outcome, reason) AS outcome, count(*) AS asks
  FROM latest_verdicts GROUP BY column_id, benchmark, task, coalesce(outcome, reason);
CREATE VIEW token_totals AS
  SELECT column_id, benchmark, party,
    sum(prompt_tokens) AS prompt_tokens, sum(completion_tokens) AS completion_tokens
  FROM replies GROUP BY column_id, benchmark, party;
${appendOnly}
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`;

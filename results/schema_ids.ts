/** Names of the JSON Schemas in `schemas/`: the `$id` of each and the `$schema` of its documents. */

/** Of `leaderboard.json`. */
export const LEADERBOARD_SCHEMA = "urn:assay:schema:leaderboard:1";

/** Of a run's summary, as `run --json` prints it. */
export const RUN_SUMMARY_SCHEMA = "urn:assay:schema:run-summary:1";

/** Of `manifest.json`. */
export const MANIFEST_SCHEMA = "urn:assay:schema:manifest:1";

/** Of what `assay judge-check` prints and keeps. */
export const JUDGE_CHECK_SCHEMA = "urn:assay:schema:judge-check:1";

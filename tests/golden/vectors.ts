/**
 * The door through which every golden vector is scored.
 *
 * @module
 */
export { scoreVector } from "../../runners/verify/score_vector.ts";
export { type Vector, vectorDifference, type VectorResult } from "../../runners/verify/vector.ts";

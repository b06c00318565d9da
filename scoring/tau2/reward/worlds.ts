import { PythonError } from "../../python/error.ts";
import type { DomainData } from "../domain.ts";
import { Environment, type EnvironmentOptions } from "../environment.ts";
import type { Criteria, EnvAssertion, Tau2Task } from "../task.ts";
import type { Entry } from "../trajectory.ts";

/** What the two worlds say about a conversation. */
export interface WorldCheck {
  readonly dbMatch: boolean;
  readonly envAssertions: readonly boolean[];
  /** Calls of the reference solution that failed, with their errors. */
  readonly failedGold: readonly string[];
}

/**
 * Runs a conversation's calls on one fresh world and the reference solution on another, compares
 * their databases, and checks the task's assertions on the first.
 *
 * The reference's errors are ignored, and no state is carried over between its calls.
 *
 * Upstream: tau2-bench@a2c0247 src/tau2/evaluator/evaluator_env.py.
 *
 * @throws {PythonError} if the recorded answers are not what the calls return, or an assertion fails
 * to run
 */
export function checkWorlds(
  data: DomainData,
  task: Tau2Task,
  criteria: Criteria,
  entries: readonly Entry[],
  options: EnvironmentOptions = {},
): WorldCheck {
  const predicted = new Environment(data, options);
  predicted.setState(task.initial, entries);
  const { environment: gold, failed } = goldWorld(data, task, criteria, options);
  const dbMatch = predicted.sameDatabases(gold);
  const assertions = criteria.envAssertions ?? [];
  return {
    dbMatch,
    envAssertions: assertions.map((assertion) => holds(predicted, assertion)),
    failedGold: failed,
  };
}

/** The world that the reference solution leaves; upstream plays it outside of solo mode always. */
export function goldWorld(
  data: DomainData,
  task: Tau2Task,
  criteria: Criteria,
  { generation = "v1.0" }: EnvironmentOptions = {},
): { readonly environment: Environment; readonly failed: readonly string[] } {
  const environment = new Environment(data, { generation });
  environment.setState(task.initial, task.initial.history);
  const failed: string[] = [];
  for (const { name, requestor, arguments: given } of criteria.actions ?? []) {
    try {
      environment.call(name, requestor, given);
    } catch (cause) {
      if (!(cause instanceof PythonError)) throw cause;
      failed.push(`${name}: ${cause.message}`);
    }
  }
  return { environment, failed };
}

function holds(world: Environment, assertion: EnvAssertion): boolean {
  const result = world.callForTask(assertion);
  if (typeof result !== "boolean") {
    const message = `Function ${assertion.name} returned something else than true or false`;
    throw new PythonError("ValueError", message);
  }
  return result === assertion.wanted;
}

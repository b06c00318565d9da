import type { Data } from "../python/data.ts";
import { copy } from "./table.ts";
import type { Kit } from "./toolkit.ts";

/** Ids of the domains; `mock` is for tests only. */
export type DomainId = "airline" | "retail" | "telecom" | "mock";

/** Who acts on a world: the agent or the simulated user. */
export type Requestor = "assistant" | "user";

/** One side of a world: its database, and what its tools know beside it. */
export interface Side {
  readonly kit: Kit;
  /** Replaced as a whole when initialization data is merged. */
  db: object;
  /** Name of the model of `db`: initialization data can hand one side the other's database. */
  modelName: string;
  readonly memory: unknown;
}

/** The state that a conversation changes. */
export interface World {
  readonly agent: Side;
  /** `null` where the user has no tools. */
  readonly user: Side | null;
}

/** A customer service with its databases and the tools of both sides. */
export interface Domain {
  readonly id: DomainId;
  readonly agent: Kit;
  readonly user: Kit | null;
  /**
   * Carries over what one side's state says about the other's, after every call and step.
   *
   * @throws {PythonError} if the databases contradict each other
   */
  sync(world: World): void;
}

/** Databases as they were loaded: shared by all worlds, changed by none. */
export interface DomainData {
  readonly domain: Domain;
  readonly agent: object;
  readonly user: object | null;
}

/**
 * Builds a domain's databases from their files' data.
 *
 * @param user the user's side; left out, all defaults
 * @throws {PythonError} `ValidationError` naming the first member that does not fit
 */
export function loadDomain(domain: Domain, agent: Data, user: Data = new Map()): DomainData {
  return {
    domain,
    agent: domain.agent.model.parse(agent, domain.agent.model.name),
    user: domain.user === null
      ? null
      : domain.user.model.parse(user ?? new Map(), domain.user.model.name),
  };
}

/** A world as it is before anything happened. */
export function freshWorld(data: DomainData): World {
  const side = (kit: Kit, db: object): Side => ({
    kit,
    db: copy(db),
    modelName: kit.model.name,
    memory: kit.memory(),
  });
  const { agent, user } = data.domain;
  return {
    agent: side(agent, data.agent),
    user: user === null || data.user === null ? null : side(user, data.user),
  };
}

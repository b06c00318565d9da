/**
 * Self-written worlds and tasks that show the benchmark without its data.
 *
 * @module
 */
import type { DomainId } from "../../scoring/tau2/domain.ts";
import type { TaskRecord } from "../../scoring/tau2/task.ts";
import { airlineDemo } from "./demo/airline.ts";
import { mockDemo } from "./demo/mock.ts";
import { retailDemo } from "./demo/retail.ts";
import { telecomDemo } from "./demo/telecom.ts";
import type { DomainFile } from "./files.ts";

type Row = ReturnType<typeof TaskRecord.parse>;

/** A domain's self-written world. */
export interface DomainDemo {
  /** The agent's database, JSON or TOML as upstream's file is. */
  readonly db: string;
  readonly userDb?: string;
  readonly policy: string;
  readonly tasks: readonly Row[];
}

const demos: Readonly<Record<DomainId, DomainDemo>> = {
  airline: airlineDemo,
  retail: retailDemo,
  telecom: telecomDemo,
  mock: mockDemo,
};

const GUIDELINES = `You play a customer who talks to a customer service agent. Keep to the scenario
below and say one thing at a time. When the agent has done what you want, reply ###STOP###.
<PERSONA_GUIDELINES>`;

/** A domain's self-written tasks. */
export const demoTasks: Readonly<Record<DomainId, readonly Row[]>> = {
  airline: airlineDemo.tasks,
  retail: retailDemo.tasks,
  telecom: telecomDemo.tasks,
  mock: mockDemo.tasks,
};

/** The self-written text in the place of a published file. */
export function demoFile(domain: DomainId, { role, path }: DomainFile): string {
  const { db, userDb, policy } = demos[domain];
  switch (role) {
    case "db":
      return db;
    case "user-db":
      return userDb ?? (path.endsWith(".toml") ? "" : "{}");
    case "guidelines":
      return GUIDELINES;
    default:
      return policy;
  }
}

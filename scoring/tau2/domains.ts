import { airline } from "./airline/mod.ts";
import type { Domain } from "./domain.ts";
import { mock } from "./mock/mod.ts";
import { retail } from "./retail/mod.ts";

/** The domains by id. */
export const domains = { airline, retail, mock } as const satisfies Record<string, Domain>;

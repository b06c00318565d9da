import { airline } from "./airline/mod.ts";
import type { Domain, DomainId } from "./domain.ts";
import { mock } from "./mock/mod.ts";
import { retail } from "./retail/mod.ts";
import { telecom } from "./telecom/mod.ts";

/** The domains by id. */
export const domains: Readonly<Record<DomainId, Domain>> = { airline, retail, telecom, mock };

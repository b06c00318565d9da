import { seededDraw } from "../../../scoring/random.ts";
import type { SimRequest } from "../chat_request.ts";
import type { KeyCount } from "../stats.ts";
import type { Fault, FaultSettings } from "./kinds.ts";

/** Says which request gets which fault. */
export interface FaultPlan {
  /** The fault of this request, or `null`. */
  next(request: SimRequest, count: KeyCount): Fault | null;
  /** Adds entries to the end of the script. */
  script(faults: readonly (Fault | null)[]): void;
}

/**
 * Follows the settings. Faults by rate are drawn from the seed, the request's key and how often it
 * was asked, so that they do not depend on the order of arrival.
 */
export function faultPlan(settings: FaultSettings, seed: number): FaultPlan {
  const matches = settings.match.map((match) => ({ ...match, left: match.times ?? Infinity }));
  const script = [...settings.script];
  let at = 0;
  return {
    script: (faults) => void script.push(...faults),
    next(request, count) {
      const match = matches.find(({ contains, left }) =>
        left > 0 && request.text.includes(contains)
      );
      if (match !== undefined) {
        match.left--;
        return match.fault;
      }
      const scripted = script[at];
      if (scripted !== undefined) {
        at++;
        return scripted;
      }
      if (settings.rates.length === 0) return null;
      if (settings.limitPerRequest !== null && count.faults >= settings.limitPerRequest) {
        return null;
      }
      let chance = seededDraw(`${seed}/fault/${count.asked}/${request.key}`)();
      for (const { rate, fault } of settings.rates) {
        if (chance < rate) {
          count.faults++;
          return fault;
        }
        chance -= rate;
      }
      return null;
    },
  };
}

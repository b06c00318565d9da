import type { DomainId } from "../../scoring/tau2/domain.ts";
import type { Generation } from "../../scoring/tau2/toolkit.ts";
import { type Source, url } from "../define.ts";
import { commits, type DomainFile, domainFiles } from "./files.ts";
import { taskRecords } from "./records.ts";

/** Tasks of a domain's official set. */
export const taskCounts: Readonly<Record<DomainId, number | null>> = {
  airline: 50,
  retail: 114,
  telecom: 114,
  mock: null,
};

/** A file of the official repository at a generation's commit. */
export function sourceOf({ path, digest }: DomainFile, generation: Generation): Source {
  return url({
    url: `https://raw.githubusercontent.com/sierra-research/tau2-bench/${
      commits[generation]
    }/data/tau2/${path}`,
    format: "json",
    licence: "MIT",
    ...digest[generation],
  });
}

/**
 * The tasks of a domain. Telecom's are those of the older file in both generations: the newer one has
 * the same tasks among 2,285.
 *
 * Their numbers must not pass through JavaScript's JSON: arguments become texts first.
 */
export function tasksSource(domain: DomainId, generation: Generation): Source {
  const file = domainFiles[domain].find(({ role }) => role === "tasks");
  if (file === undefined) throw new RangeError(`There are no tasks of "${domain}"`);
  const records = taskCounts[domain];
  return {
    ...sourceOf(file, domain === "telecom" ? "v0.2" : generation),
    ...(records === null ? {} : { records }),
    repair: (text) => ({ text: JSON.stringify(taskRecords(text)), notes: [] }),
  };
}

/** The files of a domain that a generation has beside its tasks. */
export function otherFiles(domain: DomainId, generation: Generation): readonly DomainFile[] {
  return domainFiles[domain].filter(({ role, digest }) =>
    role !== "tasks" && digest[generation] !== null
  );
}

/**
 * The published databases of tau2-bench, for the vectors that hash them.
 *
 * @module
 */
import { type Data, readData } from "../../../scoring/python/data.ts";
import { type DomainData, type DomainId, loadDomain } from "../../../scoring/tau2/domain.ts";
import { domains } from "../../../scoring/tau2/domains.ts";
import { readToml } from "../../../scoring/tau2/toml.ts";
import { MissingDataError } from "../missing_data.ts";

/** Files of each domain: the agent's database, then the user's. */
const FILES: Readonly<Record<DomainId, readonly string[]>> = {
  airline: ["airline/db.json"],
  retail: ["retail/db.json"],
  telecom: ["telecom/db.toml", "telecom/user_db.toml"],
  mock: ["mock/db.json", "mock/user_db.json"],
};

/** Folders that may hold the domains' folders: the user's own, then one beside the project. */
const FOLDERS: readonly URL[] = [
  new URL("../../../data/tau2-bench/", import.meta.url),
  new URL("../../../../shared/data/tau2-bench/", import.meta.url),
];

/**
 * Opens a domain's published databases.
 *
 * @throws {MissingDataError} if a file is nowhere, with what to do
 * @throws {SyntaxError} if a file is no JSON or TOML
 */
export async function openOfficial(domain: DomainId): Promise<DomainData> {
  const databases: Data[] = [];
  for (const name of FILES[domain]) {
    const text = await firstText(name);
    const data = name.endsWith(".toml") ? readToml(text) : readData(text);
    if (data === undefined) throw new SyntaxError(`Cannot read "${name}": wanted JSON`);
    databases.push(data);
  }
  const [agent = null, user] = databases;
  return loadDomain(domains[domain], agent, user);
}

async function firstText(name: string): Promise<string> {
  for (const folder of FOLDERS) {
    try {
      return await Deno.readTextFile(new URL(name, folder));
    } catch (cause) {
      if (!(cause instanceof Deno.errors.NotFound)) throw cause;
    }
  }
  throw new MissingDataError(
    `Cannot hash published data of tau2-bench as "${name}" is missing: put the folders below ` +
      `"data/tau2/domains" of a clone of its repository into "data/tau2-bench"`,
  );
}

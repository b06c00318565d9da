import { type Data, readData } from "../../scoring/python/data.ts";
import { type DomainId, loadDomain } from "../../scoring/tau2/domain.ts";
import { domains } from "../../scoring/tau2/domains.ts";
import { readToml } from "../../scoring/tau2/toml.ts";
import type { Generation } from "../../scoring/tau2/toolkit.ts";
import type { OpenDomain } from "./conversation.ts";
import { domainFiles, type FileRole } from "./files.ts";

/**
 * Opens a domain from the texts of its files.
 *
 * @param textOf the text of a file by its path below `data/tau2/`; its hash is checked by who reads it
 * @throws {SyntaxError} if a database is no JSON or TOML
 * @throws {PythonError} `ValidationError` if a database does not fit its model
 */
export function openDomain(
  id: DomainId,
  generation: Generation,
  textOf: (path: string) => string,
  { solo = false }: { readonly solo?: boolean } = {},
): OpenDomain {
  const files = domainFiles[id].filter(({ digest }) => digest[generation] !== null);
  const texts = (role: FileRole): string[] =>
    files.filter((file) => file.role === role).map(({ path }) => textOf(path));
  const databases = (role: FileRole): Data[] =>
    files.filter((file) => file.role === role).map(({ path }) => readDatabase(path, textOf(path)));
  const [agent = null] = databases("db");
  const [user] = databases("user-db");
  const [guidelines = ""] = texts("guidelines");
  const policies = texts("policy");
  const [soloPolicy] = solo ? texts("solo-policy") : [];
  const main = soloPolicy ?? policies[0] ?? "";
  return {
    data: loadDomain(domains[id], agent, user),
    policy: policies[1] === undefined ? main : joined(main, policies[1]),
    guidelines,
  };
}

/** Telecom's policy comes in two parts. */
function joined(main: string, support: string): string {
  return `<main_policy>\n${main}\n</main_policy>\n` +
    `<tech_support_policy>\n${support}\n</tech_support_policy>`;
}

function readDatabase(path: string, text: string): Data {
  if (path.endsWith(".toml")) return readToml(text);
  const data = readData(text);
  if (data === undefined) throw new SyntaxError(`Cannot read "${path}": wanted JSON`);
  return data;
}

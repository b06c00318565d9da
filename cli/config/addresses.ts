import { UsageError } from "../errors.ts";
import { addressProblem, variableProblem } from "./secrets.ts";

/**
 * Addresses given with a flag, in their usual form.
 *
 * @throws {UsageError} that does not quote the address, which may hold a key
 */
export function flagAddresses(flag: string, addresses: readonly string[]): string[] {
  for (const address of addresses) refuse(flag, addressProblem(address));
  return [...new Set(addresses.map(withPath))];
}

/**
 * The name of a key's environment variable given with a flag.
 *
 * @throws {UsageError} that does not quote it: a key given in its place would be printed
 */
export function flagVariable(flag: string, name: string): string {
  refuse(flag, variableProblem(name));
  return name;
}

function refuse(flag: string, problem: string | null): void {
  if (problem !== null) throw new UsageError(`Cannot use ${flag} as it ${problem}`);
}

/** An address of a host alone means its `/v1`; slashes at the end do not matter. */
export function withPath(address: string): string {
  const url = new URL(address);
  if (url.pathname === "/") url.pathname = "/v1";
  let { href } = url;
  while (href.endsWith("/")) href = href.slice(0, -1);
  return href;
}

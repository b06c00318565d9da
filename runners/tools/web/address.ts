import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";
import { WebError } from "./errors.ts";

/** Finds the addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** Which hosts pages may be read from. */
export interface HostRules {
  /**
   * Hosts that are allowed by name whatever their address and port: `wiki.example`, or
   * `127.0.0.1:8080` for one port alone.
   */
  readonly allowed: readonly string[];
  /** Default: the system's */
  readonly resolve?: Resolve;
}

/** A place that may be connected to. */
export interface CheckedPlace {
  readonly url: URL;
  /** The one address that was checked: the connection goes there and nowhere else. */
  readonly address: string;
  readonly family: 4 | 6;
}

/** Ports of addresses that are not allowed by name. */
const PORTS: ReadonlySet<string> = new Set(["", "80", "443", "8080", "8443"]);

/** Public addresses that are no site: what clouds tell their machines about themselves. */
const METADATA: ReadonlySet<string> = new Set(["168.63.129.16"]);

/** True for an address of the public internet, spelled as resolvers do. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  // Anything that is no plain unicast is somebody's own, or a tunnel to such an address.
  return parsed.range() === "unicast" && !METADATA.has(parsed.toString());
}

/**
 * Decides whether a page may be read and which address it is read from. The name is resolved here
 * once: a name that answers differently a moment later changes nothing.
 *
 * @throws {WebError} `refused-address` or `unreachable`
 */
export async function checkPlace(text: string, rules: HostRules): Promise<CheckedPlace> {
  const url = URL.parse(text);
  if (url === null) throw refused(text, "it is no address");
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw refused(text, `only http and https are read, not "${url.protocol}"`);
  }
  if (url.username !== "" || url.password !== "") throw refused(text, "it holds a user");
  // The parser has spelled decimal, octal and hexadecimal hosts as dotted numbers by now.
  const host = bare(url.hostname);
  const known = isAllowed(url, rules.allowed);
  if (!known && !PORTS.has(url.port)) throw refused(text, `port ${url.port} is not read`);
  const addresses = ipaddr.isValid(host) ? [host] : await resolved(host, rules);
  // All of them: a name with a private address among public ones is an attempt.
  const hidden = known ? undefined : addresses.find((address) => !isPublicAddress(address));
  if (hidden !== undefined) {
    throw refused(text, "it leads to an address that is not on the public internet");
  }
  const address = addresses.find((one) => ipaddr.IPv4.isIPv4(one)) ?? addresses[0]!;
  return { url, address, family: ipaddr.IPv4.isIPv4(address) ? 4 : 6 };
}

function isAllowed({ hostname, port, protocol }: URL, allowed: readonly string[]): boolean {
  const host = bare(hostname).toLowerCase();
  const shown = port === "" ? (protocol === "https:" ? "443" : "80") : port;
  return allowed.some((entry) => {
    const name = entry.toLowerCase();
    return name === host || name === `${host}:${shown}` || name === `[${host}]:${shown}`;
  });
}

async function resolved(host: string, { resolve = systemResolve }: HostRules): Promise<string[]> {
  let found: readonly string[];
  try {
    found = await resolve(host);
  } catch {
    found = [];
  }
  const addresses = found.filter((address) => ipaddr.isValid(address));
  if (addresses.length === 0) {
    throw new WebError("unreachable", `Cannot read a page of "${short(host)}": no such host`);
  }
  return addresses;
}

async function systemResolve(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}

function refused(text: string, why: string): WebError {
  return new WebError("refused-address", `Cannot read "${short(text)}": ${why}`);
}

/** An address as errors show it. */
export function short(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

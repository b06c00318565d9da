/**
 * Keeps keys out of configuration files, and so out of manifests, logs and shell histories.
 *
 * @module
 */

/** A reference to an environment variable, `$NAME`. */
const REFERENCE = /\$[A-Za-z_][A-Za-z0-9_]*/g;

const SENSITIVE_NAME = /authori[sz]ation|api[-_]?key|token|secret|cookie|passw/i;

/** Prefixes that providers give their keys. */
const KEY_PREFIX =
  /\b(?:sk|pk|rk|hf|gsk|xai|nvapi|ghp|gho|glpat|xoxb|xoxp)[-_][A-Za-z0-9_-]{8}|\bAIza[\w-]{20}|\beyJ[\w-]{10}/;

/** True for a text that has the form of a key or of a header that carries one. */
export function looksSecret(text: string): boolean {
  const literal = text.slice(0, 10_000).replaceAll(REFERENCE, "");
  return /^(?:bearer|basic|token)\s+\S/i.test(literal.trim()) || KEY_PREFIX.test(literal);
}

/** True for a header whose value must come from the environment and does not. */
export function headerHoldsSecret(name: string, value: string): boolean {
  if (looksSecret(value)) return true;
  return SENSITIVE_NAME.test(name) && value.match(REFERENCE) === null;
}

/** True if a text anywhere in a JSON value looks like a key. */
export function holdsSecret(value: unknown): boolean {
  if (typeof value === "string") return looksSecret(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, inner]) =>
    holdsSecret(inner) || (typeof inner === "string" && /api[-_]?key|secret|passw/i.test(name))
  );
}

/** What is wrong with a server's address, or `null`. */
export function addressProblem(address: string): string | null {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return `must be an address such as "http://127.0.0.1:8000/v1"`;
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    return "must not hold a user, a key or a query: name the key's environment variable instead";
  }
  if (/\/(?:chat\/)?completions\/?$/.test(url.pathname)) {
    return `must end before "/chat/completions"`;
  }
  return null;
}

/** What is wrong with the name of a key's environment variable, or `null`. Never quotes it. */
export function variableProblem(name: string): string | null {
  return /^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(name) && !looksSecret(name)
    ? null
    : `must be the name of an environment variable such as "OPENAI_API_KEY", not a key`;
}

/** What is wrong with the address of a search engine with places to fill in, or `null`. */
export function templateProblem(address: string): string | null {
  const url = URL.parse(address.replaceAll(/\{(?:query|count)\}/g, "0"));
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return `must be an address such as "https://search.example/api?q={query}"`;
  }
  const keyed = [...url.searchParams].some(([name, value]) =>
    SENSITIVE_NAME.test(name) || looksSecret(value)
  );
  return url.username !== "" || url.password !== "" || keyed
    ? "must not hold a user or a key: send the key in a header"
    : null;
}

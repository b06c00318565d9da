/** Stands where a key stood. */
const MASK = "[key]";

/**
 * Shortest secret that is looked for. Placeholders such as "EMPTY" that servers without keys are
 * given protect nothing, and masking them would eat words.
 */
const MIN_LENGTH = 6;

/** Headers that hold a secret by what their name says. */
const SECRET_HEADER = /auth|key|token|secret|cookie|password/i;

/** Replaces every occurrence of some secrets; made once for an endpoint. */
export type Redact = (text: string) => string;

/**
 * Masks keys in a text, also as they look inside JSON, in a URL or as base64, so that a server
 * that echoes a request cannot bring one into a message, a note or the store.
 *
 * Mask before shortening: a cut key is still a key to whoever finds most of it.
 */
export function redact(text: string, keys: readonly string[]): string {
  return redactor(keys)(text);
}

/** {@linkcode redact} with its keys prepared. */
export function redactor(keys: readonly string[]): Redact {
  const forms = new Set<string>();
  for (const key of keys) {
    if (key.length < MIN_LENGTH) continue;
    forms.add(key);
    forms.add(JSON.stringify(key).slice(1, -1));
    forms.add(encodeURIComponent(key));
    forms.add(base64(key));
  }
  // Longest first, so that a key that is part of another form leaves nothing of it behind.
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  return (text) => {
    let masked = text;
    for (const form of ordered) {
      if (masked.includes(form)) masked = masked.replaceAll(form, MASK);
    }
    return masked;
  };
}

/** The values among configured headers that are secrets. */
export function secretHeaderValues(headers: Readonly<Record<string, string>>): string[] {
  const values: string[] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (!SECRET_HEADER.test(name)) continue;
    values.push(value, value.replace(/^\w+ /, ""));
  }
  return values;
}

function base64(text: string): string {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}

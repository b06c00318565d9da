/** Configured headers with their references filled in. */
export interface HeaderValues {
  readonly values: Readonly<Record<string, string>>;
  /** What came from the environment: masked wherever it turns up. */
  readonly secrets: readonly string[];
  /** A variable that is named and not set; `null` where all are. */
  readonly missing: string | null;
}

/**
 * Fills in `$NAME` in header values from the environment. A key thus stands in no configuration and
 * no manifest, and is read when the endpoint is made.
 */
export function headerValues(
  headers: Readonly<Record<string, string>>,
  env: (name: string) => string | undefined,
): HeaderValues {
  const secrets: string[] = [];
  let missing: string | null = null;
  const values = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value.replaceAll(/\$([A-Za-z_][A-Za-z0-9_]*)/g, (_, variable: string) => {
        const found = env(variable) || null;
        if (found === null) missing ??= variable;
        else secrets.push(found);
        return found ?? "";
      }),
    ]),
  );
  return { values, secrets, missing };
}

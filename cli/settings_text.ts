import type { Setting } from "./config/settings.ts";
import { textTable } from "./text_table.ts";

/** Every effective setting with where it came from. */
export function settingsText(settings: readonly Setting[]): string {
  return textTable(
    [{ title: "setting" }, { title: "value" }, { title: "from" }],
    settings.map(({ name, value, from }) => [name, JSON.stringify(value), from]),
  );
}

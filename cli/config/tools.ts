import { type GivenTool, TOOL_NAMES, type ToolName } from "../../runners/tools/given.ts";
import { UsageError } from "../errors.ts";
import type { LoadedConfig } from "./load.ts";
import { Settings } from "./settings.ts";

/** What `--tool` was given. */
export type ToolPairs = readonly (readonly [name: string, path: string])[] | undefined;

/**
 * What scorers are given: flags over file over what a run was given before.
 *
 * @throws {UsageError} if there is no tool of a name
 */
export function resolveTools(
  pairs: ToolPairs,
  file: LoadedConfig | null,
  before: readonly GivenTool[] = [],
  settings: Settings = new Settings(),
): readonly GivenTool[] {
  const flags = new Map<string, string>();
  for (const [name, path] of pairs ?? []) {
    if (!TOOL_NAMES.some((known) => known === name)) {
      throw new UsageError(
        `Cannot use --tool ${name} as there is no such tool: known are ${TOOL_NAMES.join(", ")}`,
      );
    }
    flags.set(name, path);
  }
  return TOOL_NAMES.flatMap((name: ToolName): GivenTool[] => {
    const kept = before.find((tool) => tool.name === name);
    const path = settings.optional<string>(`tools.${name}`, [
      [flags.get(name), "--tool"],
      [file?.config.tools?.[name], `${file?.path} tools.${name}`],
      [kept?.path, "run"],
    ]);
    return path === undefined ? [] : [{ name, path, files: kept?.files ?? [] }];
  });
}

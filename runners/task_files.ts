import type { Task } from "../benchmarks/define.ts";
import type { TaskFiles } from "../scoring/types.ts";
import { DatasetError } from "./data/errors.ts";
import { type DataOptions, isFolder } from "./data/locate.ts";
import { readWhole } from "./data/whole.ts";

/** What a scorer is handed of a task's files. */
export function filesTool(files: TaskFiles | string | undefined): { readonly files?: TaskFiles } {
  return typeof files === "object" && Object.keys(files).length > 0 ? { files } : {};
}

/** The self-written files of a task. */
export function demoFiles({ files }: Pick<Task, "files">): TaskFiles {
  return Object.fromEntries(Object.entries(files).map(([name, { demo }]) => [name, demo]));
}

/**
 * Reads the files of a task whole, each checked by its digest; downloads what is not here.
 *
 * @returns their texts, or the sentence that says which one is not to be had
 */
export async function readTaskFiles(
  { files }: Pick<Task, "files">,
  options: DataOptions,
): Promise<TaskFiles | string> {
  const texts: Record<string, string> = {};
  // A single file of the user's takes the place of the records alone.
  const file = options.file && await isFolder(options.file) ? options.file : null;
  for (const [name, { source }] of Object.entries(files)) {
    try {
      texts[name] = await readWhole(source, { ...options, file });
    } catch (cause) {
      if (!(cause instanceof DatasetError)) throw cause;
      return cause.message;
    }
  }
  return texts;
}

import type { Sampling } from "../../runners/backend/types.ts";
import type { UserConfig } from "../../runners/run_types.ts";
import { UsageError } from "../errors.ts";
import { printableLine } from "../printable.ts";
import { type EndpointSource, priceOf, resolveEndpoint } from "./endpoint.ts";
import type { LoadedConfig } from "./load.ts";
import type { Settings } from "./settings.ts";

/** Flags that say who plays the user of conversations. */
export interface UserFlags {
  readonly userModel?: string | undefined;
  readonly userBaseUrl?: readonly string[] | undefined;
  readonly userApiKeyEnv?: string | undefined;
  readonly userConcurrency?: number | "auto" | undefined;
}

/**
 * Who plays the user: the model of `--user-model`, else the file's `user`. A flag wins over what the
 * file says of the same.
 *
 * @param taken Labels of models and judges: it has a limit of its own, so it needs its own label
 * @returns `null` where nobody does
 * @throws {UsageError} if its server is not known
 */
export function resolveUser(
  flags: UserFlags,
  file: LoadedConfig | null,
  taken: readonly string[],
  settings: Settings,
): UserConfig | null {
  const source = sourceOf(flags, file);
  if (source === null) {
    settings.note("user", null, "default");
    return null;
  }
  if (taken.includes(source.label)) {
    throw new UsageError(
      `Cannot use the user "${printableLine(source.label, 60)}" as a model or judge has this ` +
        `label too: give one of them another label`,
    );
  }
  settings.note(
    "user.model",
    source.model,
    source.entry === null ? "--user-model" : source.entryAt,
  );
  const endpoint = resolveEndpoint(source, settings);
  const inFile = file?.config.user?.sampling ?? {};
  const sampling: Partial<Sampling> = source.entry === null ? {} : Object.fromEntries(
    Object.entries(inFile).flatMap(([key, value]) =>
      value === undefined ? [] : [[
        key,
        settings.note(`user.sampling.${key}`, value, `${source.entryAt}.sampling.${key}`),
      ]]
    ),
  );
  return { endpoint, sampling, price: priceOf(source, settings) };
}

function sourceOf(flags: UserFlags, file: LoadedConfig | null): EndpointSource | null {
  const entry = file?.config.user;
  const server = {
    name: "user",
    flagPrefix: "--user-",
    flags: {
      baseUrl: flags.userBaseUrl,
      apiKeyEnv: flags.userApiKeyEnv,
      concurrency: flags.userConcurrency,
    },
  };
  const { userModel } = flags;
  const fits = entry !== undefined &&
    (userModel === undefined || userModel === entry.label || userModel === entry.model);
  if (fits) {
    const { label, model = label } = entry;
    return { ...server, label, model, entry, entryAt: `${file?.path} user` };
  }
  if (userModel === undefined) {
    if (flags.userBaseUrl === undefined) return null;
    throw new UsageError(
      "Cannot use --user-base-url without --user-model: name the model that plays the user",
    );
  }
  if (flags.userBaseUrl === undefined) {
    throw new UsageError(
      `Cannot ask the user "${printableLine(userModel, 60)}" as its server is not known: give ` +
        `--user-base-url, or describe it under user in assay.json`,
    );
  }
  return { ...server, label: `user:${userModel}`, model: userModel, entry: null, entryAt: "" };
}

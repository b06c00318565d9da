/**
 * The files of the official repository that each domain needs, below `data/tau2/`, with the hashes of
 * both generations. Upstream: sierra-research/tau2-bench (MIT), v0.2.0 = f8de30c, v1.0 = a2c0247.
 *
 * @module
 */
import type { DomainId } from "../../scoring/tau2/domain.ts";
import type { Generation } from "../../scoring/tau2/toolkit.ts";

/** The commit whose files are meant. */
export const commits: Readonly<Record<Generation, string>> = {
  "v0.2": "f8de30c298689cbe0117d76a378e7315a17e5bd8",
  "v1.0": "a2c024725189473d2d7cea3a5cfdbcc67478e41f",
};

/** How a file is known again: SHA-256 of its bytes, or the name of its Git blob (SHA-1). */
export type Digest = { readonly sha256: string } | { readonly gitBlob: string };

/** What a file is for. */
export type FileRole = "tasks" | "db" | "user-db" | "policy" | "solo-policy" | "guidelines";

/** A file of a domain. Several policies are joined, see `open.ts`. */
export interface DomainFile {
  readonly role: FileRole;
  readonly path: string;
  readonly digest: Readonly<Record<Generation, Digest | null>>;
}

const sha = (sha256: string): Digest => ({ sha256 });

/** A file that both generations share. */
function both(role: FileRole, path: string, digest: Digest): DomainFile {
  return { role, path, digest: { "v0.2": digest, "v1.0": digest } };
}

/** A file that differs; `null` where a generation has none. */
function each(role: FileRole, path: string, older: Digest | null, newer: Digest): DomainFile {
  return { role, path, digest: { "v0.2": older, "v1.0": newer } };
}

const guidelines = each(
  "guidelines",
  "user_simulator/simulation_guidelines.md",
  sha("05f4f48e5beefcb527d81fdee6271ce0e997fa4721e8d3ae4db0e820fb0a9013"),
  sha("740a29dfa64d7bc08eea3bf7493575b914a63f744acbaf7f199ee07eddaf72d3"),
);

/** For users with tools. */
const toolGuidelines = each(
  "guidelines",
  "user_simulator/simulation_guidelines_tools.md",
  sha("7b0cdb574909a15bb16e75296eb7a0c6b371fbe385a1b23a2fc8ea3751ee4b3b"),
  sha("cbf3d8a4d8642fd04e559862f1afef55d7dd4e6a7e727ca49e239023c599de0c"),
);

/** The files of each domain. */
export const domainFiles: Readonly<Record<DomainId, readonly DomainFile[]>> = {
  airline: [
    each(
      "tasks",
      "domains/airline/tasks.json",
      sha("40d692b3fca780f46b56d48b447fd8db79a653f216667b8ed7c1a88380544532"),
      sha("ccd8ba737b4cc371415af70151187788f728d6108d0916e73bb4317b40542052"),
    ),
    // Never seen here: its hash is its name in the repository's tree.
    both("db", "domains/airline/db.json", { gitBlob: "c6a1e817aa9102c5822e83affb3595acbc312701" }),
    both(
      "policy",
      "domains/airline/policy.md",
      sha("10dc0525421521208be39cee235bba84a16e2bcba9899eb93d92cd81d2f62fc4"),
    ),
    guidelines,
  ],
  retail: [
    each(
      "tasks",
      "domains/retail/tasks.json",
      sha("76e1fa649a359bef2d2fd30eae834b99d261d84e2e5d364856f6632fdf778dfd"),
      sha("8e03ebce7901bd6218e7a7dc3105faa9324091a68058f7fe61c65262868812e8"),
    ),
    both(
      "db",
      "domains/retail/db.json",
      sha("413a65160adbdb5fde0ffc0015c49b6d70250b10c18128de169b597af7766765"),
    ),
    both(
      "policy",
      "domains/retail/policy.md",
      sha("2c9652afbce57d6e087768d37cda64d31c53d50b3e3225cfdb791bac66466467"),
    ),
    guidelines,
  ],
  telecom: [
    // The newer file holds 2,285 tasks, of which the split `base` is the older one's 114.
    each(
      "tasks",
      "domains/telecom/tasks.json",
      sha("192a2c143b3b512c37c3775fdf6c5040c33717388620c38b140c731dc6153cd7"),
      { gitBlob: "6f41a5e3489e187fa247d729706509d8250a31c1" },
    ),
    both(
      "db",
      "domains/telecom/db.toml",
      sha("562d647ef9d7df8df91eafd8ee76036e707c8f9e32aaedc4a7fde06975aea2c0"),
    ),
    both(
      "user-db",
      "domains/telecom/user_db.toml",
      sha("4886107ea0c16f8e16d74bef91cfb557de61822afe9361f5a9b241806aea2e4c"),
    ),
    both(
      "policy",
      "domains/telecom/main_policy.md",
      sha("95943844a0cf11fdf0e2842b483b81d9f9338aa53235712ed131db075d086ed7"),
    ),
    both(
      "policy",
      "domains/telecom/tech_support_manual.md",
      sha("015a3ee49ec8c199c5e1a059c922081937b92cf3a5ea74fedbc4357816f389ba"),
    ),
    both(
      "solo-policy",
      "domains/telecom/main_policy_solo.md",
      sha("781296ae5419169cb64aac0c4fa2aa6129c78f3c1592f64abd80df6fbabb7042"),
    ),
    toolGuidelines,
  ],
  mock: [
    each(
      "tasks",
      "domains/mock/tasks.json",
      sha("c3e3597b222ff5a2a7dd4af73dd782eafcd7eabc0f0345e053186b2cacf9159c"),
      sha("0d8bcd14798bf2e6e082432147f62570c57b0897b4e4e388c95bb02ecbe5d8cf"),
    ),
    both(
      "db",
      "domains/mock/db.json",
      sha("8661f80b4c693bb15ef2fe6781d24a5765240d61fc74387c770133953f9113ea"),
    ),
    each(
      "user-db",
      "domains/mock/user_db.json",
      null,
      sha("78d424b5177e430b7f483787a956ad3a6a0880e8e5b312be8e373b15c876d51f"),
    ),
    both(
      "policy",
      "domains/mock/policy.md",
      sha("50ccbefac7c9ba77ce54131d61cfc6882f74b88ace66771115f9d867ec098203"),
    ),
    both(
      "solo-policy",
      "domains/mock/policy_solo.md",
      sha("2608375977bdeedd9cf34ab437b213403c8e97e9929d5094338355a994ac0c86"),
    ),
    toolGuidelines,
  ],
};

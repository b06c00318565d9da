import assert from "node:assert/strict";
import { SANDBOX_TODO, SandboxMissingError, sandboxTodo } from "./missing.ts";

const NO_NAMESPACE = "/usr/bin/python3: bwrap: No permissions to create new namespace, likely " +
  "because the kernel does not allow non-privileged user namespaces";
const NO_MOUNT = "/usr/bin/python3: bwrap: Failed to make / slave: Operation not permitted";

/** What stands in the way, and what is to be done about it. */
const REASONS: readonly (readonly [reason: string, todo: RegExp])[] = [
  ["Deno was not given permission to start the process that does", /ASSAY_ALLOW=--allow-run=deno$/],
  ["/usr/bin/python3.11: bwrap is not installed (as root)", /apt-get install bubblewrap\)$/],
  ["/usr/bin/python3.11: bwrap is not installed (as an ordinary user)", /install bubblewrap\)$/],
  ["no Python 3.11 or newer: python3 is Python 3.9.2 (as root)", /install Python 3\.11 or newer/],
  [`${NO_NAMESPACE} (as an ordinary user)`, /unprivileged_userns_clone=1.*or start Assay as root/],
  [`${NO_MOUNT} (as root)`, /CAP_SYS_ADMIN/],
  [
    "/usr/bin/python3: bwrap: setting up uid map: Permission denied (as an ordinary user)",
    /userns/,
  ],
];

for (const [reason, todo] of REASONS) {
  Deno.test(`sandboxTodo() knows what to do where ${reason}`, () => {
    assert.match(sandboxTodo(reason), todo);
    const error = new SandboxMissingError(reason);
    assert.equal(error.todo, sandboxTodo(reason));
    assert.ok(error.message.endsWith(`${reason}: ${error.todo}`));
  });
}

Deno.test("sandboxTodo() names everything for a reason it does not know", () => {
  assert.equal(sandboxTodo("the moon is full"), SANDBOX_TODO);
});

import assert from "node:assert/strict";
import { ask, content } from "./test_client.ts";

const script = new URL("./sim_main.ts", import.meta.url).pathname;

function spawn(args: string[], permissions: string[] = []): Deno.ChildProcess {
  return new Deno.Command("deno", {
    args: ["run", "--no-prompt", "--allow-net=127.0.0.1", ...permissions, script, ...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** The URL the process prints; its output stays open. */
async function urlOf(child: Deno.ChildProcess): Promise<string> {
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  const { url } = JSON.parse(new TextDecoder().decode(value));
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/v1$/);
  return url;
}

async function finish(child: Deno.ChildProcess): Promise<[number, string]> {
  const [status, , errors] = await Promise.all([
    child.status,
    child.stdout.cancel(),
    new Response(child.stderr).text(),
  ]);
  return [status.code, errors];
}

Deno.test("sim_main serves as a process of its own until its stdin is closed", async () => {
  const file = await Deno.makeTempFile({ suffix: ".jsonl" });
  try {
    await Deno.writeTextFile(
      file,
      `{"benchmark":"b","prompt":"p1","reference":"r1"}\n\n` +
        `{"benchmark":"b","prompt":"p2","reference":"r2"}`,
    );
    const options = { skill: 1, thinking: "never", knowledgeFile: file, demo: true };
    const child = spawn(["--json-options", JSON.stringify(options)], [`--allow-read=${file}`]);
    const url = await urlOf(child);
    assert.equal(content(await ask(url, "p1")), "r1");
    assert.equal(content(await ask(url, "p2")), "r2");
    await child.stdin.close();
    assert.deepEqual(await finish(child), [0, ""]);
  } finally {
    await Deno.remove(file);
  }
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test(`sim_main ends in good order on ${signal}`, async () => {
    const child = spawn([]);
    await urlOf(child);
    child.kill(signal);
    assert.deepEqual(await finish(child), [0, ""]);
    await child.stdin.close().catch(() => {});
  });
}

for (
  const [args, said] of [
    [["--port", "1"], /wanted is --json-options/],
    [["--json-options", "{"], /is not valid JSON/],
    [["--json-options", `{"prot":1}`], /there is no option "prot"/],
    [["--json-options", `{"skill":2}`], /"skill" cannot be used/],
  ] as const
) {
  Deno.test(`sim_main says in one sentence what is wrong with ${args.join(" ")}`, async () => {
    const child = spawn([...args]);
    await child.stdin.close();
    const [code, errors] = await finish(child);
    assert.equal(code, 2);
    assert.match(errors, said);
    assert.match(errors, /^Cannot start the simulated server .*\n$/);
  });
}

for (
  const [line, said] of [
    ["nonsense", /^Cannot read ".*" row 2: the line is not valid JSON\n$/],
    [
      `{"benchmark":"b","prompt":"p"}`,
      /^Cannot read ".*" row 2: "reference" cannot be used: .*\n$/,
    ],
  ] as const
) {
  Deno.test(`sim_main names the row of a knowledge file that holds ${line}`, async () => {
    const file = await Deno.makeTempFile({ suffix: ".jsonl" });
    try {
      await Deno.writeTextFile(file, `{"benchmark":"b","prompt":"p","reference":"r"}\n${line}\n`);
      const options = JSON.stringify({ knowledgeFile: file });
      const child = spawn(["--json-options", options], [`--allow-read=${file}`]);
      await child.stdin.close();
      const [code, errors] = await finish(child);
      assert.equal(code, 2);
      assert.match(errors, said);
    } finally {
      await Deno.remove(file);
    }
  });
}

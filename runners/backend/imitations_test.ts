/** The client and the simulated server's imitation of each dialect, written apart from each other. */
import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { user } from "../../scoring/messages.ts";
import { imitation } from "../sim/dialects/mod.ts";
import { IMITATED } from "../sim/options.ts";
import { startSim } from "../sim/server.ts";
import { RefusedKeyError, UnknownModelError } from "./errors.ts";
import { failureOf, open, replyOf, REQUEST } from "./open_endpoint.ts";

const KEY = "sk-canary-0123456789";
const env = () => KEY;
const QUICK = { median: 40, sigma: 0 };

for (const dialect of IMITATED) {
  const sim = (more: Parameters<typeof startSim>[0] = {}) =>
    startSim({
      dialect,
      models: ["m"],
      apiKey: KEY,
      contextTokens: 2_000,
      length: { thinking: QUICK, "non-thinking": QUICK },
      ...more,
    });

  Deno.test(`the imitation of ${dialect} is found out and asked in both modes`, async () => {
    await using server = await sim();
    using opened = open(server.url, { dialect: "auto", apiKeyEnv: "KEY" }, { env });
    const facts = await opened.endpoint.connect();
    equal(facts.dialect, dialect);
    equal(facts.simulated, true);
    deepEqual(facts.models, ["m"]);
    for (const stream of [true, false]) {
      using mode = open(server.url, { dialect, stream, apiKeyEnv: "KEY" }, { env });
      for (const thinking of [true, false]) {
        const reply = replyOf(await mode.endpoint.ask({ ...REQUEST, thinking }));
        ok(reply.text.length > 0);
        equal(reply.usage.estimated, false);
        const shown = thinking && dialect !== "openai";
        equal(reply.reasoning !== "", shown, `thinking ${thinking}, stream ${stream}`);
      }
    }
  });

  Deno.test(`the imitation of ${dialect} refuses what does not fit, and the client makes it fit`, async () => {
    await using server = await sim();
    using opened = open(server.url, { dialect: "auto", apiKeyEnv: "KEY" }, { env });
    // Not looked at before: the client has to learn the context from the refusal.
    const sampling = { ...REQUEST.sampling, maxTokens: 1_950 };
    const long = await opened.endpoint.ask({
      ...REQUEST,
      sampling,
      messages: user("x ".repeat(500)),
    });
    const { sentMaxTokens, text } = replyOf(long);
    ok(text.length > 0);
    const clips = dialect === "lmdeploy" || dialect === "llamacpp";
    equal(sentMaxTokens < 1_950, !clips, `${sentMaxTokens}`);
    const longer = await opened.endpoint.ask({ ...REQUEST, messages: user("x ".repeat(9_000)) });
    equal(failureOf(longer).failure, "context-overflow");
  });

  Deno.test(`the imitation of ${dialect} refuses parameters, a key and a model`, async () => {
    await using server = await sim({ refuses: ["top_k", "seed"] });
    using opened = open(server.url, { dialect: "auto", apiKeyEnv: "KEY" }, { env });
    ok(replyOf(await opened.endpoint.ask(REQUEST)).text.length > 0);
    deepEqual([...opened.endpoint.dropped].sort(), ["seed", "top_k"]);

    using wrong = open(server.url, { apiKeyEnv: "KEY" }, { env: () => `${KEY}-wrong` });
    for (const refused of [wrong.endpoint.connect(), wrong.endpoint.ask(REQUEST)]) {
      await rejects(refused, (error) => {
        ok(error instanceof RefusedKeyError);
        equal(error.message.includes(KEY), false);
        return true;
      });
    }
    // Some answer for any name.
    if (imitation(dialect).anyModel) return;
    using unknown = open(server.url, { model: "nope", dialect, apiKeyEnv: "KEY" }, { env });
    await rejects(unknown.endpoint.ask(REQUEST), UnknownModelError);
  });
}

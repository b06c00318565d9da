/** A key never leaves the client but in its header, whatever a server does with it. */
import { equal, ok } from "node:assert/strict";
import { open, REQUEST } from "./open_endpoint.ts";
import {
  event,
  GOODBYE,
  type Handler,
  models,
  piece,
  scriptedServer,
  type Seen,
  stream,
} from "./scripted_server.ts";

const KEY = "sk-canary-9f8e7d6c5b4a";
const TOKEN = "header-canary-1a2b3c4d";
/** Enough of the key to be worth stealing. */
const TRACES = ["canary-9f8e", "canary-1a2b", btoa(KEY)];

/** The key in some words, so that it straddles every length at which texts are cut. */
const around = (n: number) => `${"w ".repeat(n)}${KEY} and ${TOKEN}`;

function echoes(status: number, body: (seen: Seen) => unknown): Handler {
  return (seen) => Response.json(body(seen), { status });
}

const ECHOES: readonly [why: string, handler: Handler][] = [
  ...[0, 50, 58, 95, 240, 245, 2040].flatMap((n): [string, Handler][] => [
    [`400, ${n}`, echoes(400, () => ({ error: { message: around(n) } }))],
    [`500, ${n}`, echoes(500, () => ({ detail: around(n) }))],
    [`a page, ${n}`, () => new Response(`<p>${around(n)}</p>`, { status: 502 })],
    [`no JSON, ${n}`, () => new Response(around(n))],
    [`a broken event, ${n}`, stream([`data: ${around(n)}\n\n`])],
    [`an error event, ${n}`, stream([`event: error\ndata: ${around(n)}\n\n`])],
    [`an error inside, ${n}`, stream([event({ error: { message: around(n) } })])],
    [`a failed finish, ${n}`, stream([piece({ content: around(n) }), piece({}, "error")])],
    [
      `a refused parameter, ${n}`,
      echoes(400, () => ({
        error: { message: `Unknown parameter: 'top_k' ${around(n)}` },
      })),
    ],
    [
      `an overflow, ${n}`,
      echoes(400, () => ({
        error: { message: around(n), code: "context_length_exceeded" },
      })),
    ],
  ]),
  ["the headers back", (seen) => new Response(JSON.stringify([...seen.headers]), { status: 400 })],
  ["base64", echoes(400, () => ({ error: `Basic ${btoa(KEY)}` }))],
  ["401", echoes(401, () => ({ error: { message: `Incorrect API key: ${KEY}` } }))],
  ["403", echoes(403, () => ({ error: { message: `Not for ${KEY} ${TOKEN}` } }))],
  ["404", echoes(404, () => ({ error: { message: `No model for ${KEY}` } }))],
  [
    "a redirect",
    () => new Response(null, { status: 307, headers: { location: `http://${KEY}.example/v1` } }),
  ],
  [
    "the reply",
    stream([
      ...[...KEY].map((content) => piece({ content })),
      piece({ reasoning: KEY }),
      piece({ tool_calls: [{ index: 0, id: KEY, function: { name: KEY, arguments: KEY } }] }),
      event({ model: KEY, choices: [] }),
      ...GOODBYE,
    ]),
  ],
  [
    "the reply in one piece",
    echoes(200, () => ({
      model: KEY,
      choices: [{ message: { content: KEY, reasoning: TOKEN }, finish_reason: "stop" }],
    })),
  ],
];

Deno.test("a key never reaches an answer, an attempt, a note or an error", async () => {
  await Promise.all(ECHOES.map(async ([why, handler]) => {
    await using server = scriptedServer([handler], {
      models: handler === ECHOES[0]?.[1] ? models({ id: KEY }) : handler,
    });
    using opened = open(server.url, {
      dialect: "auto",
      apiKeyEnv: "ASSAY_CANARY",
      headers: { "X-Api-Token": TOKEN },
      maxAttempts: 2,
    }, { env: () => KEY });
    const said: unknown[] = [];
    const keep = (what: unknown) => said.push(what);
    await opened.endpoint.connect().then(keep, keep);
    await opened.endpoint.ask(REQUEST).then(keep, keep);
    equal(server.seen[0]?.headers.get("authorization"), `Bearer ${KEY}`, why);
    said.push(opened.notes, opened.endpoint.body(REQUEST), opened.endpoint.config);
    ok(said.length === 5);
    for (const text of said.flatMap(shown)) {
      for (const trace of TRACES) equal(text.includes(trace), false, `${why}: ${text}`);
    }
  }));
});

/** Everything a value shows of itself; the configured headers hold a secret by themselves. */
function shown(value: unknown): string[] {
  const texts = [
    JSON.stringify(value, (name, inner) => name === "headers" ? undefined : inner) ?? "",
  ];
  for (let at = value; at instanceof Error; at = at.cause) {
    texts.push(Deno.inspect(at, { depth: 20 }), at.message, at.stack ?? "");
  }
  return texts;
}

/** A server that takes whatever comes and answers with a word; for benches of large requests. */
const REPLY = JSON.stringify({
  id: "1",
  object: "chat.completion",
  model: "sim",
  choices: [{ index: 0, message: { role: "assistant", content: "A" }, finish_reason: "stop" }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

const server = Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) => {
    const line = `${JSON.stringify({ url: `http://127.0.0.1:${port}/v1` })}\n`;
    Deno.stdout.writeSync(new TextEncoder().encode(line));
  },
}, async (request) => {
  let bytes = 0;
  for await (const piece of request.body ?? []) bytes += piece.length;
  return new Response(REPLY, {
    headers: { "content-type": "application/json", "x-bytes": String(bytes) },
  });
});
for await (const _ of Deno.stdin.readable);
await server.shutdown();

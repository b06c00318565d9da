/**
 * A server that answers "sleep <ms>" after so many milliseconds, for `makespan.ts`: a process of its
 * own, so that its timers do not wait for the bench's work. Prints its URL and ends with its input.
 */
async function answer(request: Request): Promise<Response> {
  if (request.method === "GET") return Response.json({ object: "list", data: [{ id: "sim" }] });
  const { messages } = await request.json();
  const ms = Number(/sleep (\S+)/.exec(messages.at(-1).content)?.[1]);
  await new Promise((resolve) => setTimeout(resolve, ms));
  return Response.json({
    id: "1",
    object: "chat.completion",
    model: "sim",
    choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "ok" } }],
    // Tokens stand for time: what the run learns about lengths it learns from them.
    usage: {
      prompt_tokens: 1,
      completion_tokens: Math.round(ms),
      total_tokens: 1 + Math.round(ms),
    },
  });
}

const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, answer);
const url = `http://127.0.0.1:${server.addr.port}/v1`;
Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify({ url })}\n`));
for await (const _ of Deno.stdin.readable);
await server.shutdown();

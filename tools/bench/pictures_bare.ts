/** Requests of as many bytes as `pictures_run.ts` sends, without anything around them. */
const [baseUrl = "", pictureBytes = ""] = Deno.args;
const CONCURRENCY = 8;
const REQUESTS = 1_500;

const body = new Uint8Array(Math.ceil(Number(pictureBytes) / 3) * 4 + 300).fill(0x41);
const started = performance.now();
let left = REQUESTS;
await Promise.all(Array.from({ length: CONCURRENCY }, async () => {
  while (left-- > 0) {
    const response = await fetch(`${baseUrl}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    await response.json();
  }
}));
const perS = REQUESTS / (performance.now() - started) * 1000;
Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify({ perS })}\n`));

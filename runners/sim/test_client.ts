/** A client for the tests of the simulated server: it reads what is on the wire and mends nothing. */

/** A non-streaming reply as the tests look at it. */
export interface TestReply {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body, or its text where it is no JSON. */
  readonly body: unknown;
}

/** Body of a chat request; `more` is merged over it. */
export function chatBody(prompt: string, more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    model: "sim",
    messages: [{ role: "user", content: prompt }],
    max_tokens: 4096,
    ...more,
  });
}

/** Sends one chat request. */
export function send(
  url: string,
  prompt: string,
  more: Record<string, unknown> = {},
  init: RequestInit = {},
): Promise<Response> {
  return fetch(`${url}/chat/completions`, {
    method: "POST",
    redirect: "manual",
    body: chatBody(prompt, more),
    ...init,
  });
}

/** Asks without streaming. */
export async function ask(
  url: string,
  prompt: string,
  more: Record<string, unknown> = {},
): Promise<TestReply> {
  const response = await send(url, prompt, more);
  const text = await response.text();
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // The text is what the test wants to see.
  }
  return { status: response.status, headers: response.headers, body };
}

/** The first choice of a reply. */
export function choice(reply: TestReply): {
  message: Record<string, string | null>;
  finish_reason: string | null;
} {
  return (reply.body as { choices: [ReturnType<typeof choice>] }).choices[0];
}

/** Content of the first choice. */
export function content(reply: TestReply): string | null | undefined {
  return choice(reply).message.content;
}

/** A stream read to its end: its text, and its `data:` lines parsed. */
export interface TestStream {
  readonly text: string;
  readonly events: readonly Record<string, unknown>[];
  /** All deltas by field. */
  readonly fields: Readonly<Record<string, string>>;
  readonly finish: string | null;
  readonly usage: Record<string, unknown> | null;
}

/** Asks with streaming; every event must be whole. */
export async function askStream(
  url: string,
  prompt: string,
  more: Record<string, unknown> = {},
): Promise<TestStream> {
  const response = await send(url, prompt, { stream: true, ...more });
  return readStream(await response.text());
}

/** Reads the text of a stream. */
export function readStream(text: string): TestStream {
  const events = text.split("\n\n")
    .filter((event) => event.startsWith("data: {"))
    .map((event) => JSON.parse(event.slice("data: ".length)));
  const fields: Record<string, string> = {};
  let finish: string | null = null;
  let usage: Record<string, unknown> | null = null;
  for (const event of events) {
    if (event.usage) usage = event.usage;
    const [first] = event.choices;
    if (first === undefined) continue;
    for (const [name, value] of Object.entries(first.delta)) {
      fields[name] = (fields[name] ?? "") + value;
    }
    finish = first.finish_reason ?? finish;
  }
  return { text, events, fields, finish, usage };
}

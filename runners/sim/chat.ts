import { capacity } from "./capacity.ts";
import { admit } from "./admission.ts";
import type { ChatContext } from "./chat_context.ts";
import { departure } from "./departure.ts";
import type { Fault } from "./faults/kinds.ts";
import { json } from "./faults/refusals.ts";
import { RepeatNumbers } from "./repeat_numbers.ts";
import { CLIENT_GONE, serve } from "./serve.ts";
import { sleep } from "./sleep.ts";
import type { Connection } from "./stream_reply.ts";

/** Answers chat requests. */
export interface Chat {
  readonly waiting: number;
  handle(request: Request, connection: () => Connection | null): Promise<Response>;
}

/** Sets up slots, repeats and the path of a chat request through them. */
export function chat(context: ChatContext): Chat {
  const slots = capacity(context.settings.capacity);
  const repeats = new RepeatNumbers();
  const { counts, closing } = context;
  return {
    get waiting() {
      return slots.waiting;
    },
    async handle(request, connection) {
      counts.arrive();
      let leaving = true;
      let fault: Fault | null = null;
      try {
        const text = await request.text();
        const step = admit(text, context);
        if (step instanceof Response) return step;
        fault = step.fault;
        if (fault?.kind === "stall" || fault?.kind === "reset" || fault?.kind === "refused") {
          using left = departure(request, closing);
          await strike(fault, { connection, signal: left.signal, refuse: context.refuse });
        }
        const entered = slots.enter();
        if (entered === "full") return full(context);
        if (entered !== "in") {
          using left = departure(request, closing);
          await entered(left.signal);
        }
        const served = serve(step, { request, connection, slots, repeats, context });
        leaving = false;
        return await served;
      } catch (cause) {
        if (!request.signal.aborted && !closing.aborted) throw cause;
        if (fault === null) counts.abort();
        return new Response(null, { status: CLIENT_GONE });
      } finally {
        if (leaving) counts.leave();
      }
    },
  };
}

/** Does what a fault does before the model is asked. After a reset nobody is there to go on for. */
async function strike(
  fault: Extract<Fault, { kind: "stall" | "reset" | "refused" }>,
  { connection, signal, refuse }: {
    connection: () => Connection | null;
    signal: AbortSignal;
    refuse: (forMs: number) => Promise<void>;
  },
): Promise<void> {
  if (fault.kind === "stall") return await sleep(fault.forMs, signal);
  if (fault.kind === "refused") await refuse(fault.forMs);
  else await connection()?.reset("now");
  await sleep(null, signal);
}

function full({ settings, dialect, counts }: ChatContext): Response {
  counts.refuse();
  const { beyond, retryAfterSeconds } = settings.capacity;
  const status = beyond === "429" ? 429 : 503;
  const response = json({ status, body: dialect.error(status, "No slot is free") });
  if (retryAfterSeconds !== null) response.headers.set("retry-after", String(retryAfterSeconds));
  return response;
}

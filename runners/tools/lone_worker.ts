/** Why a worker has no reply, to stand behind a colon. */
export interface WorkerFault {
  readonly error: string;
}

/** Options of {@linkcode loneWorker}. */
export interface LoneWorkerOptions<Request> {
  /** Its module. */
  readonly url: URL;
  /** Longest time for one request in milliseconds, once the worker is at it. */
  readonly wallMs: number;
  /** Told to each new worker before anything else; nothing is answered to it. */
  readonly greeting?: Request;
  /** Milliseconds without a request after which it is ended. Default: it is kept until disposed of */
  readonly idleMs?: number;
}

/** A worker without permissions that takes one request at a time. */
export interface LoneWorker<Request, Reply> extends AsyncDisposable {
  /** A signal leaves the queue, not the request being worked on. */
  ask(request: Request, signal?: AbortSignal): Promise<Reply | WorkerFault>;
}

/**
 * Work on hostile input in a worker that has no permissions. It starts with the first request and is
 * ended when it takes too long or breaks, as its memory may then be in any state; the next request has
 * a fresh one.
 */
export function loneWorker<Request, Reply extends object>(
  { url, wallMs, greeting, idleMs }: LoneWorkerOptions<Request>,
): LoneWorker<Request, Reply> {
  let worker: Worker | null = null;
  let idle: ReturnType<typeof setTimeout> | undefined;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    const started = new Worker(url, { type: "module", deno: { permissions: "none" } });
    if (greeting !== undefined) started.postMessage(greeting);
    return started;
  }

  function end(): void {
    clearTimeout(idle);
    worker?.terminate();
    worker = null;
  }

  async function work(request: Request): Promise<Reply | WorkerFault> {
    const asked = worker ??= start();
    const { promise, resolve } = Promise.withResolvers<Reply | WorkerFault>();
    const timer = setTimeout(() => resolve({ error: `took more than ${wallMs} ms` }), wallMs);
    asked.onmessage = ({ data }: MessageEvent<Reply | WorkerFault>) => resolve(data);
    asked.onerror = (event) => {
      event.preventDefault();
      resolve({ error: event.message });
    };
    asked.postMessage(request);
    try {
      const reply = await promise;
      if ("error" in reply) end();
      return reply;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    ask(request, signal) {
      waiting++;
      clearTimeout(idle);
      const answered = last.then(async () => {
        try {
          signal?.throwIfAborted();
          return await work(request);
        } finally {
          waiting--;
          if (waiting === 0 && idleMs !== undefined && worker !== null) {
            idle = setTimeout(end, idleMs);
          }
        }
      });
      last = answered.catch(() => {});
      return answered;
    },
    async [Symbol.asyncDispose]() {
      await last;
      end();
    },
  };
}

import PQueue from "p-queue";
import { short } from "./address.ts";
import { WebError } from "./errors.ts";
import type { PageText, RawPage } from "./page_text.ts";
import type { PageReply } from "./page_worker.ts";

/** Makes text of pages; close it to end its workers. */
export interface PageTexts extends AsyncDisposable {
  /** @throws {WebError} `unreadable`, `timed-out` or `too-large` */
  read(page: RawPage, signal?: AbortSignal): Promise<PageText>;
}

/** Bounds of reading one page. */
export interface ReadLimits {
  /** Time in milliseconds. */
  readonly ms: number;
  /** Memory by which this process may grow meanwhile, in bytes. */
  readonly memory: number;
}

/** Bounds where nothing else is said. */
export const READ_LIMITS: ReadLimits = { ms: 20_000, memory: 1024 ** 3 };

/** Pages that are read at a time. */
const WORKERS = 2;
/** How often memory is looked at, in milliseconds. */
const LOOK_MS = 50;

/**
 * Reads pages in workers without permissions. One that takes too long or too much memory, as packed
 * parts of a PDF may, costs its worker and no more.
 */
export function pageTexts(limits: ReadLimits = READ_LIMITS): PageTexts {
  const queue = new PQueue({ concurrency: WORKERS });
  const idle: Worker[] = [];
  const start = () =>
    new Worker(new URL("./page_worker.ts", import.meta.url), {
      type: "module",
      deno: { permissions: "none" },
    });
  return {
    read: (page, signal) =>
      queue.add(async () => {
        signal?.throwIfAborted();
        const worker = idle.pop() ?? start();
        let whole = false;
        try {
          const reply = await ask(worker, page, limits);
          whole = true;
          if (!("error" in reply)) return reply;
        } finally {
          if (whole) idle.push(worker);
          else worker.terminate();
        }
        throw new WebError("unreadable", `Cannot read "${short(page.url)}": it is broken`);
      }),
    async [Symbol.asyncDispose]() {
      await queue.onIdle();
      for (const worker of idle.splice(0)) worker.terminate();
    },
  };
}

async function ask(worker: Worker, page: RawPage, limits: ReadLimits): Promise<PageReply> {
  const where = `Cannot read "${short(page.url)}"`;
  const { promise, resolve, reject } = Promise.withResolvers<PageReply>();
  const before = Deno.memoryUsage().rss;
  const clock = setTimeout(() => {
    const seconds = limits.ms / 1_000;
    // Told as unreadable: another try would take as long.
    reject(new WebError("unreadable", `${where}: reading it takes more than ${seconds} seconds`));
  }, limits.ms);
  const look = setInterval(() => {
    if (Deno.memoryUsage().rss - before < limits.memory) return;
    reject(new WebError("too-large", `${where}: reading it takes too much memory`));
  }, LOOK_MS);
  worker.onmessage = ({ data }: MessageEvent<PageReply>) => resolve(data);
  worker.onerror = (event) => {
    event.preventDefault();
    reject(new WebError("unreadable", `${where}: it is broken`));
  };
  worker.postMessage(page);
  try {
    return await promise;
  } finally {
    clearTimeout(clock);
    clearInterval(look);
  }
}

import { connect, createServer, type Server, type Socket } from "node:net";
import { sleep } from "./sleep.ts";
import type { Connection } from "./stream_reply.ts";

/** Silence after which everything written is taken to be out, in milliseconds. */
const QUIET_MS = 15;

/**
 * A door before the HTTP server that passes bytes on and has a hand on every connection, as HTTP
 * servers do not reset or refuse connections on demand. `node:net` is used for
 * `resetAndDestroy()`: closing in any other way is a polite end.
 */
export interface Wire {
  readonly port: number;
  /** The connection that came through to the HTTP server from this port. */
  connection(innerPort: number): Connection | null;
  /** Resets all connections and refuses new ones for so long. */
  refuse(forMs: number): Promise<void>;
  close(): Promise<void>;
}

interface Line {
  readonly outer: Socket;
  readonly inner: Socket;
  /** When bytes last went to the client; `null` since the last request came in. */
  wroteAt: number | null;
}

/** Opens the door at `port` (0: a free one); it stays closed for `openAfterMs` first. */
export async function openWire(
  { hostname, port, innerPort, openAfterMs, signal }: {
    hostname: string;
    port: number;
    /** Port of the HTTP server behind, on 127.0.0.1. */
    innerPort: number;
    openAfterMs: number;
    signal: AbortSignal;
  },
): Promise<Wire> {
  const lines = new Map<number, Line>();
  const sockets = new Set<Socket>();
  const onClient = (outer: Socket) => {
    const inner = connect(innerPort, "127.0.0.1");
    const line: Line = { outer, inner, wroteAt: null };
    for (const socket of [outer, inner]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
    }
    inner.on("connect", () => lines.set(inner.localPort ?? 0, line));
    const end = () => {
      lines.delete(inner.localPort ?? 0);
      for (const socket of [outer, inner]) {
        sockets.delete(socket);
        if (!socket.destroyed) socket.destroy();
      }
    };
    outer.on("close", end);
    inner.on("close", end);
    outer.on("data", () => line.wroteAt = null);
    inner.on("data", () => line.wroteAt = performance.now());
    outer.pipe(inner);
    inner.pipe(outer);
  };
  let server = await listen(hostname, port, onClient);
  const bound = portOf(server);
  let reopening = Promise.resolve();

  const closeFor = (forMs: number): Promise<void> => {
    const closed = stopListening(server);
    reopening = closed.then(async () => {
      try {
        await sleep(forMs, signal);
      } catch {
        return; // the server closes for good
      }
      server = await listen(hostname, bound, onClient);
    });
    return closed;
  };

  const resetAll = () => {
    for (const { outer } of lines.values()) outer.resetAndDestroy();
  };

  if (openAfterMs > 0) await closeFor(openAfterMs);

  return {
    port: bound,
    connection(innerPort) {
      const line = lines.get(innerPort);
      return line === undefined ? null : {
        async cut() {
          await written(line, signal);
          line.outer.end();
          line.inner.destroy();
        },
        async reset(when) {
          if (when === "when-written") await written(line, signal);
          line.outer.resetAndDestroy();
        },
      };
    },
    async refuse(forMs) {
      const closed = closeFor(forMs);
      resetAll();
      await closed;
    },
    async close() {
      await reopening;
      const closed = stopListening(server);
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Waits until something was written to the client and a while has passed since. */
async function written(line: Line, signal: AbortSignal): Promise<void> {
  while (!line.outer.destroyed) {
    const left = line.wroteAt === null ? QUIET_MS : line.wroteAt + QUIET_MS - performance.now();
    if (left <= 0) return;
    await sleep(left, signal);
  }
}

function listen(
  hostname: string,
  port: number,
  onClient: (socket: Socket) => void,
): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(onClient);
    server.once("error", reject);
    server.listen(port, hostname, () => resolve(server));
  });
}

/** Stops taking connections; those that are open go on. */
function stopListening(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    server.close();
    // `close` calls back only when every connection has ended; the port is free before.
    setTimeout(resolve, 0);
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new TypeError("Cannot open the simulated server as its socket has no port");
  }
  return address.port;
}

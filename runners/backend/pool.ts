/** Connection failures in a row after which a server is set aside. */
const FAILURES = 3;
/** First pause before a server that was set aside is looked at, in milliseconds; doubled each time. */
const PROBE_MS = 2_000;
const MOST_PROBE_MS = 120_000;

/** One of the servers of a pool. */
export interface Server {
  readonly baseUrl: string;
}

interface Member extends Server {
  inFlight: number;
  failures: number;
  /** When it may be looked at again; `null` while it is in use. */
  probeAt: number | null;
  probeMs: number;
  probing: boolean;
}

/**
 * Several servers of one model as one: each request goes to the one that has least to do. A server
 * that cannot be connected to three times in a row is set aside, looked at with growing pauses,
 * and used again when it answers.
 *
 * A single server is never set aside: there is nothing else to ask.
 */
export class Pool {
  readonly #members: readonly Member[];
  readonly #probe: (server: Server) => Promise<boolean>;
  readonly #onNote: (kind: "set-aside" | "back", text: string) => void;
  #turn = 0;

  /** @param options.probe whether a server answers; must not throw */
  constructor(
    baseUrls: readonly string[],
    options: {
      readonly probe: (server: Server) => Promise<boolean>;
      readonly onNote: (kind: "set-aside" | "back", text: string) => void;
    },
  ) {
    this.#members = [...new Set(baseUrls)].map((baseUrl) => ({
      baseUrl,
      inFlight: 0,
      failures: 0,
      probeAt: null,
      probeMs: PROBE_MS,
      probing: false,
    }));
    this.#probe = options.probe;
    this.#onNote = options.onNote;
  }

  get servers(): readonly Server[] {
    return this.#members;
  }

  /** Whether a server is in use that is not among these. */
  hasOther(than: ReadonlySet<Server>): boolean {
    return this.#members.some((member) => member.probeAt === null && !than.has(member));
  }

  /**
   * Takes the server with the least requests in flight, in turn where they are equal.
   *
   * @param except servers that just failed this request: taken only where nothing else is left
   * @param now milliseconds
   */
  take(except: ReadonlySet<Server>, now: number): Server {
    this.#look(now);
    const { length } = this.#members;
    let best: Member | undefined;
    let bestKey = Infinity;
    for (let i = 0; i < length; i++) {
      const member = this.#members[(this.#turn + i) % length];
      if (member === undefined) continue;
      const key = member.inFlight + (except.has(member) ? 1e6 : 0) +
        (member.probeAt === null ? 0 : 1e9 + member.probeAt / 1e6);
      if (key >= bestKey) continue;
      best = member;
      bestKey = key;
    }
    if (best === undefined) throw new RangeError("Cannot take a server from an empty pool");
    this.#turn = (this.#members.indexOf(best) + 1) % length;
    best.inFlight++;
    return best;
  }

  /** Gives a server back; `connected` says whether it answered at all, `null` that nobody knows. */
  give(server: Server, connected: boolean | null, now: number): void {
    const member = this.#members.find((candidate) => candidate === server);
    if (member === undefined) return;
    member.inFlight--;
    if (connected === null) return;
    if (connected) {
      member.failures = 0;
      this.#back(member);
    } else if (++member.failures >= FAILURES) this.setAside(member, now);
  }

  /** Sets a server aside at once, unless it is the last one in use. */
  setAside(server: Server, now: number): void {
    const member = this.#members.find((candidate) => candidate === server);
    if (member === undefined || member.probeAt !== null) return;
    const left = this.#members.filter(({ probeAt }) => probeAt === null).length;
    if (left < 2) return;
    member.probeMs = PROBE_MS;
    member.probeAt = now + PROBE_MS;
    this.#onNote("set-aside", `${member.baseUrl} cannot be connected to and is set aside`);
  }

  /** Looks, in the background, at servers whose time has come. */
  #look(now: number): void {
    for (const member of this.#members) {
      if (member.probeAt === null || member.probing || now < member.probeAt) continue;
      member.probing = true;
      this.#probe(member).then((answers) => {
        member.probing = false;
        if (answers) return this.#back(member);
        member.probeMs = Math.min(MOST_PROBE_MS, 2 * member.probeMs);
        if (member.probeAt !== null) member.probeAt = now + member.probeMs;
      });
    }
  }

  #back(member: Member): void {
    if (member.probeAt === null) return;
    member.probeAt = null;
    member.failures = 0;
    this.#onNote("back", `${member.baseUrl} answers again and is used again`);
  }
}

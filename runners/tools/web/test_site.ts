/**
 * A site for tests, on this machine.
 *
 * @module
 */
import type { HostRules } from "./address.ts";

/** A running site. */
export interface TestSite extends AsyncDisposable {
  /** Such as `http://127.0.0.1:1234`. */
  readonly origin: string;
  readonly port: number;
  /** Rules that allow this site by name and nothing else that is private. */
  readonly rules: HostRules;
  /** Paths that were asked for. */
  readonly asked: string[];
}

/** Starts a site that answers as told; paths of its own are up to the test. */
export function testSite(answer: (request: Request, url: URL) => Response | Promise<Response>) {
  const asked: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const url = new URL(request.url);
    asked.push(url.pathname);
    return answer(request, url);
  });
  const { port } = server.addr;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    rules: { allowed: [`127.0.0.1:${port}`] },
    asked,
    [Symbol.asyncDispose]: () => server.shutdown(),
  } satisfies TestSite;
}

/** A page of HTML. */
export function html(body: string, headers: Record<string, string> = {}): Response {
  return new Response(body, {
    headers: { "content-type": "text/html; charset=utf-8", ...headers },
  });
}

/** A PDF whose pages say the given texts; `extra` stands before the first page's own drawing. */
export function pdf(pages: readonly string[], extra: Uint8Array | null = null): Uint8Array {
  const parts: (string | Uint8Array)[] = ["%PDF-1.4\n"];
  const kids = pages.map((_, index) => `${10 + index} 0 R`).join(" ");
  parts.push("1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
  parts.push(`2 0 obj<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>endobj\n`);
  parts.push("5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n");
  for (const [index, text] of pages.entries()) {
    const drawing = `BT /F1 12 Tf 20 100 Td (${text}) Tj ET`;
    const first = index === 0 && extra !== null ? "6 0 R " : "";
    parts.push(
      `${10 + index} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents[${first}` +
        `${5000 + index} 0 R]/Resources<</Font<</F1 5 0 R>>>>>>endobj\n`,
      `${5000 + index} 0 obj<</Length ${drawing.length}>>stream\n${drawing}\nendstream endobj\n`,
    );
  }
  if (extra !== null) {
    parts.push(`6 0 obj<</Length ${extra.length}/Filter/FlateDecode>>stream\n`, extra);
    parts.push("\nendstream endobj\n");
  }
  parts.push("trailer<</Root 1 0 R>>\n%%EOF\n");
  const encoder = new TextEncoder();
  return new Uint8Array(
    parts.flatMap((part) => [...typeof part === "string" ? encoder.encode(part) : part]),
  );
}

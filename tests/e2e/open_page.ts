/**
 * Opens a page in Chromium and prints what came of it as JSON. A process of its own, as the library
 * that drives the browser looks at files of the system that only full permissions reach.
 *
 *     deno run --allow-all tests/e2e/open_page.ts PAGE
 */
import { chromium } from "playwright-core";

/** What a page turned out to be. */
export interface OpenedPage {
  readonly title: string;
  readonly scripts: number;
  readonly dialogs: readonly string[];
  /** Lines of the console. */
  readonly said: readonly string[];
  /** Addresses that were asked for, cut. */
  readonly asked: readonly string[];
  /** Widths of its pictures in their own pixels; 0 for one that cannot be shown. */
  readonly pictures: readonly number[];
  /** The first picture and the first box over it, in pixels of the screen. */
  readonly picture: Box | null;
  readonly gold: Box | null;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

if (import.meta.main) {
  const [path = ""] = Deno.args;
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const page = await browser.newPage();
  const asked: string[] = [];
  const dialogs: string[] = [];
  const said: string[] = [];
  page.on("request", (request) => asked.push(request.url().slice(0, 60)));
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("console", (message) => said.push(message.text()));
  await page.goto(`file://${path}`);
  for (const summary of await page.locator("summary").all()) await summary.click();
  const boxOf = async (selector: string) => {
    const found = page.locator(selector).first();
    return await page.locator(selector).count() === 0 ? null : await found.boundingBox();
  };
  const opened: OpenedPage = {
    title: await page.title(),
    scripts: await page.locator("script").count(),
    dialogs,
    said,
    asked,
    pictures: await page.locator("img").evaluateAll((all) =>
      all.map((image) => (image as unknown as { naturalWidth: number }).naturalWidth)
    ),
    picture: await boxOf("img"),
    gold: await boxOf("rect.gold"),
  };
  if (Deno.args[1] !== undefined) await page.screenshot({ path: Deno.args[1], fullPage: true });
  await browser.close();
  await Deno.stdout.write(new TextEncoder().encode(JSON.stringify(opened)));
}

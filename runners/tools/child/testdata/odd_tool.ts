/** A tool that misbehaves as it is told, for the tests of its process. */
import { serveTool } from "../serve_tool.ts";

const [mood] = Deno.args;

await serveTool(async () => {
  if (mood === "refuses") throw new Error("its file is no model\nand a stack");
  if (mood === "dies-at-start") Deno.exit(7);
  if (mood === "hangs-at-start") await new Promise((resolve) => setTimeout(resolve, 60_000));
  let asked = 0;
  return async (request) => {
    asked++;
    const { say } = request as { readonly say: string };
    if (say === "die") Deno.exit(3);
    if (say === "throw") throw new TypeError("no such luck\nwith more lines");
    if (say === "hang") { for (;;); }
    if (say === "nonsense") {
      await Deno.stdout.write(new TextEncoder().encode("this is no JSON\n"));
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    }
    return { say, asked };
  };
});

import { join } from "node:path";
import { testStoreContract } from "./contract_test_suite.ts";
import { openSqliteStore } from "./sqlite.ts";

testStoreContract({
  name: "SQLite store",
  async open() {
    const folder = await Deno.makeTempDir({ prefix: "assay-store-" });
    const path = join(folder, "run", "run.sqlite");
    let store = await openSqliteStore(path, { create: true });
    return {
      store,
      async reopen() {
        await store[Symbol.asyncDispose]();
        return store = await openSqliteStore(path);
      },
      async [Symbol.asyncDispose]() {
        await store[Symbol.asyncDispose]();
        await Deno.remove(folder, { recursive: true }).catch(() => {});
      },
    };
  },
});

import { testStoreContract } from "./contract_test_suite.ts";
import { openMemoryStore } from "./memory.ts";

testStoreContract({
  name: "memory store",
  open() {
    const store = openMemoryStore();
    return Promise.resolve({
      store,
      reopen: () => Promise.resolve(store),
      [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
    });
  },
  skip: [{
    reason: "it forgets everything when it is closed",
    tests: ["a store that is opened again has everything"],
  }],
});

import assert from "node:assert/strict";
import { checkPlace, type HostRules, isPublicAddress } from "./address.ts";
import { WebError } from "./errors.ts";

const NOBODY: HostRules = { allowed: [], resolve: () => Promise.reject(new Error("asked")) };

async function kindOf(url: string, rules: HostRules = NOBODY): Promise<string> {
  try {
    await checkPlace(url, rules);
    return "ok";
  } catch (cause) {
    assert.ok(cause instanceof WebError, String(cause));
    return cause.kind;
  }
}

const PRIVATE = [
  "127.0.0.1",
  "127.9.9.9",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.0.1",
  "169.254.169.254",
  "100.64.0.1",
  "100.100.100.200",
  "192.0.0.192",
  "168.63.129.16",
  "224.0.0.1",
  "239.255.255.250",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "fe80::1",
  "fc00::1",
  "fd00:ec2::254",
  "ff02::1",
  "::ffff:127.0.0.1",
  "::ffff:8.8.8.8",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "2001:0:7f00:1::",
];

Deno.test("isPublicAddress() knows what is not on the public internet", () => {
  for (const address of PRIVATE) assert.ok(!isPublicAddress(address), address);
  for (const address of ["8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700::1111"]) {
    assert.ok(isPublicAddress(address), address);
  }
  assert.ok(!isPublicAddress("example.org"));
});

Deno.test("checkPlace() refuses private hosts however they are spelled", async () => {
  for (
    const host of [
      ...PRIVATE.map((address) => address.includes(":") ? `[${address}]` : address),
      "2130706433",
      "0x7f000001",
      "0177.0.0.1",
      "127.1",
      "0",
      "①②⑦.0.0.1",
      "127。0。0。1",
    ]
  ) assert.equal(await kindOf(`http://${host}/`), "refused-address", host);
});

Deno.test("checkPlace() refuses other schemes, users and ports, and what is no address", async () => {
  for (
    const url of [
      "file:///etc/passwd",
      "ftp://8.8.8.8/",
      "data:text/html,x",
      "javascript:alert(1)",
      "gopher://8.8.8.8/",
      "http://user:password@8.8.8.8/",
      "http://8.8.8.8:22/",
      "http://8.8.8.8:6379/",
      "not an address",
      "",
      "http://",
    ]
  ) assert.equal(await kindOf(url), "refused-address", url);
  for (const url of ["http://8.8.8.8/", "https://8.8.8.8:8443/x", "http://[2606:4700::1111]/"]) {
    assert.equal(await kindOf(url), "ok", url);
  }
});

Deno.test("checkPlace() checks every address of a name and keeps one", async () => {
  const rules = (...found: string[]): HostRules => ({
    allowed: ["wiki.test"],
    resolve: () => Promise.resolve(found),
  });
  const kind = (...found: string[]) => kindOf("http://a.test/", rules(...found));
  assert.equal(await kind("8.8.8.8"), "ok");
  assert.equal(await kind("8.8.8.8", "10.0.0.1"), "refused-address");
  assert.equal(await kind("::ffff:10.0.0.1"), "refused-address");
  assert.equal(await kind(), "unreachable");
  assert.equal(await kind("rubbish"), "unreachable");
  assert.equal(await kindOf("http://wiki.test:9999/", rules("10.0.0.1")), "ok");
  assert.equal(await kindOf("http://wiki.test.evil.test/", rules("10.0.0.1")), "refused-address");
  const { address, family } = await checkPlace(
    "http://a.test/",
    rules("2606:4700::1111", "8.8.8.8"),
  );
  assert.deepEqual([address, family], ["8.8.8.8", 4]);
});

Deno.test("checkPlace() takes a port of an allowed host literally", async () => {
  const rules: HostRules = { allowed: ["127.0.0.1:8080", "[::1]:9000"] };
  assert.equal(await kindOf("http://127.0.0.1:8080/", rules), "ok");
  assert.equal(await kindOf("http://127.0.0.1:8081/", rules), "refused-address");
  assert.equal(await kindOf("http://127.0.0.1/", rules), "refused-address");
  assert.equal(await kindOf("http://[::1]:9000/", rules), "ok");
  assert.equal(
    await kindOf("http://localhost:8080/", {
      ...rules,
      resolve: () => Promise.resolve(["127.0.0.1"]),
    }),
    "refused-address",
  );
});

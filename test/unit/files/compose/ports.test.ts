import { deepEqual, equal, ok } from "node:assert/strict";
import { exposureOf } from "../../../../src/core/files/compose/binding";
import { isWildcardAddress, parsePort, targetRange } from "../../../../src/core/files/compose/ports";
import { parseYaml, valueAt } from "../../../../src/core/files/yaml/form";

function port(yaml: string) {
  const item = valueAt(parseYaml(`- ${yaml}\n`).root, 0);
  ok(item);
  return parsePort(item);
}
const shown = (yaml: string) => {
  const parsed = port(yaml);
  return parsed && [parsed.hostIp?.value, parsed.published?.value, parsed.target.value, parsed.protocol];
};

describe("Compose ports", () => {
  const cases: readonly (readonly [yaml: string, ...(string | undefined)[]])[] = [
    ["5432", undefined, undefined, "5432", "tcp"],
    ['"5432:5432"', undefined, "5432", "5432", "tcp"],
    ["5432:5432", undefined, "5432", "5432", "tcp"],
    ["9090-9091:8080-8081", undefined, "9090-9091", "8080-8081", "tcp"],
    ["127.0.0.1:5432:5432", "127.0.0.1", "5432", "5432", "tcp"],
    ["127.0.0.1::5432", "127.0.0.1", undefined, "5432", "tcp"],
    ["'[::1]:6000:6000'", "[::1]", "6000", "6000", "tcp"],
    ["'::1:6000:6000'", "::1", "6000", "6000", "tcp"],
    ["6060:6060/udp", undefined, "6060", "6060", "udp"],
    ["${P:-5432}:5432", undefined, "5432", "5432", "tcp"],
    ["${P}:5432", undefined, undefined, "5432", "tcp"],
    ["${BIND:-127.0.0.1}:5432:5432", "127.0.0.1", "5432", "5432", "tcp"],
    ["${BIND:-127.0.0.1:}5432:5432", "127.0.0.1", "5432", "5432", "tcp"],
    ["${MAPPING:-0.0.0.0:1:2/udp}", "0.0.0.0", "1", "2", "udp"],
    ["{ target: 80, published: '8080', protocol: udp, host_ip: 10.0.0.1 }", "10.0.0.1", "8080", "80", "udp"],
    ["{ target: 80 }", undefined, undefined, "80", "tcp"],
  ];
  for (const [yaml, ...fields] of cases) it(yaml, () => deepEqual(shown(yaml), fields));

  it("is nothing without a target", () => {
    for (const yaml of ["", "{ published: 1 }", "[1]", '""']) equal(port(yaml), undefined, yaml);
    equal(port("${ALL}")?.target.value, undefined);
  });

  it("reads ranges of container ports", () => {
    const range = (yaml: string) => {
      const parsed = port(yaml);
      return parsed && targetRange(parsed);
    };
    deepEqual(range("1:5000-5010"), { first: 5000, last: 5010 });
    deepEqual(range("80"), { first: 80, last: 80 });
    equal(range("80:${P}"), undefined);
    equal(range("x"), undefined);
  });

  it("knows every spelling of all interfaces", () => {
    for (const address of [
      "",
      "*",
      "0.0.0.0",
      "0",
      "::",
      "[::]",
      "::0",
      "0:0:0:0:0:0:0:0",
      "::ffff:0.0.0.0",
    ]) {
      ok(isWildcardAddress(address), address);
    }
    for (const address of ["127.0.0.1", "::1", "[::1]", "10.0.0.0", "192.168.0.10", "localhost", "fe80::1"]) {
      ok(!isWildcardAddress(address), address);
    }
  });

  it("tells who reaches a port", () => {
    const exposure = (yaml: string) => {
      const parsed = port(yaml);
      return parsed && exposureOf(parsed);
    };
    for (const yaml of [
      "5432",
      "5432:5432",
      "'[::]:5432:5432'",
      "${DB_PORT}:5432",
      "${B:-0.0.0.0}:1:2",
      "{ target: 1, published: '${P}' }",
    ]) {
      equal(exposure(yaml), "public", yaml);
    }
    for (const yaml of ["127.0.0.1:5432:5432", "'::1:1:2'", "${B:-127.0.0.1}:1:2", "192.168.1.5:1:2"]) {
      equal(exposure(yaml), "local", yaml);
    }
    for (const yaml of ["${BIND}:5432:5432", "${DB}:5432", "{ target: 1, host_ip: '${IP}' }"]) {
      equal(exposure(yaml), "unknown", yaml);
    }
  });
});

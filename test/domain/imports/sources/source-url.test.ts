import { describe, expect, test } from "vitest";
import { checkSourceUrl } from "#app/domain/imports/sources/source-url.ts";

const isTaken = (written: string, local = false) => "url" in checkSourceUrl(written, { local });

describe("an address to pull from", () => {
  test.each([
    "https://exemple.gouv.fr/flux.xml",
    "https://exemple.gouv.fr:443/flux",
    "https://flux.xn--prfet-bsa.fr/?a=1",
  ])("%s is taken", (written) => expect(isTaken(written)).toBe(true));

  test.each([
    "http://exemple.gouv.fr/flux",
    "ftp://exemple.gouv.fr/flux",
    "file:///etc/passwd",
    "data:text/plain,x",
    "exemple.gouv.fr/flux",
    "",
    "https://exemple.gouv.fr:8443/flux",
    "https://u:p@exemple.gouv.fr/flux",
    "https://u@exemple.gouv.fr/flux",
    `https://exemple.gouv.fr/${"x".repeat(2_000)}`,
  ])("%s is refused", (written) => expect(isTaken(written)).toBe(false));

  test.each([
    [
      "loopback",
      ["127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "[::1]", "[0:0:0:0:0:0:0:1]", "0.0.0.0", "0"],
    ],
    [
      "private",
      ["10.0.0.8", "172.16.0.1", "172.31.255.255", "192.168.1.1", "0xc0a80101", "[fc00::1]", "[fd12:3456::1]"],
    ],
    [
      "link-local, and the metadata of clouds",
      ["169.254.169.254", "0xa9fea9fe", "2852039166", "[fe80::1]", "[fd00:ec2::254]"],
    ],
    ["shared by a carrier", ["100.64.0.1", "100.127.255.255"]],
    [
      "IPv4 within IPv6",
      ["[::ffff:10.0.0.1]", "[::ffff:a00:1]", "[::127.0.0.1]", "[64:ff9b::a00:1]", "[2002:a00:1::]"],
    ],
    ["a number of the public network, for which no certificate is made", ["8.8.8.8", "[2606:4700::1111]"]],
    ["written in other digits", ["１２７.0.0.1", "①②⑦.0.0.1"]],
  ])("a number instead of a name is refused: %s", (_, hosts) => {
    for (const host of hosts) expect(isTaken(`https://${host}/flux`), host).toBe(false);
  });

  test.each([
    "localhost",
    "LOCALHOST",
    "localhost.",
    "a.localhost",
    "intranet",
    "serveur.local",
    "serveur.local.",
    "metadata.google.internal",
    "pass.lan",
    "box.home.arpa",
    "1.0.0.127.in-addr.arpa",
  ])("a name of a private network is refused: %s", (host) => expect(isTaken(`https://${host}/flux`)).toBe(false));

  test("a server of this machine is taken only where a setting says so, at any port", () => {
    expect(isTaken("http://localhost:8899/flux")).toBe(false);
    for (const host of ["localhost", "127.0.0.1", "[::1]"])
      expect(isTaken(`http://${host}:8899/flux`, true)).toBe(true);
    expect(isTaken("http://u:p@localhost:8899/flux", true)).toBe(false);
    for (const host of ["10.0.0.1", "192.168.0.1", "169.254.169.254", "exemple.gouv.fr", "0.0.0.0"]) {
      expect(isTaken(`http://${host}/flux`, true), host).toBe(false);
    }
  });

  test("is kept in its normal form, without its fragment", () => {
    expect(checkSourceUrl("https://Exemple.gouv.FR/a/../flux#x")).toEqual({ url: "https://exemple.gouv.fr/flux" });
  });
});

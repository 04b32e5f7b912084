import { expect, test } from "vitest";
import { throttle } from "#app/services/account/throttling.ts";
import { hashSecret } from "#app/services/secrets.ts";

test("the key of a count cannot be made again without the signing key, so that nobody finds the network by trying them all", async () => {
  const network = "192.0.2.1";
  const { key } = await throttle("a-signing-key", "log-in-network", network);
  expect((await throttle("a-signing-key", "log-in-network", network)).key).toBe(key);
  expect((await throttle("another-key", "log-in-network", network)).key).not.toBe(key);
  expect(key).not.toBe(await hashSecret(`log-in-network\n${network}`));
  await expect(throttle(undefined, "log-in-network", network)).rejects.toThrow("SIGNING_KEY is not set");
});

test("each action counts its tries apart, and so does each subject", async () => {
  const keys = await Promise.all([
    throttle("k", "mail-address", "lea@exemple.fr"),
    throttle("k", "sign-up-address", "lea@exemple.fr"),
    throttle("k", "mail-address", "zoe@exemple.fr"),
  ]);
  expect(new Set(keys.map(({ key }) => key)).size).toBe(3);
});

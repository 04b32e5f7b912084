import { expect, test } from "vitest";
import { throttles } from "#app/services/account/throttling.ts";
import { hashSecret } from "#app/services/secrets.ts";

test("the key of a count cannot be made again without the signing key, so that nobody finds the network by trying them all", async () => {
  const network = "192.0.2.1";
  const keyBy = async (signingKey: string | undefined) =>
    (await throttles(signingKey, ["log-in-network", network])).map(({ key }) => key);
  const [key] = await keyBy("a-signing-key");
  expect(await keyBy("a-signing-key")).toEqual([key]);
  expect(await keyBy("another-key")).not.toEqual([key]);
  expect(key).not.toBe(await hashSecret(`log-in-network\n${network}`));
  await expect(keyBy(undefined)).rejects.toThrow("SIGNING_KEY is not set");
});

test("each action counts its tries apart, and so does each subject", async () => {
  const keys = await throttles(
    "k",
    ["mail-address", "lea@exemple.fr"],
    ["sign-up-address", "lea@exemple.fr"],
    ["mail-address", "zoe@exemple.fr"],
  );
  expect(new Set(keys.map(({ key }) => key)).size).toBe(3);
});

import { expect } from "vitest";
import { REACHABLE } from "./offers.ts";
import { button, open, type Sentence, type Walk } from "./walk.ts";

const contacts = ({ page }: Walk) => page.getByRole("region", { name: "Pour candidater" });

/** « Postuler à une offre de stage ou apprentissage », by somebody who has no account. */
export const APPLYING: Sentence[] = [
  {
    line: 138,
    says: "Les informations pour postuler à une offre sont disponibles",
    does: async (walk) => {
      await open(walk, `/offres/${REACHABLE.reference}`);
      await contacts(walk).getByText("Ada Martin").waitFor();
      const ways = contacts(walk).getByRole("link");
      expect(await ways.allInnerTexts()).toEqual(["ada@drac.example", "01 99 00 12 34", "drac.example/recrutement"]);
      const addresses = await ways.evaluateAll((all) => all.map((way) => way.getAttribute("href")?.split("?")[0]));
      expect(addresses).toEqual(["mailto:ada@drac.example", "tel:+33199001234", "https://drac.example/recrutement"]);
      expect(await walk.page.context().cookies()).toEqual([]);
    },
  },
  {
    line: 142,
    says: "Le site ne permet pas de postuler en ligne",
    does: async (walk) => {
      await contacts(walk).getByText("La candidature ne se fait pas en ligne.").waitFor();
      expect(await button(walk, /postuler|candidat|envoyer/i).count()).toBe(0);
    },
  },
  {
    line: 146,
    says: "Pour candidater, vous devez donc envoyer un mail",
    does: async (walk) => {
      await contacts(walk).getByText("Joignez impérativement votre CV et votre lettre de motivation").waitFor();
      const mail = new URL((await contacts(walk).getByRole("link", { name: "ada@" }).getAttribute("href")) ?? "");
      expect(mail.searchParams.get("subject")).toContain(REACHABLE.title);
    },
  },
];

import type { OfferType } from "#app/domain/nomenclature.ts";
import type { Contact } from "#app/domain/offers/offer.ts";
import type { Drawer } from "./random.ts";

/** Numbers that Arcep keeps for fiction, by region of France. */
const FICTION = ["01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49", "06 39 98"];
const DESKS = ["recrutement", "rh", "candidatures"];
const DESK: Record<OfferType, string> = { stage: "stages", apprentissage: "apprentissage" };
const NAMES = ["Bureau du recrutement", "Secrétariat du service", "Pôle stages et alternance"];

/** One, two or three ways to apply, at times to two desks; nobody is named. */
export function contactsOf(domain: string, type: OfferType, draw: Drawer): Contact[] {
  const first = contact(domain, type, draw);
  return draw.chance(0.12) ? [first, { name: "Renseignements sur le poste", phone: phone(draw) }] : [first];
}

function contact(domain: string, type: OfferType, draw: Drawer): Contact {
  const way = draw.below(10);
  return {
    ...(draw.chance(0.4) ? { name: draw.pick(NAMES) } : {}),
    ...(way < 8 ? { email: `${draw.pick([...DESKS, DESK[type]])}@${domain}` } : {}),
    ...(way >= 5 && way < 9 ? { phone: phone(draw) } : {}),
    ...(way === 9 || way === 0 ? { url: `https://www.${domain}/recrutement` } : {}),
  };
}

function phone(draw: Drawer): string {
  const pair = () => String(draw.below(100)).padStart(2, "0");
  return `${draw.pick(FICTION)} ${pair()} ${pair()}`;
}

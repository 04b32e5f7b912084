import { isMailAddress } from "#app/domain/mail-address.ts";
import { cutAtWord, toPlainLine } from "#app/domain/text/plain-text.ts";
import { toSite } from "./links.ts";
import type { Contact } from "./offer.ts";

/** A contact as the publisher sent it, before it is checked. */
type SaidContact = { [way in keyof Contact]?: string | null | undefined };

const MOST_CONTACTS = 5;
const NAME = 200;

/**
 * The contacts that can be used, in the order they were given.
 * @param doubt is called with a French sentence for each one that cannot
 */
export function checkContacts(said: SaidContact[], doubt: (sentence: string) => void): Contact[] {
  const kept = said.flatMap(({ name, email, phone, url }) => {
    const contact: Contact = {
      ...optional("email", checked(email && addressIn(email), isMailAddress, "L’adresse mail", doubt)),
      ...optional("phone", checked(phone, isPhone, "Le téléphone", doubt)),
      ...optional("url", checked(url, isSite, "Le site", doubt)),
    };
    if (Object.keys(contact).length === 0) return [];
    const known = cutAtWord(toPlainLine(name ?? ""), NAME);
    return [{ ...optional("name", known || null), ...contact }];
  });
  if (kept.length > MOST_CONTACTS) doubt(`Il y a plus de ${MOST_CONTACTS} contacts : les premiers sont retenus.`);
  return kept.slice(0, MOST_CONTACTS);
}

/** A way to the employer that needs no choice, or `choice` where there are several of one kind. */
export type ContactWay = { by: "choice" } | { by: "email" | "phone" | "url"; to: string };

/**
 * At most three ways to the employer, the first one first: its address, its phone number, its site. Where it gave
 * several of a kind, the list of the contacts comes first, since only its names tell which one is the right one.
 */
export function contactWays(contacts: Contact[]): ContactWay[] {
  const kinds = (["email", "phone", "url"] as const).map((by) => ({
    by,
    all: [...new Set(contacts.flatMap((contact) => contact[by] ?? []))],
  }));
  const direct = kinds.flatMap(({ by, all: [to, ...others] }) => (to && others.length === 0 ? [{ by, to }] : []));
  return kinds.some(({ all }) => all.length > 1) ? [{ by: "choice" }, ...direct] : direct;
}

function optional<K extends string>(key: K, value: string | null): { [key in K]?: string } {
  return value === null ? {} : ({ [key]: value } as { [key in K]: string });
}

function checked(
  said: string | null | undefined,
  isRight: (text: string) => boolean,
  name: string,
  doubt: (sentence: string) => void,
) {
  const written = toPlainLine(said ?? "");
  if (written === "" || isRight(written)) return written || null;
  doubt(`${name} « ${cutAtWord(written, 80)} » n’est pas utilisable.`);
  return null;
}

/** The address of « Nom <a@b.fr> », as mail programs copy it. */
const addressIn = (text_: string) => /<([^\s<>@]+@[^\s<>@]+)>$/.exec(toPlainLine(text_))?.[1] ?? text_;
const isPhone = (text_: string) => text_.length <= 30 && /^\+?(?:[\s.()/-]*\d){4,17}[\s.()/-]*$/.test(text_);
const isSite = (text_: string) => text_.length <= 500 && toSite(text_) !== null;

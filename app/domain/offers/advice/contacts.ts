import { domainOf, isPublicProvider } from "#app/domain/mail-domains.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { foldedWords } from "#app/domain/text/text.ts";
import { type Advice, advice } from "./advice.ts";

/** The advice about the contacts: at least one, of a service rather than of a person. */
export function adviseOnContacts({ contacts }: Pick<Posting, "contacts">): Advice[] {
  const about = (code: string, sentence: string) => advice(code, "contacts", sentence);
  if (contacts.length === 0) {
    return [
      about(
        "contact-missing",
        "Donnez au moins une adresse mail, un numéro ou un site\u00a0: sans contact, personne ne peut candidater.",
      ),
    ];
  }
  const emails = contacts.flatMap(({ email, name }) => (email ? [{ email, name }] : []));
  const personal = emails.find(({ email }) => isPublicProvider(domainOf(email)));
  if (personal) {
    return [
      about(
        "contact-personal-address",
        `«\u00a0${personal.email}\u00a0» est une adresse personnelle\u00a0: donnez une adresse de votre administration, que les candidats reconnaissent.`,
      ),
    ];
  }
  // A person beside a service is fine: somebody reads what is sent.
  const [only] = emails;
  if (emails.length !== 1 || !only || !isOfPerson(only)) return [];
  return [
    about(
      "contact-of-one-person",
      `«\u00a0${only.email}\u00a0» semble être l’adresse d’une seule personne\u00a0: une adresse de service est lue aussi pendant ses congés, et ne publie pas son nom.`,
    ),
  ];
}

/** `prenom.nom@…`, or the words of the contact's name; a word of a service says that it is one. */
function isOfPerson({ email, name }: { email: string; name: string | undefined }): boolean {
  const local = email.slice(0, email.lastIndexOf("@")).toLowerCase();
  const parts = local.split(/[.]/);
  if (local.split(/[.\-_]/).some((part) => SERVICE.has(part))) return false;
  const isNamed = name !== undefined && parts.length > 1 && parts.every((part) => foldedWords(name).includes(part));
  return isNamed || (parts.length === 2 && parts.every((part) => /^[a-zà-ÿ-]{3,}$/.test(part)));
}

/** Words of service addresses. */
const SERVICE = new Set(
  `accueil administration alternance apprentissage apprentissages archives bibliotheque bureau cabinet candidature candidatures
  carriere carrieres cdg chu communication contact courrier culture departement dgs direction drh ecole emploi emplois
  formation gestion grh info informations internat jobs jury laboratoire mairie ministere mission musee numerique
  personnel pole prefecture presse recrutement recrutements recruteur region ressources rh secretariat section service
  services sg stage stages stagiaire stagiaires unite ville web`.split(/\s+/),
);

import { CIVILITIES } from "#app/domain/account/account.ts";
import { AUDIT_EVENTS } from "#app/domain/account/audit.ts";
import { CADENCES } from "#app/domain/alerts/alert.ts";
import { DOCUMENT_KINDS } from "#app/domain/documents/document.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import type * as schema from "#db/accounts/schema.ts";

type Row = Record<string, unknown>;

/** Under which French name a column is in the export, and how its values are said where they are codes. */
export type Told = { name: string; say?: (value: unknown, row: Row) => unknown };
/** Why a column is not in the export. */
export type Left = { left: string };

type Tables = Pick<
  typeof schema,
  | "candidates"
  | "sessions"
  | "tokens"
  | "audit"
  | "documents"
  | "mails"
  | "keptOffers"
  | "savedSearches"
  | "alertMatches"
  | "mailedOffers"
  | "suppressions"
>;
type Columns<Table extends keyof Tables> = Record<keyof Tables[Table]["$inferSelect"], Told | Left>;
type Exported = { [Table in keyof Tables]: { name: string; columns: Columns<Table> } };

const told = (name: string, say?: Told["say"]): Told => (say ? { name, say } : { name });
const left = (reason: string): Left => ({ left: reason });

const OWNER = left("the candidate: the whole export is hers");
const NUMBER = left("a number of ours, which says nothing of her");
const KEY = left("the same value written a second time, to be compared");
const SECRET = left("a secret, or a part of one: whoever has it acts in her name");
const SENDING = left("how sending goes on, which says nothing of her");

/** Every column that holds something of a candidate, told or left out for a reason. A column that is in neither does not compile. */
export const EXPORTED: Exported = {
  candidates: {
    name: "compte",
    columns: {
      id: NUMBER,
      username: told("nom_utilisateur"),
      usernameKey: KEY,
      email: told("adresse_mail"),
      emailKey: KEY,
      passwordHash: SECRET,
      civility: told("civilite", labelIn(CIVILITIES)),
      firstName: told("prenom"),
      lastName: told("nom"),
      phone: told("telephone"),
      level: told("niveau_prepare", (code) => labelOf("level", String(code)) ?? code),
      domain: told("domaine_etudes", (code) => labelOf("domain", String(code)) ?? code),
      availableOn: told("disponible_le"),
      consentedAt: told("consentement_donne_le"),
      createdAt: told("compte_cree_le"),
      lastLoginAt: told("derniere_connexion_le"),
      retentionWarnedAt: told("prevenu_de_l_effacement_le"),
      keptOfferNotices: told("prevenir_pour_les_offres_gardees"),
    },
  },
  sessions: {
    name: "connexions_ouvertes",
    columns: {
      id: SECRET,
      secretHash: SECRET,
      candidateId: OWNER,
      device: told("appareil"),
      createdAt: told("ouverte_le"),
      seenAt: told("derniere_activite_le"),
      confirmedAt: told("mot_de_passe_donne_le"),
    },
  },
  tokens: {
    name: "liens_envoyes_en_attente",
    columns: {
      hash: SECRET,
      kind: told("pour", (kind) =>
        kind === "reset" ? "choisir un nouveau mot de passe" : kind === "email" ? "confirmer une adresse" : kind,
      ),
      candidateId: OWNER,
      email: told("adresse_a_confirmer"),
      expiresAt: told("valable_jusqu_au"),
    },
  },
  audit: {
    name: "activite_recente",
    columns: {
      id: NUMBER,
      candidateId: OWNER,
      event: told("evenement", (event) => new Map<unknown, string>(Object.entries(AUDIT_EVENTS)).get(event) ?? event),
      device: told("appareil"),
      at: told("le"),
    },
  },
  documents: {
    name: "documents",
    columns: {
      id: SECRET,
      candidateId: OWNER,
      draft: left("empty for the documents of an account: it holds those of a form of sign-up"),
      kind: told("rubrique", labelIn(DOCUMENT_KINDS)),
      slot: told("place_dans_la_rubrique"),
      name: told("nom_du_fichier"),
      format: told("format"),
      locked: told("protege_par_mot_de_passe"),
      size: told("taille_en_octets"),
      storage: told("etat_du_depot"),
      scan: told("analyse_antivirus"),
      createdAt: told("depose_le"),
    },
  },
  mails: {
    name: "messages",
    columns: {
      id: NUMBER,
      kind: told("motif"),
      priority: SENDING,
      candidateId: OWNER,
      registrationId: NUMBER,
      recipient: told("destinataire"),
      details: told("precisions"),
      subject: told("objet"),
      html: left("the same message as its text, laid out"),
      // What somebody waits for may hold a link that acts; the link has gone to her mailbox, and nowhere else.
      text: told("texte", (text, { priority }) => (priority === 0 ? null : text)),
      headers: left("how sending goes on, with the link that unsubscribes"),
      state: told("etat"),
      attempts: SENDING,
      lastError: SENDING,
      dueAt: SENDING,
      leaseUntil: SENDING,
      firstTriedAt: SENDING,
      createdAt: told("demande_le"),
      doneAt: told("envoye_le"),
    },
  },
  keptOffers: {
    name: "offres_gardees",
    columns: {
      candidateId: OWNER,
      offerId: NUMBER,
      reference: told("reference"),
      title: told("intitule"),
      keptAt: told("gardee_le"),
      closingToldAt: told("prevenu_de_la_fermeture_le"),
      withdrawnToldAt: told("prevenu_du_retrait_le"),
    },
  },
  savedSearches: {
    name: "recherches_sauvegardees",
    columns: {
      id: told("numero"),
      candidateId: OWNER,
      name: told("nom"),
      criteria: told("criteres"),
      match: left("the same criteria, as the index is asked of them"),
      textVersion: SENDING,
      cadence: told("alerte", (cadence) => (cadence === null ? "désactivée" : labelIn(CADENCES)(cadence))),
      sinceOfferId: NUMBER,
      seenOfferId: NUMBER,
      broken: told("a_corriger"),
      createdAt: told("sauvegardee_le"),
      deletedAt: told("supprimee_le"),
    },
  },
  alertMatches: {
    name: "offres_trouvees_par_les_alertes",
    columns: {
      savedSearchId: told("recherche"),
      offerId: told("numero_de_l_offre"),
      candidateId: OWNER,
      dueAt: told("a_envoyer_le"),
      state: told("etat"),
      mailId: NUMBER,
    },
  },
  mailedOffers: {
    name: "offres_envoyees",
    columns: { candidateId: OWNER, offerId: told("numero_de_l_offre"), mailId: NUMBER },
  },
  suppressions: {
    name: "adresse_suspendue",
    columns: { emailKey: told("adresse_mail"), reason: told("motif"), at: told("le") },
  },
};

/** Tables of which nothing is in the export, and why. */
export const LEFT_TABLES: Record<Exclude<TableName, keyof Tables>, string> = {
  cursors: "how far the work of the site has come: nothing of anybody",
  registrations:
    "forms whose address nobody has confirmed: hers has become the account, another may be somebody else’s",
  throttles: "hashes that nobody can read back, kept a day at most",
  r2Garbage: "removed files until they are deleted, under random names",
  searchTokens: "a few words of each saved search, by which it is found fast",
  alertRuns: "how far the matching of alerts has come: nothing of anybody",
  alertSlices: "how far the matching of alerts has come: nothing of anybody",
  snapshots: "the offers of each mail, which are in the export as offers that were mailed",
  providerEvents: "numbers of what the mail provider has told: nothing of anybody",
  deadLetters: "messages that the queue gave up: numbers of ours, nothing that anybody wrote",
  settings: "what operators set: nothing of anybody",
};

type TableName = {
  [Name in keyof typeof schema]: (typeof schema)[Name] extends { $inferSelect: object } ? Name : never;
}[keyof typeof schema];

function labelIn(choices: readonly { code: string; label: string }[]): (code: unknown) => unknown {
  return (code) => choices.find((choice) => choice.code === code)?.label ?? code;
}

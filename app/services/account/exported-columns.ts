import { CIVILITIES } from "#app/domain/account/account.ts";
import { AUDIT_EVENTS } from "#app/domain/account/audit.ts";
import { CADENCES } from "#app/domain/alerts/alert.ts";
import { DOCUMENT_KINDS } from "#app/domain/documents/document.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import type * as schema from "#db/accounts/schema.ts";

type Row = Record<string, unknown>;

/** The French key of a column in the export. `format` turns codes into French. */
export type ExportedColumn = { name: string; format?: (value: unknown, row: Row) => unknown };
/** Why a column is not in the export. */
export type OmittedColumn = { omitted: string };

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
type Columns<Table extends keyof Tables> = Record<keyof Tables[Table]["$inferSelect"], ExportedColumn | OmittedColumn>;
type Exported = { [Table in keyof Tables]: { name: string; columns: Columns<Table> } };

const exported = (name: string, format?: ExportedColumn["format"]): ExportedColumn =>
  format ? { name, format } : { name };
const omitted = (reason: string): OmittedColumn => ({ omitted: reason });

const OWNER = omitted("the candidate: the whole export is hers");
const NUMBER = omitted("a number of ours, which says nothing of her");
const KEY = omitted("the same value written a second time, to be compared");
const SECRET = omitted("a secret, or a part of one: whoever has it acts in her name");
const SENDING = omitted("how sending goes on, which says nothing of her");

/**
 * Every column of the tables that hold a candidate's data: its French key, or the reason to omit it. A new column that
 * is missing here does not compile.
 */
export const EXPORTED_COLUMNS: Exported = {
  candidates: {
    name: "compte",
    columns: {
      id: NUMBER,
      username: exported("nom_utilisateur"),
      usernameKey: KEY,
      email: exported("adresse_mail"),
      emailKey: KEY,
      passwordHash: SECRET,
      civility: exported("civilite", labelIn(CIVILITIES)),
      firstName: exported("prenom"),
      lastName: exported("nom"),
      phone: exported("telephone"),
      level: exported("niveau_prepare", (code) => labelOf("level", String(code)) ?? code),
      domain: exported("domaine_etudes", (code) => labelOf("domain", String(code)) ?? code),
      availableOn: exported("disponible_le"),
      consentedAt: exported("consentement_donne_le"),
      createdAt: exported("compte_cree_le"),
      lastLoginAt: exported("derniere_connexion_le"),
      retentionWarnedAt: exported("prevenu_de_l_effacement_le"),
      keptOfferNotices: exported("prevenir_pour_les_offres_gardees"),
    },
  },
  sessions: {
    name: "connexions_ouvertes",
    columns: {
      id: SECRET,
      secretHash: SECRET,
      candidateId: OWNER,
      device: exported("appareil"),
      createdAt: exported("ouverte_le"),
      seenAt: exported("derniere_activite_le"),
      confirmedAt: exported("mot_de_passe_donne_le"),
    },
  },
  tokens: {
    name: "liens_envoyes_en_attente",
    columns: {
      hash: SECRET,
      kind: exported("pour", (kind) =>
        kind === "reset" ? "choisir un nouveau mot de passe" : kind === "email" ? "confirmer une adresse" : kind,
      ),
      candidateId: OWNER,
      email: exported("adresse_a_confirmer"),
      expiresAt: exported("valable_jusqu_au"),
    },
  },
  audit: {
    name: "activite_recente",
    columns: {
      id: NUMBER,
      candidateId: OWNER,
      event: exported(
        "evenement",
        (event) => new Map<unknown, string>(Object.entries(AUDIT_EVENTS)).get(event) ?? event,
      ),
      device: exported("appareil"),
      at: exported("le"),
    },
  },
  documents: {
    name: "documents",
    columns: {
      id: SECRET,
      candidateId: OWNER,
      draft: omitted("empty for the documents of an account: it holds those of a form of sign-up"),
      kind: exported("rubrique", labelIn(DOCUMENT_KINDS)),
      slot: exported("place_dans_la_rubrique"),
      name: exported("nom_du_fichier"),
      format: exported("format"),
      locked: exported("protege_par_mot_de_passe"),
      size: exported("taille_en_octets"),
      storage: exported("etat_du_depot"),
      scan: exported("analyse_antivirus"),
      createdAt: exported("depose_le"),
    },
  },
  mails: {
    name: "messages",
    columns: {
      id: NUMBER,
      kind: exported("motif"),
      priority: SENDING,
      candidateId: OWNER,
      registrationId: NUMBER,
      recipient: exported("destinataire"),
      details: exported("precisions"),
      subject: exported("objet"),
      html: omitted("the same message as its text, laid out"),
      // A mail of priority 0 may hold a link that acts in her name: that link exists in her mailbox alone.
      text: exported("texte", (text, { priority }) => (priority === 0 ? null : text)),
      headers: omitted("how sending goes on, with the link that unsubscribes"),
      sender: SENDING,
      state: exported("etat"),
      attempts: SENDING,
      lastError: SENDING,
      dueAt: SENDING,
      leaseUntil: SENDING,
      firstTriedAt: SENDING,
      createdAt: exported("demande_le"),
      doneAt: exported("envoye_le"),
    },
  },
  keptOffers: {
    name: "offres_gardees",
    columns: {
      candidateId: OWNER,
      offerId: NUMBER,
      reference: exported("reference"),
      title: exported("intitule"),
      keptAt: exported("gardee_le"),
      closingToldAt: exported("prevenu_de_la_fermeture_le"),
      withdrawnToldAt: exported("prevenu_du_retrait_le"),
    },
  },
  savedSearches: {
    name: "recherches_sauvegardees",
    columns: {
      id: exported("numero"),
      candidateId: OWNER,
      name: exported("nom"),
      criteria: exported("criteres"),
      match: omitted("the same criteria, as the index is asked of them"),
      textVersion: SENDING,
      cadence: exported("alerte", (cadence) => (cadence === null ? "désactivée" : labelIn(CADENCES)(cadence))),
      sinceOfferId: NUMBER,
      seenOfferId: NUMBER,
      broken: exported("a_corriger"),
      createdAt: exported("sauvegardee_le"),
      deletedAt: exported("supprimee_le"),
    },
  },
  alertMatches: {
    name: "offres_trouvees_par_les_alertes",
    columns: {
      savedSearchId: exported("recherche"),
      offerId: exported("numero_de_l_offre"),
      candidateId: OWNER,
      dueAt: exported("a_envoyer_le"),
      state: exported("etat"),
      mailId: NUMBER,
    },
  },
  mailedOffers: {
    name: "offres_envoyees",
    columns: { candidateId: OWNER, offerId: exported("numero_de_l_offre"), mailId: NUMBER },
  },
  suppressions: {
    name: "adresse_suspendue",
    columns: { emailKey: exported("adresse_mail"), reason: exported("motif"), at: exported("le") },
  },
};

/**
 * The tables that are not in the export, each with the reason. A new table that is in neither list does not compile.
 */
export const OMITTED_TABLES: Record<Exclude<TableName, keyof Tables>, string> = {
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

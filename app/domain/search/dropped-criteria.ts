import { MAX_WORDS_LENGTH } from "./keywords/typed-words.ts";
import { WHERE } from "./search.ts";
import type { Dropped } from "./search-reader.ts";

const CRITERIA: Record<string, string> = {
  q: "mots-clés",
  type: "type d’offre",
  niveau: "niveau de diplôme",
  domaine: "domaine d’activité",
  administration: "administration",
  region: "région",
  departement: "département",
  pays: "pays",
  dans: "intitulé seulement",
  ou: "lieu",
  lieu: "commune",
  rayon: "distance",
  debut: "début du contrat",
  duree: "durée",
  condition: "condition",
  tri: "tri",
  page: "page",
};

/** « région « 99 » ». */
export function nameDropped({ parameter, value }: Dropped): string {
  return `${CRITERIA[parameter] ?? parameter} « ${value} »`;
}

/** Why a part of an address was not used, as a sentence. */
export function explainDropped(dropped: Dropped): string {
  const criterion = CRITERIA[dropped.parameter] ?? dropped.parameter;
  switch (dropped.reason) {
    case "too-long":
      return `Les mots-clés ont été coupés à ${MAX_WORDS_LENGTH} caractères.`;
    case "too-many":
      return `Trop de valeurs pour le critère « ${criterion} » : « ${dropped.value} » n’est pas pris en compte.`;
    case "repeated":
      return `Critère « ${criterion} » donné plusieurs fois : « ${dropped.value} » n’est pas pris en compte.`;
    case "unknown":
      if (dropped.parameter === WHERE)
        return `Lieu inconnu : « ${dropped.value} ». Essayez une commune, un code postal, un département, une région ou un pays.`;
      return `Critère ignoré : ${nameDropped(dropped)}.`;
  }
}

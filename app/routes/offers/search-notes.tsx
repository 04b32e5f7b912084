import type { Match } from "#app/domain/match.ts";
import { canonicalQuery, MAX_WORDS_LENGTH, type Search } from "#app/domain/search.ts";
import type { Dropped } from "#app/domain/search-reader.ts";
import { paths } from "#app/paths.ts";

type Props = {
  search: Search;
  dropped: Dropped[];
  understood: Pick<Match, "places" | "ignored" | "reference">;
};

const PARAMETERS: Record<string, string> = {
  q: "mots-clés",
  type: "type d’offre",
  niveau: "niveau",
  domaine: "domaine",
  administration: "administration",
  region: "région",
  departement: "département",
  pays: "pays",
  tri: "tri",
  page: "page",
};

const PLACES = { region: "région", department: "département", country: "pays" } as const;

/** What was understood, left aside or cut of the search: nothing is changed in silence. */
export function SearchNotes({ search, dropped, understood }: Props) {
  const { places, ignored, reference } = understood;
  const common = ignored.filter(({ reason }) => reason === "domain").map(({ word }) => `« ${word} »`);
  const beyond = ignored.filter(({ reason }) => reason === "limit").map(({ word }) => word);
  if (dropped.length + places.length + common.length + beyond.length === 0 && !reference) return null;
  return (
    <ul className="search-notes">
      {reference ? <li>Recherche de l’offre de référence {reference}.</li> : null}
      {places.map(({ kind, label, words, undone }) => (
        <li key={words}>
          Compris comme {kind in PLACES ? PLACES[kind as keyof typeof PLACES] : "lieu"} : {label}.{" "}
          {undone ? (
            <a href={paths.offers(canonicalQuery({ ...search, words: undone, page: 1 }))}>
              Chercher plutôt le mot « {words} »
            </a>
          ) : null}
        </li>
      ))}
      {common.length > 0 ? <li>Mots trop courants, laissés de côté : {common.join(", ")}.</li> : null}
      {beyond.length > 0 ? <li>Au-delà de douze mots, la recherche s’arrête avant : « {beyond.join(" ")} ».</li> : null}
      {dropped.map(({ parameter, value, reason }) => (
        <li key={parameter + value}>{droppedInWords(PARAMETERS[parameter] ?? parameter, value, reason)}</li>
      ))}
    </ul>
  );
}

function droppedInWords(name: string, value: string, reason: Dropped["reason"]): string {
  switch (reason) {
    case "too-long":
      return `Les mots-clés ont été coupés à ${MAX_WORDS_LENGTH} caractères.`;
    case "too-many":
      return `Trop de valeurs pour le critère « ${name} » : « ${value} » n’est pas pris en compte.`;
    case "repeated":
      return `Critère « ${name} » donné plusieurs fois : « ${value} » n’est pas pris en compte.`;
    case "unknown":
      return `Critère ignoré : ${name} « ${value} ».`;
  }
}

import { Fragment } from "react";
import { communeLabel, communesNamed, findCommune } from "#app/domain/places/communes.ts";
import { isTown } from "#app/domain/places/towns.ts";
import { explainDropped } from "#app/domain/search/dropped-criteria.ts";
import { withInstead } from "#app/domain/search/keywords/keywords.ts";
import type { Match } from "#app/domain/search/match.ts";
import { canonicalQuery, DEFAULT_RADIUS, type Search } from "#app/domain/search/search.ts";
import type { Dropped } from "#app/domain/search/search-reader.ts";
import { paths } from "#app/paths.ts";

/** How the keywords were understood. */
export type Understood = Pick<Match, "places" | "synonyms" | "ignored" | "reference" | "terms">;

type Props = { search: Search; dropped: Dropped[]; understood: Understood };

/** The notes on a search: what was understood, ignored or shortened. */
export function SearchNotes({ search, dropped, understood }: Props) {
  const notes = [
    ...circleNotes(search),
    ...townNotes(search, understood),
    ...placeNotes(search, understood),
    ...wordNotes(understood),
    ...dropped.map(explainDropped),
  ];
  if (notes.length === 0) return null;
  return (
    <ul className="search-notes">
      {notes.map((note, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes once it is rendered
        <li key={index}>{note}</li>
      ))}
    </ul>
  );
}

/** Other communes of the same name, and what no circle holds. */
function circleNotes(search: Search) {
  const commune = search.commune === null ? null : findCommune(search.commune);
  if (!commune) return [];
  const others = communesNamed(commune.name).filter(({ code }) => code !== commune.code);
  const elsewhere = (change: Partial<Search>) => paths.offers(canonicalQuery({ ...search, ...change, page: 1 }));
  return [
    ...(others.length > 0
      ? [
          <>
            Compris comme {communeLabel(commune)}. Ailleurs :{" "}
            {others.slice(0, MOST_COMMUNES).map((other, index) => (
              <Fragment key={other.code}>
                {index > 0 ? ", " : ""}
                <a href={elsewhere({ commune: other.code })}>{communeLabel(other)}</a>
              </Fragment>
            ))}
            .
          </>,
        ]
      : []),
    <>
      {commune.isApproximate ? `Le point de ${commune.name} est celui d’une commune voisine. ` : ""}
      Les postes à l’étranger et ceux dont la commune n’est pas connue n’y sont pas :{" "}
      <a href={elsewhere({ commune: null, radius: DEFAULT_RADIUS })}>chercher partout</a>.
    </>,
  ];
}

const MOST_COMMUNES = 5;

/** A town among the keywords is a word of the offers; around it there are others. */
function townNotes(search: Search, { terms }: Understood) {
  const town = search.commune === null ? terms.find(({ word }) => isTown(word)) : undefined;
  const [commune] = town ? communesNamed(town.word) : [];
  const words = town && withInstead(search.words, [town], () => "");
  if (!town || !commune || words == null) return [];
  return [
    <>
      <a href={paths.offers(canonicalQuery({ ...search, words, commune: commune.code, page: 1 }))}>
        Chercher {words ? `« ${words} » ` : ""}à 30 km autour de {communeLabel(commune)}
      </a>
      , plutôt que le mot « {town.word} ».
    </>,
  ];
}

const PLACES = { region: "région", department: "département", country: "pays" } as const;

function placeNotes(search: Search, { places }: Understood) {
  return places.map(({ kind, label, words, undone }) => (
    <>
      Compris comme {PLACES[kind]} : {label}.{" "}
      {undone === null ? null : (
        <a href={paths.offers(canonicalQuery({ ...search, words: undone, page: 1 }))}>
          Chercher plutôt « {words} » dans le texte des offres
        </a>
      )}
    </>
  ));
}

function wordNotes({ reference, synonyms, ignored }: Understood): string[] {
  const left = (reason: Understood["ignored"][number]["reason"], one: string, several: string) => {
    const words = ignored.filter((each) => each.reason === reason).map(({ word }) => quoted(word));
    return words.length > 0 ? [`${words.length > 1 ? several : one} : ${words.join(", ")}.`] : [];
  };
  return [
    ...(reference ? [`Recherche de l’offre de référence ${reference}.`] : []),
    ...left("reference", "L’autre mot ne compte pas", "Les autres mots ne comptent pas"),
    ...synonyms.map(({ words, also }) => `${quoted(words)} trouve aussi ${also.map(quoted).join(", ")}.`),
    ...left("domain", "Mot trop courant, laissé de côté", "Mots trop courants, laissés de côté"),
    ...left("limit", "Mot en trop, laissé de côté", "Mots en trop, laissés de côté"),
  ];
}

function quoted(words: string): string {
  return `« ${words} »`;
}

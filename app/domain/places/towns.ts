/**
 * Whether a folded word is the name of a large town. Towns are words of the offers, not criteria: this only tells that
 * an offer in another town does not answer « comptable Toulouse » in part.
 */
export function isTown(word: string): boolean {
  return TOWNS.has(word);
}

/** Prefectures and the other towns of more than 80,000 people, without those that are named by several plain words. */
const TOWNS = new Set(
  `agen aix ajaccio albi alencon amiens angers angouleme annecy antibes argenteuil arras asnieres auch aurillac auxerre
  avignon bastia bayonne beauvais belfort besancon beziers blois bobigny bordeaux boulogne bourges brest caen cahors
  calais cannes carcassonne cayenne cergy chambery chartres chateauroux chaumont cherbourg clermont colmar colombes
  courbevoie creteil digne dijon draguignan dunkerque epinal evreux evry foix gap grenoble gueret havre laon laval lille
  limoges lorient lyon macon mans marseille melun mende metz montauban montpellier montreuil moulins mulhouse nancy
  nanterre nantes narbonne nevers nice nimes niort noumea orleans papeete pau perigueux perpignan poitiers pontoise
  privas quimper reims rennes roanne rochelle rodez roubaix rouen strasbourg tarbes toulon toulouse tourcoing tours
  troyes valence valenciennes vannes versailles vesoul villeurbanne vitry`.split(/\s+/),
);

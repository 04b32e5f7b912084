import { at, capitalsOf, DEPARTMENT_CODES } from "./place.ts";

const OVERSEAS_DEPARTMENTS = ["971", "972", "973", "974", "976"];
/** Paris and the départements around it, whose services of the State are those of the région. */
const AROUND_PARIS = ["75", "92", "93", "94"];
const METROPOLITAN = DEPARTMENT_CODES.filter((code) => code.length === 2);

/** Where prefects are: every département, and Saint-Pierre-et-Miquelon. */
export const PREFECTURES = capitalsOf(DEPARTMENT_CODES.filter((code) => !["987", "988"].includes(code)));

/** Of the départements of the mainland and Corsica. */
export const METROPOLITAN_PREFECTURES = capitalsOf(METROPOLITAN);

/** Of those that have departmental services of their own, for all that the State does. */
export const OUTER_PREFECTURES = capitalsOf(METROPOLITAN.filter((code) => !AROUND_PARIS.includes(code)));

/** Prefectures of départements by the sea. */
const BY_THE_SEA = "06 11 13 14 17 22 27 29 30 33 34 35 40 44 50 56 59 62 64 66 76 80 83 85".split(" ");
export const SEA_PREFECTURES = OUTER_PREFECTURES.filter(({ department }) => BY_THE_SEA.includes(department));
export const LAND_PREFECTURES = OUTER_PREFECTURES.filter(({ department }) => !BY_THE_SEA.includes(department));

/** Small départements, where work, solidarity and the protection of consumers are one directorate. */
const SMALL = "04 05 07 08 09 12 15 19 23 32 36 39 43 46 48 52 53 55 58 61 65 70 82 88 90".split(" ");
export const SMALL_PREFECTURES = OUTER_PREFECTURES.filter(({ department }) => SMALL.includes(department));
/** Large ones, where they are two. */
const POPULOUS =
  "06 13 14 17 21 22 26 29 30 31 33 34 35 37 38 42 44 45 49 54 56 57 59 60 62 63 64 67 68 69 71 72 74 76 77".split(" ");
export const LARGE_PREFECTURES = OUTER_PREFECTURES.filter(({ department }) => POPULOUS.includes(department));

export const OVERSEAS = capitalsOf(OVERSEAS_DEPARTMENTS);

/** Where the prefects of the régions are. */
export const REGION_CAPITALS =
  at(`Ajaccio, Bordeaux, Dijon, Lille, Lyon, Marseille, Nantes, Orléans, Paris, Rennes, Rouen, Strasbourg,
    Toulouse`);

/** Where regional directorates have offices: several towns since régions were merged in 2016. */
export const REGIONAL_SEATS =
  at(`Ajaccio, Amiens, Besançon, Bordeaux, Caen, Châlons-en-Champagne, Clermont-Ferrand, Dijon, Lille,
    Limoges, Lyon, Marseille, Metz, Montpellier, Nantes, Orléans, Poitiers, Rennes, Rouen, Strasbourg,
    Toulouse`);

/** Where sub-prefects are. */
export const SUBPREFECTURES =
  at(`Abbeville, Aix-en-Provence, Albertville, Alès, Arcachon, Argentan, Arles, Aubusson, Autun, Avallon,
    Bagnères-de-Bigorre, Bar-sur-Aube, Bayeux, Bayonne, Beaune, Bellac, Belley, Bergerac, Bernay,
    Béthune, Béziers, Boulogne-sur-Mer, Bressuire, Brest, Briançon, Brignoles, Brioude,
    Brive-la-Gaillarde, Calais, Calvi, Cambrai, Carpentras, Castelsarrasin, Castres, Chalon-sur-Saône,
    Château-Gontier-sur-Mayenne, Château-Thierry, Châteaulin, Châtellerault, Cherbourg-en-Cotentin, Chinon, Cholet,
    Cognac, Compiègne, Corte, Cosne-Cours-sur-Loire, Coutances, Dax, Die, Dieppe, Dinan, Dole, Douai,
    Draguignan, Dreux, Dunkerque, Épernay, Figeac, Florac Trois Rivières, Fontainebleau,
    Fontenay-le-Comte, Forcalquier, Grasse, Haguenau, Issoudun, Istres, La Flèche, La Tour-du-Pin,
    Lannion, Le Havre, Libourne, Lisieux, Lorient, Lunéville, Lure, Meaux, Millau, Mirande, Montargis,
    Montbéliard, Montluçon, Morlaix, Mulhouse, Narbonne, Nogent-le-Rotrou, Palaiseau, Pamiers,
    Pontarlier, Pontivy, Prades, Rambouillet, Reims, Riom, Roanne, Rochefort, Saint-Claude (39),
    Saint-Dié-des-Vosges, Saint-Dizier, Saint-Flour, Saint-Gaudens, Saint-Malo, Saint-Nazaire,
    Saintes, Sarlat-la-Canéda, Sartène, Saumur, Sedan, Sélestat, Senlis, Sens, Soissons,
    Thiers, Thionville, Thonon-les-Bains, Tournon-sur-Rhône, Ussel, Valenciennes, Vendôme, Verdun,
    Vichy, Vierzon, Villeneuve-sur-Lot, Pointe-à-Pitre, Saint-Laurent-du-Maroni, Saint-Pierre (974)`);

import { foldedWords, prepareText } from "#app/domain/text/text.ts";

/**
 * The domain of the first trade that these words name, or null: a « cuisinier » is of « Interventions techniques et
 * logistiques ». Where no offer says the trade, those of its domain are the nearest.
 */
export function domainOfTrade(words: string): string | null {
  table ??= new Map(
    Object.entries(TRADES).flatMap(([code, trades]) =>
      trades.split(", ").map((trade) => [prepareText(trade).join(" "), code] as const),
    ),
  );
  const tokens = foldedWords(words).flatMap(prepareText);
  for (let length = Math.min(LONGEST, tokens.length); length > 0; length--) {
    for (let start = 0; start + length <= tokens.length; start++) {
      const code = table.get(tokens.slice(start, start + length).join(" "));
      if (code) return code;
    }
  }
  return null;
}

let table: Map<string, string> | undefined;

/** How many words the longest trade has. */
const LONGEST = 3;

/** Trades that people ask for, by RMFP domain. */
const TRADES: Record<string, string> = {
  ACH: "acheteur, acheteuse, approvisionneur, marchés publics",
  AGR: "agriculteur, agronome, éleveur, maraîcher, viticulteur, vétérinaire, technicien agricole, forestier",
  AMT: "urbaniste, géomètre, cartographe, aménageur, géomaticien, paysagiste concepteur",
  ASP: "animateur, éducateur sportif, entraîneur, moniteur, maître nageur, coach sportif, surveillant de baignade",
  BAT: "architecte, maçon, plombier, chauffagiste, électricien, menuisier, peintre en bâtiment, couvreur, charpentier, plâtrier, serrurier, carreleur, conducteur de travaux, dessinateur, projeteur, économiste de la construction, frigoriste",
  COM: "photographe, graphiste, journaliste, community manager, infographiste, webdesigner, vidéaste, attaché de presse, chargé de communication, illustrateur, motion designer, monteur vidéo, rédacteur web, maquettiste",
  CTL: "auditeur, contrôleur de gestion, évaluateur, qualiticien, statisticien",
  CUL: "conservateur, restaurateur d’art, médiateur culturel, régisseur, archéologue, historien, guide conférencier, musicien, comédien, danseur, costumier, scénographe, machiniste, commissaire d’exposition, muséographe, historien de l’art",
  DEF: "militaire, soldat, marin, pilote, aviateur",
  DOC: "bibliothécaire, archiviste, documentaliste, libraire, records manager, agent de bibliothèque",
  ENS: "professeur, enseignant, formateur, instituteur, surveillant scolaire, assistant d’éducation, AESH, ingénieur pédagogique, conseiller d’orientation",
  ENV: "écologue, garde forestier, hydrologue, botaniste, naturaliste, garde nature, ingénieur environnement, éco conseiller, ornithologue, biologiste marin",
  FIP: "inspecteur des impôts, contrôleur fiscal, trésorier, fiscaliste, douanier",
  GBF: "comptable, aide comptable, gestionnaire budgétaire, analyste financier, économiste, expert comptable",
  GRH: "gestionnaire de paie, recruteur, chargé de recrutement, responsable RH, assistant RH, ergonome",
  INT: "diplomate, interprète, traducteur, attaché culturel, chargé de coopération",
  JUR: "avocat, juriste, notaire, clerc, huissier, rédacteur juridique",
  JUS: "greffier, magistrat, juge, surveillant pénitentiaire, conseiller d’insertion, médiateur judiciaire",
  LOG: "cuisinier, pâtissier, boulanger, boucher, serveur, plongeur, jardinier, paysagiste, chauffeur, livreur, magasinier, cariste, mécanicien, carrossier, agent d’entretien, gardien, concierge, couturier, blanchisseur, manutentionnaire, logisticien, soudeur, coiffeur, fleuriste, garagiste, horticulteur, homme de ménage, agent de maintenance",
  MED: "infirmier, médecin, aide soignant, kinésithérapeute, sage femme, pharmacien, dentiste, orthophoniste, psychologue, ambulancier, brancardier, radiologue, diététicien, ergothérapeute, psychomotricien, préparateur en pharmacie, opticien, puéricultrice, auxiliaire de puériculture, technicien de laboratoire, manipulateur radio, orthoptiste, podologue",
  NUM: "développeur, informaticien, data scientist, data analyst, administrateur réseau, webmaster, technicien informatique, chef de projet informatique, pentester, devops, programmeur, UX designer",
  RCH: "chercheur, chimiste, physicien, mathématicien, biologiste, doctorant, sociologue, géologue, laborantin, astronome, océanographe, anthropologue",
  REN: "analyste renseignement, agent secret, espion, linguiste",
  SAN: "épidémiologiste, hygiéniste, préventeur, cadre de santé, directeur d’hôpital",
  SEC: "policier, gendarme, pompier, agent de sécurité, vigile, maître chien, cybersécurité, garde du corps, enquêteur",
  SOC: "assistant social, éducateur spécialisé, éducateur de jeunes enfants, moniteur éducateur, travailleur social, conseiller en insertion, aide à domicile, assistant maternel, auxiliaire de vie, médiateur social, CESF",
  TRA: "conducteur de bus, conducteur de train, contrôleur aérien, batelier, capitaine, cheminot, conducteur routier, matelot",
  USA: "secrétaire, agent d’accueil, standardiste, assistant administratif, hôte d’accueil, assistant de direction, réceptionniste",
};

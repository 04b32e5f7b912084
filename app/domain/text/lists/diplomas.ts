/**
 * Diplomas by the names that candidates give them. Their level is told by « BTS » or « CAP », which `domain-words.ts`
 * knows; here is what they prepare for. An acronym that is also another word, or another acronym, stands with its
 * diploma: « BTS SAM », « BUT TC ».
 */

/** Acronyms and what they stand for, both ways. */
export const DIPLOMAS: readonly (readonly [string, ...string[]])[] = [
  // CAP, baccalauréats
  ["AEPE", "accompagnant éducatif petite enfance", "CAP petite enfance"],
  ["ASSP", "accompagnement soins et services à la personne"],
  ["AGOrA", "assistance à la gestion des organisations et de leurs activités"],
  ["MELEC", "métiers de l’électricité et de ses environnements connectés"],
  ["SPVL", "services de proximité et vie locale"],
  ["STMG", "sciences et technologies du management et de la gestion"],
  ["ST2S", "sciences et technologies de la santé et du social"],
  ["STI2D", "sciences et technologies de l’industrie et du développement durable"],
  // BTS, BUT
  ["SIO", "services informatiques aux organisations"],
  ["SP3S", "services et prestations des secteurs sanitaire et social"],
  ["GPME", "gestion de la PME"],
  ["NDRC", "négociation et digitalisation de la relation client"],
  ["GTLA", "gestion des transports et logistique associée"],
  ["GEMEAU", "gestion et maîtrise de l’eau"],
  ["GEA", "gestion des entreprises et des administrations"],
  ["GACO", "gestion administrative et commerciale des organisations"],
  ["GEII", "génie électrique et informatique industrielle"],
  ["GCCD", "génie civil construction durable"],
  ["MMI", "métiers du multimédia et de l’internet"],
  ["QLIO", "qualité logistique industrielle et organisation"],
  ["R&T", "réseaux et télécommunications"],
  ["infocom", "information communication"],
  // Licences, masters, écoles
  ["LEA", "langues étrangères appliquées"],
  ["MEEF", "métiers de l’enseignement, de l’éducation et de la formation"],
  ["MIAGE", "méthodes informatiques appliquées à la gestion"],
  ["MIASHS", "mathématiques et informatique appliquées aux sciences humaines et sociales"],
  ["CCA", "comptabilité contrôle audit"],
  ["Sciences Po", "institut d’études politiques", "IEP"],
  // Diplomas of the State
  ["DEAS", "diplôme d’État d’aide-soignant"],
  ["DEAP", "diplôme d’État d’auxiliaire de puériculture"],
  ["DEI", "diplôme d’État d’infirmier"],
  ["DEASS", "diplôme d’État d’assistant de service social"],
  ["DEES", "diplôme d’État d’éducateur spécialisé"],
  ["DEEJE", "diplôme d’État d’éducateur de jeunes enfants"],
  ["DEME", "diplôme d’État de moniteur éducateur"],
  ["DEAES", "diplôme d’État d’accompagnant éducatif et social"],
  ["BPJEPS", "brevet professionnel de la jeunesse, de l’éducation populaire et du sport"],
  ["DEJEPS", "diplôme d’État de la jeunesse, de l’éducation populaire et du sport"],
  ["BAFA", "brevet d’aptitude aux fonctions d’animateur"],
];

/**
 * From a diploma to the trades that it prepares for, which count in titles only: no trade leads back to one diploma.
 */
export const LEADS_TO: readonly (readonly [string, ...string[]])[] = [
  ["AEPE", "petite enfance", "ATSEM", "puériculture", "crèche"],
  ["CAP petite enfance", "petite enfance", "ATSEM", "puériculture", "crèche"],
  ["ASSP", "aide-soignant", "auxiliaire de puériculture", "aide à domicile"],
  ["AGOrA", "assistant administratif", "secrétaire", "agent d’accueil"],
  ["gestion administration", "assistant administratif", "secrétaire", "agent d’accueil"],
  ["MELEC", "électricien", "électrotechnique"],
  ["SP3S", "secrétaire médical", "action sociale", "travailleur social"],
  ["GPME", "assistant de gestion", "assistant administratif", "assistant de direction"],
  ["BTS SAM", "support à l’action managériale", "assistant de direction", "assistant administratif", "secrétaire"],
  ["BTS CG", "comptabilité et gestion", "comptable", "comptabilité"],
  ["BTS MCO", "management commercial opérationnel", "commercial", "vente"],
  ["NDRC", "commercial", "relation usagers", "vente"],
  ["GTLA", "logistique", "logisticien", "transport"],
  ["GEMEAU", "eau", "assainissement"],
  ["GEA", "assistant de gestion", "comptable", "contrôleur de gestion", "gestionnaire"],
  ["GACO", "assistant de gestion", "gestionnaire", "assistant administratif"],
  ["BUT TC", "techniques de commercialisation", "commercial", "marketing", "vente"],
  ["DUT TC", "techniques de commercialisation", "commercial", "marketing", "vente"],
  ["MMI", "web", "multimédia", "communication numérique"],
  ["LEA", "traducteur", "international"],
  ["MEEF", "professeur", "enseignant"],
  ["CCA", "contrôleur de gestion", "audit", "comptable"],
  ["STAPS", "animateur sportif", "éducateur sportif", "sport"],
  ["DCG", "comptable", "comptabilité"],
  ["DSCG", "comptable", "contrôleur de gestion", "audit"],
  ["DEAS", "aide-soignant"],
  ["DEAP", "auxiliaire de puériculture"],
  ["DEI", "infirmier"],
  ["DEASS", "assistant social", "assistant de service social"],
  ["DEES", "éducateur spécialisé"],
  ["DEEJE", "éducateur de jeunes enfants"],
  ["DEME", "moniteur éducateur"],
  ["DEAES", "accompagnant éducatif"],
  ["BPJEPS", "animateur sportif", "éducateur sportif", "animateur"],
  ["DEJEPS", "animateur sportif", "éducateur sportif", "animateur", "coordinateur"],
  ["BAFA", "animateur"],
];

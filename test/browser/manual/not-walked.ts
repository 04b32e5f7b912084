/** A sentence of the manual that is not walked by itself, and why. */
type NotWalked = {
  line: number;
  says: string;
  because: string;
  /** The lines where what it promises is walked, if it promises something. */
  at?: number[];
};

const HEADING = "a heading";
const LEAD = "leads to the lines below it";
const SHORT = "tells in short what a later sentence tells";

/** Every sentence that the walk leaves out. */
export const NOT_WALKED: NotWalked[] = [
  { line: 1, says: "Consultation des offres de stage", because: HEADING },
  { line: 11, says: "d’entreposer un CV", because: SHORT, at: [54, 76] },
  { line: 13, says: "de créer une alerte", because: SHORT, at: [127] },
  { line: 36, says: "Créer son compte candidat (non obligatoire", because: "a heading", at: [7, 138] },
  { line: 38, says: "Un compte candidat permet de déposer", because: SHORT, at: [76, 105, 127] },
  { line: 44, says: "Pour la création d’un compte candidat", because: LEAD },
  { line: 58, says: "PASS 2 : MANUEL UTILISATEUR", because: "the foot of a page" },
  { line: 82, says: "Connexion au site", because: HEADING },
  { line: 88, says: "La connexion s’effectue", because: LEAD },
  { line: 99, says: "Sauvegarder vos recherches", because: HEADING },
  { line: 107, says: "Cette sauvegarde peut être consultée", because: LEAD },
  { line: 117, says: "Plusieurs actions sont possibles", because: LEAD },
  { line: 123, says: "Créer une alerte", because: SHORT, at: [127] },
  { line: 125, says: "Activer une alerte", because: HEADING },
  { line: 134, says: "Alerte activée Alerte désactivée", because: "names what two pictures show", at: [127, 131] },
  { line: 136, says: "Postuler à une offre", because: HEADING },
  { line: 149, says: "Exemple d’offres", because: HEADING },
];

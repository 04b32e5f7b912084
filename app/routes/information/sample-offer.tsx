const FACTS = [
  { label: "Référence", value: "A-2026-000000", mark: 2 },
  { label: "Employeur", value: "Archives nationales du Littoral", mark: 3 },
  { label: "Niveau de diplôme", value: "Niveau 6 (Bac+3 ou 4 : licence, BUT)", mark: 4 },
  { label: "Domaine d’activité", value: "Culture et patrimoine" },
  { label: "Lieu", value: "Rennes (35), Bretagne", mark: 5 },
  { label: "Début et durée", value: "1er septembre 2027, 12 mois", mark: 6 },
  { label: "Contact", value: "Camille Martin, recrutement@archives.example", mark: 7 },
];

const NOTES = [
  "Le type d’offre : apprentissage ou stage.",
  "La référence. Citez-la quand vous écrivez : elle permet aussi de retrouver l’offre par les mots-clés.",
  "Le service qui vous accueillera et l’administration à laquelle il est rattaché.",
  "Le niveau du diplôme préparé, de 3 (CAP) à 8 (doctorat).",
  "La ville, le département et la région du poste, ou le pays pour un poste à l’étranger.",
  "La date de début souhaitée et la durée du contrat ou du stage.",
  "À qui envoyer votre CV et votre lettre de motivation.",
];

/** An invented offer whose parts are numbered, and what each number means. */
export function SampleOffer() {
  return (
    <figure className="sample">
      <div className="sample__offer">
        <p className="sample__type">
          <span className="fr-badge fr-badge--no-icon">Apprentissage</span> <Mark number={1} />
        </p>
        <p className="sample__title">Apprenti ou apprentie archiviste</p>
        <dl>
          {FACTS.map(({ label, value, mark }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                {value} {mark ? <Mark number={mark} /> : null}
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <figcaption>
        <p className="sample__caption">Repères de l’exemple</p>
        <ol className="sample__notes">
          {NOTES.map((note, index) => (
            <li key={note}>
              <span className="sample__mark" aria-hidden="true">
                {index + 1}
              </span>
              {note}
            </li>
          ))}
        </ol>
      </figcaption>
    </figure>
  );
}

function Mark({ number }: { number: number }) {
  return (
    <span className="sample__mark">
      <span className="fr-sr-only">Repère </span>
      {number}
    </span>
  );
}

import * as v from "valibot";

const flag = (note: string) =>
  v.optional(
    v.pipe(
      v.picklist(["0", "1"]),
      v.description(note),
      v.transform((value) => value === "1"),
    ),
    "0",
  );
const count = (note: string) =>
  v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,2}$/), v.description(note), v.transform(Number)));
const name = (note: string) => v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/), v.description(note)));

/** The parameters of `POST /api/v1/imports`, which docs/imports.md documents too. */
export const ImportParameters = v.object({
  full: flag(
    "Le fichier contient toutes les offres ouvertes de sa source\u00a0: celles qui n’y sont plus sont retirées.",
  ),
  force: flag("Retirer même plus de 30\u00a0% des offres ouvertes."),
  source: name("Le nom de la source, quand une administration envoie plusieurs fichiers distincts."),
  run: name("La clé commune aux parties d’un fichier envoyé en plusieurs fois."),
  part: count("Le numéro de cette partie."),
  parts: count("Le nombre de parties."),
});

/** The parameters, with the rule that a part comes with its run and the number of parts. */
export const ImportQuery = v.pipe(
  ImportParameters,
  v.check(({ run, part, parts }) => new Set([run, part, parts].map((value) => value === undefined)).size === 1),
  v.check(({ part = 1, parts = 1 }) => part <= parts),
);

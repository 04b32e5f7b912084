import { COUNTRIES } from "#app/domain/nomenclature.ts";
import { MOST_PLACES, numbers, placeField } from "#app/domain/publishing/draft-form.ts";
import { Field, Select } from "#app/ui/forms/field.tsx";
import { Radios } from "#app/ui/forms/radios.tsx";
import { DraftSection, MoreFields } from "#app/ui/publishing/draft-section.tsx";
import { doubtOf, type FilledDraft, label, YES_NO } from "./draft-inputs.tsx";

/** Places that are shown at once; the others are folded away. */
const SHOWN = 2;

export function Place(form: FilledDraft) {
  const place = (n: number) => (
    <Field key={n} {...form} name={placeField(n)} label={label(placeField(n))} hint={doubtOf(form, placeField(n))} />
  );
  const isOpen = numbers(MOST_PLACES).some((n) => n > SHOWN && placeField(n) in form.typed);
  return (
    <DraftSection
      title="Le lieu"
      lead="Une ville par champ, avec son département : « Rennes (35) ». Chaque lieu devient une offre, avec sa référence ; les candidats les voient réunies."
    >
      {numbers(SHOWN).map(place)}
      <MoreFields summary={`Ajouter d’autres lieux (${MOST_PLACES} au plus)`} isOpen={isOpen}>
        {numbers(MOST_PLACES).slice(SHOWN).map(place)}
      </MoreFields>
      <Select
        {...form}
        name="country"
        label={label("country")}
        hint="À remplir seulement pour un poste hors de France"
        choices={COUNTRIES}
        empty="France"
      />
      <Radios {...form} name="telework" label="Du télétravail est-il possible ?" choices={YES_NO} />
    </DraftSection>
  );
}

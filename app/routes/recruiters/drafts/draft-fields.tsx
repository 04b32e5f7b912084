import { DOMAINS, LEVELS, OFFER_TYPES } from "#app/domain/nomenclature.ts";
import { domainField, MOST_DOMAINS, numbers } from "#app/domain/publishing/draft-form.ts";
import { Field, Select } from "#app/ui/forms/field.tsx";
import { Radios } from "#app/ui/forms/radios.tsx";
import { DraftSection, MoreFields } from "#app/ui/publishing/draft-section.tsx";
import { Contacts } from "./draft-contacts.tsx";
import { Day, type FilledDraft, LongText, label, YES_NO } from "./draft-inputs.tsx";
import { Place } from "./draft-places.tsx";

/** All the fields of an offer, in short sections. */
export function DraftFields(form: FilledDraft) {
  return (
    <>
      <Post {...form} />
      <Employer {...form} />
      <Place {...form} />
      <Profile {...form} />
      <Dates {...form} />
      <Conditions {...form} />
      <Contacts {...form} />
      <More {...form} />
    </>
  );
}

function Post(form: FilledDraft) {
  const domain = (n: number) => (
    <Select
      key={n}
      {...form}
      name={domainField(n)}
      label={label(domainField(n))}
      choices={DOMAINS}
      empty="Non précisé"
    />
  );
  return (
    <DraftSection title="Le poste">
      <Radios {...form} name="type" label={label("type")} choices={OFFER_TYPES} required />
      <Field
        {...form}
        name="title"
        label={label("title")}
        hint="Le métier, au féminin et au masculin, en 100 caractères au plus : « Chargé ou chargée de communication »."
        required
      />
      {numbers(1).map(domain)}
      <MoreFields
        summary="Ajouter d’autres domaines"
        isOpen={numbers(MOST_DOMAINS).some((n) => n > 1 && domainField(n) in form.typed)}
      >
        {numbers(MOST_DOMAINS).slice(1).map(domain)}
      </MoreFields>
      <Select {...form} name="level" label={label("level")} choices={LEVELS} empty="Non précisé" />
      <LongText {...form} name="description" rows={14} hint="Les missions, l’équipe, ce qu’on y apprend." />
    </DraftSection>
  );
}

function Employer(form: FilledDraft) {
  return (
    <DraftSection title="L’employeur">
      <Field
        {...form}
        name="employer"
        label={label("employer")}
        hint="L’entité qui recrute, par exemple « Préfecture du Rhône »"
        autoComplete="organization"
      />
      <Field {...form} name="service" label={label("service")} hint="La direction, le bureau, l’équipe" />
      <LongText {...form} name="employerDescription" rows={5} />
    </DraftSection>
  );
}

function Profile(form: FilledDraft) {
  return (
    <DraftSection title="Le profil">
      <LongText {...form} name="profile" rows={8} hint="Formation, connaissances, qualités attendues." />
    </DraftSection>
  );
}

function Dates(form: FilledDraft) {
  return (
    <DraftSection title="Les dates">
      <Day {...form} name="startsOn" hint="Le premier jour du contrat ou de la convention" />
      <div className="draft__pair">
        <Field {...form} name="durationMin" label={label("durationMin")} hint="En mois" inputMode="numeric" />
        <Field {...form} name="durationMax" label={label("durationMax")} hint="En mois" inputMode="numeric" />
      </div>
      <Day
        {...form}
        name="publishesOn"
        hint="Laissez vide pour publier tout de suite ; sinon l’offre paraît ce jour-là à 7 h."
      />
      <Day
        {...form}
        name="expiresOn"
        hint="L’offre se ferme le soir de ce jour. Un mail vous le rappelle sept jours et un jour avant."
      />
    </DraftSection>
  );
}

function Conditions(form: FilledDraft) {
  return (
    <DraftSection title="Les conditions">
      <Field
        {...form}
        name="pay"
        label={label("pay")}
        hint="En une ligne, par exemple « 4,50 € par heure ». Un stage de plus de deux mois est gratifié."
      />
      <Radios
        {...form}
        name="disabilityFriendly"
        label="Le poste est-il ouvert aux personnes en situation de handicap (RQTH) ?"
        choices={YES_NO}
      />
    </DraftSection>
  );
}

function More(form: FilledDraft) {
  return (
    <DraftSection title="Compléments">
      <LongText {...form} name="more" rows={5} hint="Horaires, accès, logement, ce qui n’a pas de place plus haut." />
    </DraftSection>
  );
}

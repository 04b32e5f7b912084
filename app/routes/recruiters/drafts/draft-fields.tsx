import { COUNTRIES, DOMAINS, LEVELS, OFFER_TYPES } from "#app/domain/nomenclature.ts";
import {
  contactField,
  DRAFT_LABELS,
  domainField,
  MOST_CONTACTS,
  MOST_DOMAINS,
  MOST_PLACES,
  numbers,
  placeField,
  readDay,
  type TypedDraft,
} from "#app/domain/publishing/draft-form.ts";
import { toDay } from "#app/domain/time.ts";
import { Field, Select, TextArea } from "#app/ui/forms/field.tsx";
import { Radios } from "#app/ui/forms/radios.tsx";
import { DraftSection, MoreFields } from "#app/ui/publishing/draft-section.tsx";

type Props = {
  typed: TypedDraft;
  errors: Record<string, string>;
  doubts: Record<string, string>;
};

const YES_NO = [
  { code: "oui", label: "Oui" },
  { code: "non", label: "Non" },
  { code: "", label: "Non précisé" },
];

/** Domains and places that are shown at once; the others are folded away. */
const SHOWN = 2;

const label = (name: string) => DRAFT_LABELS[name] ?? name;

/** All the fields of an offer, in short sections. */
export function DraftFields(form: Props) {
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

function Post(form: Props) {
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

function Employer(form: Props) {
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

function Place(form: Props) {
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

function Profile(form: Props) {
  return (
    <DraftSection title="Le profil">
      <LongText {...form} name="profile" rows={8} hint="Formation, connaissances, qualités attendues." />
    </DraftSection>
  );
}

function Dates(form: Props) {
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

function Conditions(form: Props) {
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

function Contacts(form: Props) {
  const contact = (n: number) => (
    <div key={n} className="draft__contact">
      <Field {...form} name={contactField(n, "Name")} label={label(contactField(n, "Name"))} />
      <Field
        {...form}
        name={contactField(n, "Email")}
        label={label(contactField(n, "Email"))}
        hint={n === 1 ? "De préférence celle d’un service, qui reste quand les personnes changent" : undefined}
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
      />
      <Field {...form} name={contactField(n, "Phone")} label={label(contactField(n, "Phone"))} inputMode="tel" />
      <Field
        {...form}
        name={contactField(n, "Url")}
        label={label(contactField(n, "Url"))}
        inputMode="url"
        autoCapitalize="none"
        spellCheck={false}
      />
    </div>
  );
  const isOpen = Object.keys(form.typed).some((name) => /^contact[2-9]/.test(name));
  return (
    <DraftSection
      title="Le contact"
      lead="Les candidats écrivent directement au contact : le site ne reçoit pas de candidature."
    >
      {contact(1)}
      <MoreFields summary={`Ajouter d’autres contacts (${MOST_CONTACTS} au plus)`} isOpen={isOpen}>
        {numbers(MOST_CONTACTS).slice(1).map(contact)}
      </MoreFields>
    </DraftSection>
  );
}

function More(form: Props) {
  return (
    <DraftSection title="Compléments">
      <LongText {...form} name="more" rows={5} hint="Horaires, accès, logement, ce qui n’a pas de place plus haut." />
    </DraftSection>
  );
}

const MARKDOWN =
  "Une ligne vide sépare deux paragraphes, « - » commence un point de liste, **deux étoiles** mettent en gras.";

function LongText({ name, rows, hint, ...form }: Props & { name: string; rows: number; hint?: string }) {
  return (
    <TextArea
      {...form}
      name={name}
      label={label(name)}
      hint={
        <>
          {hint} {MARKDOWN}
        </>
      }
      rows={rows}
      data-paste="texte"
    />
  );
}

/** A day. Words that are no day are shown as they were typed, in a field that takes them. */
function Day({ name, hint, typed, errors }: Props & { name: string; hint: string }) {
  const day = readDay(typed[name]);
  const known = day === null || toDay(day) !== null;
  return (
    <Field
      name={name}
      label={label(name)}
      hint={hint}
      errors={errors}
      typed={day === null ? {} : { [name]: day }}
      type={known ? "date" : "text"}
    />
  );
}

/** The doubt about a field, if there is one. */
function doubtOf({ doubts }: Props, name: string) {
  return doubts[name] ? <span className="draft__doubt">{doubts[name]}</span> : undefined;
}

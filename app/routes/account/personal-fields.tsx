import { CIVILITIES } from "#app/domain/account/account.ts";
import { DOMAINS, LEVELS } from "#app/domain/nomenclature.ts";
import { Field, Select } from "#app/ui/forms/field.tsx";

type Props = { errors?: Record<string, string> | undefined; typed?: Record<string, string> | undefined };

/** The names of the fields as their labels say them, for the summary of errors. */
export const PERSONAL_LABELS = {
  civility: "Civilité",
  lastName: "Nom",
  firstName: "Prénom",
  username: "Nom d’utilisateur",
  phone: "Téléphone",
  level: "Niveau préparé",
  domain: "Domaine d’études",
  availableOn: "Disponibilité",
};

/** The fields of « Mes informations personnelles ». */
export function IdentityFields(form: Props) {
  return (
    <>
      <Select
        {...form}
        name="civility"
        label="Civilité"
        choices={CIVILITIES}
        empty="Ne pas préciser"
        autoComplete="honorific-prefix"
      />
      <Field {...form} name="lastName" label="Nom" required maxLength={80} autoComplete="family-name" />
      <Field {...form} name="firstName" label="Prénom" required maxLength={80} autoComplete="given-name" />
      <Field
        {...form}
        name="username"
        label="Nom d’utilisateur"
        hint="De 3 à 30 lettres, chiffres, points, tirets ou tirets bas. Il vous servira à vous connecter."
        required
        maxLength={60}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
    </>
  );
}

/** The optional fields about the candidate's studies and search. */
export function StudyFields(form: Props) {
  return (
    <>
      <Field
        {...form}
        name="phone"
        label="Téléphone"
        hint="Par exemple 06 12 34 56 78"
        type="tel"
        maxLength={30}
        autoComplete="tel"
      />
      <Select {...form} name="level" label="Niveau préparé" choices={LEVELS} empty="Ne pas préciser" />
      <Select {...form} name="domain" label="Domaine d’études" choices={DOMAINS} empty="Ne pas préciser" />
      <Field
        {...form}
        name="availableOn"
        label="Disponibilité"
        hint="Date à partir de laquelle vous pouvez commencer"
        type="date"
      />
    </>
  );
}

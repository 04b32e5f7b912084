import { contactField, MOST_CONTACTS, numbers } from "#app/domain/publishing/draft-form.ts";
import { Field } from "#app/ui/forms/field.tsx";
import { DraftSection, MoreFields } from "#app/ui/publishing/draft-section.tsx";
import { type FilledDraft, label } from "./draft-inputs.tsx";

export function Contacts(form: FilledDraft) {
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

import { formatDay } from "#app/domain/format.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { Fact } from "#app/ui/fact.tsx";

type Shown = "reference" | "type" | "title" | "administration" | "employer" | "service" | "city" | "department";
type Props = Pick<Posting, Shown | "expiresOn" | "contacts"> & {
  /** What was understood otherwise or left out, and what could be better: sentences. */
  told: string[];
};

/** What was understood of a text that was checked, before it is published. */
export function Understood({ told, type, expiresOn, contacts, ...texts }: Props) {
  const { reference, title, administration, employer, service, city, department } = texts;
  const facts = [
    ["Référence", reference],
    ["Type", labelOf("type", type)],
    ["Intitulé", title],
    ["Administration", administration],
    ["Employeur", employer],
    ["Service", service],
    ["Lieu", [city, department && `(${department})`].filter(Boolean).join(" ")],
    ["Dernier jour", expiresOn && formatDay(expiresOn)],
    ["Contacts", contacts.map(({ name, email, phone, url }) => email ?? phone ?? url ?? name).join(", ")],
  ].flatMap(([name, value]) => (name && value ? [{ name, value }] : []));
  return (
    // biome-ignore lint/a11y/noAutofocus: the page is the answer to the form that was checked
    <section className="recruiter__key" tabIndex={-1} autoFocus aria-labelledby="compris">
      <h2 id="compris" className="fr-h4">
        Ce texte peut être publié
      </h2>
      <dl className="facts">
        {facts.map(({ name, value }) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
      {told.length > 0 ? (
        <ul>
          {told.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

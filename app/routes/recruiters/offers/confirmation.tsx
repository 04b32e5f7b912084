import { prolonged } from "#app/domain/publishing/reminders.ts";
import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { canReopen } from "./offer-actions.tsx";
import type { ShownOffer } from "./offer-state.tsx";

type Props = {
  asked: string;
  offer: ShownOffer;
  /** How many offers, this one among them, stand for its places. */
  places: number;
  today: string;
  csrf: string;
  errors: Record<string, string> | undefined;
  typed: Record<string, string> | undefined;
};

/** Asks before something is done to an offer, with what it needs to know. */
export function Confirmation({ asked, offer, places, today, csrf, errors, typed }: Props) {
  const question = questionOf(asked, offer, today);
  if (!question) return null;
  const { title, text, button, asksDay } = question;
  const later = prolonged(offer.expiresOn ?? today, today) ?? today;
  return (
    <form method="post" action={paths.recruiterOffer(offer.reference)} className="offer-confirmation" noValidate>
      <h2>{title}</h2>
      <p>{text}</p>
      <Csrf token={csrf} />
      {asksDay ? (
        <Field
          name="lastDay"
          label="Dernier jour pour candidater"
          type="date"
          min={today}
          errors={errors}
          typed={typed ?? { lastDay: later }}
          required
        />
      ) : null}
      {places > 1 && asked !== "prolonger" ? (
        <div className="fr-checkbox-group">
          <input
            type="checkbox"
            id="everywhere"
            name="everywhere"
            value="oui"
            defaultChecked={typed?.everywhere !== ""}
          />
          <label className="fr-label" htmlFor="everywhere">
            Pour ses {places} lieux
          </label>
        </div>
      ) : null}
      <div className="draft__buttons">
        <button className="fr-btn" type="submit" name="action" value={asked}>
          {button}
        </button>
        <a className="fr-btn fr-btn--secondary" href={paths.recruiterOffer(offer.reference)}>
          Annuler
        </a>
      </div>
    </form>
  );
}

type Question = { title: string; text: string; button: string; asksDay: boolean };

function questionOf(asked: string, offer: ShownOffer, today: string): Question | null {
  const closes =
    "Les candidats ne la verront plus, et ceux qui l’ont gardée seront prévenus. Vous pourrez la republier.";
  switch (asked) {
    case "pourvoir":
      return { title: "L’offre est-elle pourvue ?", text: closes, button: "Elle est pourvue", asksDay: false };
    case "retirer":
      return { title: "Retirer l’offre ?", text: closes, button: "Retirer", asksDay: false };
    case "prolonger":
      if (offer.source !== "formulaire") return null;
      return {
        title: "Prolonger l’offre",
        text: "Jusqu’à quand peut-on candidater ?",
        button: "Prolonger",
        asksDay: true,
      };
    case "republier": {
      if (!canReopen(offer)) return null;
      const isPast = offer.expiresOn !== null && offer.expiresOn < today;
      if (isPast && offer.source !== "formulaire") {
        return null;
      }
      const text = isPast
        ? "Son dernier jour est passé : choisissez-en un autre."
        : "Les candidats la verront à nouveau.";
      return { title: "Republier l’offre ?", text, button: "Republier", asksDay: isPast };
    }
    default:
      return null;
  }
}

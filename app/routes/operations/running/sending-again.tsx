import { paths } from "#app/paths.ts";
import type { MailAgain } from "#app/services/operations/send-again.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { FieldError } from "#app/ui/forms/field.tsx";
import type { ShownMail } from "#db/accounts/operations/mails.ts";

type Props = {
  mail: Pick<ShownMail, "kind" | "priority">;
  again: { may: MailAgain; newer: string | null };
  csrf: string;
  error: string | undefined;
};

/** Whether a mail may be sent again, why not, and the button. */
export function SendingAgain({ mail, again: { may, newer }, csrf, error }: Props) {
  if (may === "not-ended") return null;
  return (
    <>
      <h2>Envoyer de nouveau</h2>
      <WhyNot may={may} newer={newer} priority={mail.priority} />
      {may === "yes" || may === "maybe-doubled" ? (
        <form method="post" className="account-form" noValidate>
          <Csrf token={csrf} />
          <p>
            {mail.kind === "alert"
              ? "L’alerte est écrite à nouveau avec les offres encore ouvertes, que le candidat veut encore et qu’aucun autre mail ne lui a annoncées."
              : "Le mail est écrit à nouveau, avec un nouveau lien s’il en contient un\u00a0: l’ancien ne sert plus."}
          </p>
          {may === "maybe-doubled" ? <Confirmation error={error} /> : null}
          <button className="fr-btn" type="submit">
            Envoyer de nouveau
          </button>
        </form>
      ) : null}
    </>
  );
}

function WhyNot({ may, newer, priority }: Props["again"] & { priority: number }) {
  if (may === "too-old") {
    return (
      <p>
        Ce mail a plus d’{priority === 0 ? "un jour" : "une semaine"}
        {"\u00a0"}: personne ne l’attend plus, et un lien qu’il aurait contenu ne vaut plus rien. Son destinataire peut
        refaire sa demande sur le site.
      </p>
    );
  }
  if (may === "told-once") {
    return (
      <p>
        Le prestataire a peut-être pris ce mail. Ce qu’il annonce ne doit pas arriver deux fois{"\u00a0"}: il n’est
        jamais envoyé de nouveau. Les offres restent dans « Mes recherches » ou « Mes offres ».
      </p>
    );
  }
  if (may !== "done") return null;
  return newer ? (
    <p>
      Il l’a été{"\u00a0"}: <a href={paths.operationsMail(newer)}>voir le nouveau mail</a>.
    </p>
  ) : (
    <p>Rien de cette alerte n’attend plus{"\u00a0"}: elle a été envoyée de nouveau, ou le candidat n’en veut plus.</p>
  );
}

function Confirmation({ error }: { error: string | undefined }) {
  return (
    <div className={error ? "fr-checkbox-group fr-checkbox-group--error" : "fr-checkbox-group"}>
      <input
        type="checkbox"
        id="confirme"
        name="confirme"
        value="oui"
        required
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? "confirme-erreur" : undefined}
      />
      <label className="fr-label" htmlFor="confirme">
        Le prestataire a peut-être pris ce mail, et n’en dit plus rien. J’accepte que son destinataire le reçoive deux
        fois.
      </label>
      <FieldError name="confirme" error={error} />
    </div>
  );
}

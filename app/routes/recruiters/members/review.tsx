import { Csrf } from "#app/ui/forms/csrf.tsx";

/** Whether an administrator reads each offer again before it is published. */
export function Review({ review, csrf }: { review: boolean; csrf: string }) {
  return (
    <>
      <h2>Relire les offres avant publication</h2>
      <p>
        {review
          ? "Une offre écrite ici attend qu’un administrateur la relise et la publie. Les clés d’API et les flux publient sans relecture."
          : "Chaque membre publie ses offres sans relecture."}
      </p>
      <form method="post">
        <Csrf token={csrf} />
        <input type="hidden" name="relecture" value={review ? "non" : "oui"} />
        <button className="fr-btn fr-btn--secondary" type="submit" name="action" value="relecture">
          {review ? "Publier sans relecture" : "Demander une relecture"}
        </button>
      </form>
    </>
  );
}

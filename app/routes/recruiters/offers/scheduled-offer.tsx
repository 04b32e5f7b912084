import { dayOf, formatDay } from "#app/domain/format.ts";
import type { OfferSource } from "#app/domain/publishing/offer-tabs.ts";
import { paths } from "#app/paths.ts";
import { Fact } from "#app/ui/fact.tsx";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { sourceLabel } from "./offer-line.tsx";

type Props = {
  scheduled: { reference: string; place: string | null; publishesAt: string };
  source: OfferSource;
  draftId: string | null;
  csrf: string;
};

/** An offer that waits for its day: its author may still change it, or give its publication up. */
export function ScheduledOffer({ scheduled, source, draftId, csrf }: Props) {
  return (
    <>
      <dl className="facts">
        <Fact name="État">Programmée : elle paraît le {formatDay(dayOf(scheduled.publishesAt))}</Fact>
        <Fact name="Référence">{scheduled.reference}</Fact>
        <Fact name="Lieu">{scheduled.place ?? "Non précisé"}</Fact>
        <Fact name="Source">{sourceLabel(source)}</Fact>
      </dl>
      {draftId ? (
        <form method="post" className="draft__buttons offer-actions">
          <Csrf token={csrf} />
          <a className="fr-btn" href={paths.draft(draftId)}>
            Modifier
          </a>
          <button className="fr-btn fr-btn--secondary" type="submit" name="action" value="deprogrammer">
            Annuler la publication
          </button>
        </form>
      ) : (
        <p className="offer-actions">Son émetteur seul peut la modifier ou la retirer avant ce jour.</p>
      )}
    </>
  );
}

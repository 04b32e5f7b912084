import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { formatCount, formatOffers } from "#app/domain/format.ts";
import { toSlug } from "#app/domain/slug.ts";
import { frameOf, requireOperator } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { countRecruiters } from "#db/accounts/publishing/recruiters/administrations.ts";
import { ADMINISTRATIONS_A_PAGE, listAdministrations } from "#db/catalogue/operations/administrations.ts";
import { ListPages } from "../lists/list-pages.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const { accounts, primaryCatalogue: catalogue } = context;
  const asked = new URL(request.url).searchParams;
  const after = (asked.get("apres") ?? "").slice(0, 80);
  const words = (asked.get("q") ?? "").trim().slice(0, 100);
  const found = await listAdministrations(catalogue, { after, words: words ? toSlug(words) : "" });
  const shown = found.slice(0, ADMINISTRATIONS_A_PAGE);
  const recruiters = await countRecruiters(
    accounts,
    shown.map(({ slug }) => slug),
  );
  return {
    frame: frameOf(signedIn),
    words,
    isFirst: after === "",
    administrations: shown.map((each) => ({ ...each, recruiters: recruiters.get(each.slug) ?? 0 })),
    next: found.length > ADMINISTRATIONS_A_PAGE ? (shown.at(-1)?.slug ?? null) : null,
  };
}

export const meta = () => pageMeta({ title: "Administrations", hidden: true });

export default function Administrations() {
  const { frame, words, isFirst, administrations, next } = useLoaderData<typeof loader>();
  return (
    <OperatorPage title="Administrations" frame={frame}>
      <form method="get" action={paths.operationsAdministrations()} className="operator__filter">
        <div className="fr-input-group">
          <label className="fr-label" htmlFor="q">
            Mots du nom
          </label>
          <input className="fr-input" id="q" name="q" type="search" defaultValue={words} maxLength={100} />
        </div>
        <button className="fr-btn fr-btn--secondary" type="submit">
          Afficher
        </button>
      </form>
      {administrations.length === 0 ? <p>{words ? "Aucune ne porte ce nom." : "Aucune administration."}</p> : null}
      <ul className="lines">
        {administrations.map(({ slug, label, parent, open, recruiters }) => (
          <li key={slug} className="lines__line">
            <div>
              <a href={paths.operationsAdministration(slug)}>{label}</a>
              {parent ? (
                <>
                  <br />
                  {parent}
                </>
              ) : null}
            </div>
            <p className="operator__state">
              {formatOffers(open)}, {formatCount(recruiters, "recruteur")}
            </p>
          </li>
        ))}
      </ul>
      <ListPages
        label="Pages de la liste"
        first={isFirst ? null : paths.operationsAdministrations({ q: words })}
        next={next && paths.operationsAdministrations({ q: words, apres: next })}
        words={["Revenir au début", "Les suivantes"]}
      />
    </OperatorPage>
  );
}

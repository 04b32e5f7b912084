import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { frameOf, requireOperator } from "#app/http/sessions/operator-session.ts";
import { NumberTable } from "#app/ui/number-table.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { findEmptyWords } from "#db/catalogue/statistics/empty-words.ts";

/** It reads the words of 90 days: 65,000 rows at most, when every week has all that it may have. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const words = await context.catalogue.all<{ word: string; searches: number }>(findEmptyWords());
  return { frame: frameOf(signedIn), words };
}

export const meta = () => pageMeta({ title: "Recherches sans résultat", hidden: true });

export default function EmptySearches() {
  const { frame, words } = useLoaderData<typeof loader>();
  return (
    <OperatorPage
      title="Recherches sans résultat"
      frame={frame}
      lead="Les mots des recherches qui n’ont rien trouvé en 90 jours, chacun séparé des autres, dès qu’il a été cherché cinq fois. Un synonyme ou un métier manque peut-être aux listes de mots."
    >
      {words.length === 0 ? (
        <p>Aucun mot n’a été cherché cinq fois sans résultat.</p>
      ) : (
        <NumberTable
          caption="Mots cherchés sans résultat"
          heads={["Mot", "Recherches"]}
          rows={words.map(({ word, searches }) => ({ name: word, values: [searches] }))}
        />
      )}
    </OperatorPage>
  );
}

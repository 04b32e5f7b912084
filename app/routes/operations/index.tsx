import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { frameOf, requireOperator } from "#app/http/sessions/operator-session.ts";
import { OperatorPage } from "#app/ui/page/operator-page.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { frame: frameOf(await requireOperator(request, context)) };
}

export const meta = () => pageMeta({ title: "Aujourd’hui", hidden: true });

export default function Today() {
  const { frame } = useLoaderData<typeof loader>();
  return (
    <OperatorPage title="Aujourd’hui" frame={frame}>
      <p>Choisissez une page dans le menu.</p>
    </OperatorPage>
  );
}

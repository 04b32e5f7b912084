/**
 * The place of « Mise à jour il y a 12 minutes », at the top of the content. It is empty in a page that was just rendered: the
 * worker writes there when it answers with an older page (workers/web/stale-page.ts).
 */
export function PageAge() {
  return <p className="fr-container page-age" hidden />;
}

import { ReadingPage } from "#app/ui/page/reading-page.tsx";

/** The page of a logout, for a person who types its address. */
export function LogOutPage({ title }: { title: string }) {
  return (
    <ReadingPage title={title}>
      <form method="post">
        <button className="fr-btn" type="submit">
          Se déconnecter
        </button>
      </form>
    </ReadingPage>
  );
}

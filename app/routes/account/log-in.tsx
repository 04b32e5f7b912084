import { pageMeta } from "#app/ui/page-meta.ts";
import { ReadingPage } from "#app/ui/reading-page.tsx";
import { OpeningSoon } from "./opening-soon.tsx";

export const meta = () => pageMeta({ title: "Se connecter", hidden: true });

export default function LogIn() {
  return (
    <ReadingPage title="Se connecter">
      <OpeningSoon />
    </ReadingPage>
  );
}

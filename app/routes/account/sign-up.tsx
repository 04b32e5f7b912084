import { pageMeta } from "#app/ui/page-meta.ts";
import { ReadingPage } from "#app/ui/reading-page.tsx";
import { OpeningSoon } from "./opening-soon.tsx";

export const meta = () => pageMeta({ title: "Créer un compte", hidden: true });

export default function SignUp() {
  return (
    <ReadingPage title="Créer un compte">
      <OpeningSoon />
    </ReadingPage>
  );
}

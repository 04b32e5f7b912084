import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { publicHeaders } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";

export function loader({ context }: LoaderFunctionArgs) {
  return { canonical: new URL(paths.recruiters(), context.env.SITE_URL).href };
}

export const headers = publicHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageMeta({
    title: "Publier vos offres de stage et d’apprentissage",
    description:
      "Les employeurs publics publient gratuitement leurs offres de stage et d’apprentissage sur PASS : en ligne, par un fichier, un flux ou l’API.",
    canonical: data?.canonical,
  });

/** The same page for everyone, whether logged in or not: it lies in the edge cache. */
export default function Recruiters() {
  return (
    <ReadingPage
      title="Publier vos offres de stage et d’apprentissage"
      lead="PASS est le site des stages et des apprentissages de la fonction publique. Publier est gratuit, et prend dix minutes."
    >
      <p className="account__actions">
        <a className="fr-btn" href={paths.newDraft()}>
          Publier une offre
        </a>
        <a className="fr-btn fr-btn--secondary" href={paths.recruiterLogIn()}>
          Se connecter
        </a>
      </p>

      <h2>Ce que PASS fait de votre offre</h2>
      <ul>
        <li>
          <strong>Visible tout de suite, sans compte</strong>
          {"\u00a0"}: toute personne la trouve par ses mots, son lieu, son niveau ou son domaine, et lit à qui écrire.
        </li>
        <li>
          <strong>Annoncée</strong>
          {"\u00a0"}: les candidats dont l’alerte correspond à votre offre reçoivent un mail.
        </li>
        <li>
          <strong>Reprise ailleurs</strong>
          {"\u00a0"}: les moteurs de recherche la reconnaissent, et d’autres sites la lisent par nos flux.
        </li>
        <li>
          <strong>Sans intermédiaire</strong>
          {"\u00a0"}: les candidatures arrivent dans votre messagerie. PASS ne les reçoit pas.
        </li>
      </ul>

      <h2>Qui peut publier{"\u00a0"}?</h2>
      <p>
        Les administrations de l’État, leurs services et leurs établissements. Il faut y être invité, à votre adresse
        professionnelle{"\u00a0"}:
      </p>
      <ul>
        <li>
          <strong>votre administration publie déjà</strong>
          {"\u00a0"}: demandez à l’un de ses administrateurs de vous inviter. Si elle a autorisé le domaine de votre
          adresse, <a href={paths.recruiterLogIn()}>connectez-vous</a> directement ;
        </li>
        <li>
          <strong>elle ne publie pas encore</strong>
          {"\u00a0"}: écrivez à l’administration responsable de ce site, que nomment les{" "}
          <a href={paths.legalNotice()}>mentions légales</a>. La première personne invitée administre l’espace de son
          administration, et invite ses collègues.
        </li>
      </ul>
      <p>
        On se connecte par un lien envoyé par mail{"\u00a0"}: il n’y a ni mot de passe à retenir, ni compte à créer.
      </p>

      <h2>Une offre, ou des centaines</h2>
      <ul>
        <li>
          <strong>Une offre à la fois</strong>
          {"\u00a0"}: un formulaire d’une page, un brouillon que vous reprenez quand vous voulez, un aperçu tel que le
          candidat la verra.
        </li>
        <li>
          <strong>Depuis votre logiciel</strong>
          {"\u00a0"}: votre administration crée ses clés et publie par l’API ou par un fichier (
          <a href={`${paths.developers()}#publier`}>comment faire</a>).
        </li>
        <li>
          <strong>Depuis votre site</strong>
          {"\u00a0"}: si vos offres sont déjà dans un flux, PASS peut le relire chaque heure. Demandez-le à
          l’administration responsable de ce site.
        </li>
      </ul>
      <p>
        Et pour relire les offres de PASS dans un autre site{"\u00a0"}:{" "}
        <a href={paths.developers()}>API et flux pour les développeurs</a>.
      </p>
    </ReadingPage>
  );
}

import { formatDay, formatInstant } from "#app/domain/format.ts";

type Props = { createdAt: string; revokedAt: string | null; lastUsedOn: string | null };

/** The days of a key, under its name. */
export function KeyFacts({ createdAt, revokedAt, lastUsedOn }: Props) {
  return (
    <>
      <br />
      Créée le {formatInstant(createdAt)}
      <br />
      {lastUsedOn ? `Dernier usage le ${formatDay(lastUsedOn)}` : "Jamais utilisée"}
      {revokedAt ? (
        <>
          <br />
          Révoquée le {formatInstant(revokedAt)}
        </>
      ) : null}
    </>
  );
}

/** What the revocation of a key leads to. */
export const REVOKED_KEY = "Les programmes qui s’en servent ne publieront plus. Les offres déjà publiées restent.";

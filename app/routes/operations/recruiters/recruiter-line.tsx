import { formatInstant } from "#app/domain/format.ts";
import { RECRUITER_ROLES } from "#app/domain/publishing/recruiter.ts";
import { paths } from "#app/paths.ts";
import type { SeenRecruiter } from "#db/accounts/operations/recruiters.ts";

/** Somebody who publishes. Her page shows what she did. */
export function RecruiterLine({ recruiter }: { recruiter: SeenRecruiter }) {
  const { id, email, name, role, administrationLabel, createdAt, lastLoginAt } = recruiter;
  return (
    <li className="lines__line">
      <div>
        <a href={paths.operationsRecruiter(id)}>{name ?? email}</a>
        {name ? (
          <>
            <br />
            {email}
          </>
        ) : null}
        <br />
        {administrationLabel}
        <br />
        {RECRUITER_ROLES.find(({ code }) => code === role)?.label}
      </div>
      <p className="operator__state">
        {lastLoginAt
          ? `Dernière connexion le ${formatInstant(lastLoginAt)}`
          : `Invitation du ${formatInstant(createdAt)}, pas encore de connexion`}
      </p>
    </li>
  );
}

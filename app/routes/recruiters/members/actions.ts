import type { AppLoadContext } from "@remix-run/cloudflare";
import * as v from "valibot";
import { Email } from "#app/domain/account/account.ts";
import { employerDomain } from "#app/domain/mail-domains.ts";
import { RECRUITER_ROLES } from "#app/domain/publishing/recruiter.ts";
import { seeOther, tooMany, unprocessable } from "#app/http/answers.ts";
import { type Fields, parseForm } from "#app/http/forms.ts";
import { sendMailsSoon } from "#app/http/hints.ts";
import { paths } from "#app/paths.ts";
import { countTry } from "#app/services/account/throttling.ts";
import { addDomain, removeDomain } from "#db/accounts/publishing/recruiters/publisher-domains.ts";
import { setReview } from "#db/accounts/publishing/recruiters/publishers.ts";
import { actorOf, type Recruiter } from "#db/accounts/publishing/recruiters/recruiter-sessions.ts";
import { changeRole, inviteRecruiter, removeMember } from "#db/accounts/publishing/recruiters/recruiters.ts";

/** What an administrator does on the page of the members. The field `action` of a form names it. */
export async function changeMembers(context: AppLoadContext, recruiter: Recruiter, fields: Fields) {
  const { accounts, now } = context;
  const { administration } = recruiter;
  const actor = actorOf(recruiter);
  const member = { id: Number(fields.get("membre")) || 0, administration, actor };
  const done = (what: string) => seeOther(`${paths.recruiterMembers()}?fait=${what}`);
  switch (fields.get("action")) {
    case "inviter":
      return invite(context, recruiter, fields);
    case "role": {
      const role = roleOf(fields);
      const changed = await changeRole(accounts, { ...member, role }, now);
      // This page is no longer hers.
      if (changed && member.id === recruiter.id) return seeOther(`${paths.recruiterOffers()}?fait=role`);
      return done(changed ? "role" : "inchange");
    }
    case "retirer":
      if (!(await removeMember(accounts, member, now))) return done("inchange");
      return member.id === recruiter.id ? seeOther(paths.recruiterLogIn("", "deconnexion")) : done("retrait");
    case "relecture":
      await setReview(accounts, { administration, review: fields.get("relecture") === "oui", actor }, now);
      return done("relecture");
    case "domaine": {
      // Only her own: nobody lets in the owners of a domain in which she has no address.
      const domain = employerDomain(recruiter.email);
      if (domain === null) throw new Response(null, { status: 400 });
      if (await addDomain(accounts, { administration, domain, actor }, now)) return done("domaine");
      return unprocessable({ form: `Les adresses @${domain} sont déjà celles d’une autre administration.` }, {});
    }
    case "domaine-retirer":
      await removeDomain(accounts, { administration, domain: fields.get("domaine") ?? "", actor }, now);
      return done("domaine-retire");
    default:
      throw new Response(null, { status: 400 });
  }
}

const Invitation = v.object({ email: Email });

async function invite(context: AppLoadContext, recruiter: Recruiter, fields: Fields) {
  const { accounts, env, now } = context;
  const { administration } = recruiter;
  const form = parseForm(Invitation, fields);
  if (!form.ok) return unprocessable(form.errors, form.typed);
  const wait = await countTry({ accounts, signingKey: env.SIGNING_KEY }, now, ["invite", administration]);
  const { email } = form.values;
  const typed = { email, role: fields.get("role") ?? "" };
  if (wait > 0) return tooMany(wait, typed);
  const invitation = { administration, email, role: roleOf(fields), actor: actorOf(recruiter) };
  const outcome = await inviteRecruiter(accounts, invitation, now);
  if (outcome === "already-here") return unprocessable({ email: "Cette personne est déjà membre." }, typed);
  if (outcome === "elsewhere") return unprocessable({ email: ELSEWHERE }, typed);
  sendMailsSoon(context);
  return seeOther(`${paths.recruiterMembers()}?fait=${outcome === "again" ? "relance" : "invitation"}`);
}

/**
 * Said plainly: it tells one administration that somebody publishes for another, which the list of members would tell
 * anyway, since she would be missing from it.
 */
const ELSEWHERE =
  "Cette adresse publie déjà pour une autre administration. Elle doit d’abord en être retirée, par l’un de ses administrateurs.";

function roleOf(fields: Fields) {
  return RECRUITER_ROLES.find(({ code }) => code === fields.get("role"))?.code ?? "recruiter";
}

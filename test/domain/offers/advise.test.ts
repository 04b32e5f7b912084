import { expect, test } from "vitest";
import { advise } from "#app/domain/offers/advice/advise.ts";
import { DISCRIMINATING_WORDS } from "#app/domain/offers/advice/discriminating-words.ts";
import { checkPosting, type Posting } from "#app/domain/offers/posting.ts";
import { demonstrationPostings } from "#workers/local/demonstration/postings.ts";

const TODAY = "2026-11-23";

/** A posting about which there is nothing to say. */
const WHOLE = {
  reference: "S-2026-000001",
  type: "stage",
  title: "Archiviste",
  administration: "Ministère de la Culture",
  employer: "Archives nationales",
  level: 7,
  domains: ["CUL"],
  city: "Paris",
  department: "75",
  description: "<p>Vous classez un fonds d’archives.</p>",
  startsOn: "2027-03-01",
  durationMinMonths: 4,
  pay: "4,50 € de l’heure",
  contacts: [{ email: "stages@culture.example" }],
  expiresOn: "2027-01-31",
};

function posting(changes: Record<string, unknown>): Posting {
  const checked = checkPosting({ ...WHOLE, ...changes }, `${TODAY}T08:00:00Z`);
  if (!checked.ok) throw new Error(checked.reason);
  return checked.posting;
}

const adviceAbout = (changes: Record<string, unknown>) => advise(posting(changes), { today: TODAY });
const codes = (changes: Record<string, unknown>) =>
  adviceAbout(changes).map(({ code, severity }) => (severity === "blocking" ? `${code}!` : code));

test("there is nothing to say about a posting that says everything", () => {
  expect(codes({})).toEqual([]);
});

test.each([
  ["level", "level-missing"],
  ["startsOn", "start-missing"],
  ["durationMinMonths", "duration-missing"],
  ["contacts", "contact-missing"],
])("a posting without %s is told so", (field, code) => {
  expect(codes({ [field]: null })).toEqual([code]);
});

test("a start in the past is told, today is not past", () => {
  expect(codes({ startsOn: "2026-11-22", expiresOn: null })).toEqual(["start-past"]);
  expect(codes({ startsOn: TODAY, expiresOn: null })).toEqual([]);
});

test("a last day in the past is impossible, today is not", () => {
  expect(codes({ expiresOn: "2026-11-22" })).toEqual(["last-day-past!"]);
  expect(codes({ expiresOn: TODAY })).toEqual([]);
});

test("a last day before the publication is impossible", () => {
  const scheduled = { ...posting({}), publishedAt: "2027-02-15T08:00:00Z" };
  expect(advise(scheduled, { today: TODAY })).toMatchObject([
    { code: "last-day-before-publication", severity: "blocking" },
  ]);
});

test("a last day after the start is told", () => {
  expect(codes({ expiresOn: "2027-03-02" })).toEqual(["last-day-after-start"]);
});

test("an internship of more than six months is advised against, since presence may be part-time", () => {
  expect(codes({ durationMinMonths: 6 })).toEqual([]);
  expect(codes({ durationMinMonths: 7 })).toEqual(["internship-too-long"]);
});

test.each([
  [5, ["apprenticeship-too-short"]],
  [6, []],
  [36, []],
  [37, ["apprenticeship-too-long"]],
  [48, ["apprenticeship-too-long"]],
  [49, ["apprenticeship-too-long!"]],
])("an apprenticeship of %i months: %j", (months, said) => {
  expect(codes({ type: "apprentissage", durationMinMonths: months })).toEqual(said);
});

test("an internship over two months whose pay is not said is advised, with the legal minimum", () => {
  const [advice] = adviceAbout({ pay: null });
  expect(advice).toMatchObject({ code: "gratification-not-said", field: "pay", severity: "advice" });
  expect(advice?.sentence).toContain("4,50\u00a0€");
});

test.each([
  { pay: null, durationMinMonths: 2 },
  { pay: null, type: "apprentissage", durationMinMonths: 12 },
  { pay: null, country: "DEU", department: null, city: "Berlin" },
  { pay: null, more: "<p>Gratification selon la réglementation.</p>" },
  { pay: null, description: "<p>Stage rémunéré.</p>" },
])("nothing is said of the pay of %j", (changes) => {
  expect(codes(changes)).toEqual([]);
});

test.each([
  { pay: "Non rémunéré" },
  { pay: null, more: "<p>Ce stage est sans gratification.</p>" },
  { pay: null, description: "<p>Il n’y a pas de gratification.</p>" },
])("%j refuses what the law grants", (changes) => {
  expect(codes(changes)).toEqual(["gratification-refused!"]);
});

test("a refusal for short internships only is no wall", () => {
  const more = "<p>Gratification légale. Pas de gratification en dessous de deux mois.</p>";
  expect(codes({ pay: null, more })).toEqual([]);
  expect(codes({ more: "<p>Pas de gratification en dessous de deux mois.</p>" })).toEqual([]);
});

test.each(["marie@gmail.com", "m.dupont@orange.fr", "a@yahoo.co.uk", "bureau@laposte.net"])(
  "%s is a personal address",
  (email) => {
    expect(codes({ contacts: [{ email }] })).toEqual(["contact-personal-address"]);
  },
);

test.each([
  "stages@culture.example",
  "contact@orange.culture.example",
  "secretariat.general@culture.example",
  "rh-dsi@culture.example",
])("%s is the address of a service", (email) => {
  expect(codes({ contacts: [{ email }] })).toEqual([]);
});

test("the address of one person is told, beside that of a service it is not", () => {
  expect(codes({ contacts: [{ email: "marie.durand@culture.example" }] })).toEqual(["contact-of-one-person"]);
  expect(codes({ contacts: [{ email: "marie.durand@culture.example" }, { email: "rh@culture.example" }] })).toEqual([]);
});

test.each([
  ["Nous recherchons une femme pour l’accueil.", "discrimination-sexe!"],
  ["Nous cherchons un homme dynamique.", "discrimination-sexe!"],
  ["Le service recrute un jeune.", "discrimination-age"],
  ["Poste réservé aux hommes.", "discrimination-sexe!"],
  ["Vous êtes jeune et dynamique.", "discrimination-age"],
  ["VOUS AVEZ MOINS DE 26 ANS", "discrimination-age"],
  ["Les plus de 30 ans s’abstenir.", "discrimination-age!"],
  ["Le français est votre langue maternelle.", "discrimination-origine"],
  ["Célibataire de préférence.", "discrimination-famille!"],
  ["Candidates enceintes : ne pas être enceinte.", "discrimination-grossesse!"],
  ["Un physique agréable est attendu.", "discrimination-apparence"],
  ["Poste non accessible aux personnes handicapées.", "discrimination-sante!"],
  ["Vous êtes de confession catholique.", "discrimination-religion"],
  ["Personne non syndiquée.", "discrimination-opinions!"],
  ["Vous devez résider à proximité.", "discrimination-residence"],
  ["De nationalité française.", "discrimination-nationalite"],
])("« %s » is %s", (sentence, code) => {
  expect(codes({ profile: `<p>${sentence}</p>` })).toEqual([code]);
});

test.each([
  "Vous accompagnez des jeunes de moins de 26 ans et des femmes enceintes.",
  "Égalité entre les femmes et les hommes, lutte contre les discriminations selon l’âge ou l’origine.",
  "Vous suivez l’hébergement de célibataires et de familles sans enfant.",
  "Poste ouvert aux personnes en situation de handicap.",
  "Fonds des opinions politiques et syndicales ; archives de la confession protestante.",
  "Vous avez moins de deux ans d’expérience.",
  "Vous favorisez l’insertion des jeunes diplômés et l’accueil de jeunes femmes victimes de violences.",
  "Vous étudiez un corps qui compte 20 % de femmes seulement, et les dispositifs de type européen.",
  "Vous instruisez les demandes d’acquisition de la nationalité française et aidez les ressortissants français.",
  "Vous veillez aux espaces non fumeurs et au projet de maternité de l’hôpital.",
  "Vous décrivez les fonds des soldats de confession musulmane et d’origine française.",
  "Vous calculez les pensions selon la limite d’âge et la situation de famille.",
  "Une bonne présentation orale du projet est attendue en fin de stage.",
])("« %s » chooses nobody", (sentence) => {
  expect(codes({ description: `<p>${sentence}</p>` })).toEqual([]);
});

test("the age of apprentices is set by law, and may be said", () => {
  const profile = "<p>Vous avez moins de 30 ans à la signature du contrat.</p>";
  expect(codes({ type: "apprentissage", durationMinMonths: 12, profile })).toEqual([]);
});

test("French nationality may be asked for where sovereignty is concerned", () => {
  expect(codes({ domains: ["DEF"], profile: "<p>De nationalité française.</p>" })).toEqual([]);
});

test("each wording of the list is found, with its ground, its source and what to write instead", () => {
  for (const { ground, certain, wordings, source, instead } of DISCRIMINATING_WORDS) {
    for (const wording of [...certain, ...wordings]) {
      const said = adviceAbout({ profile: `<p>Profil : ${wording.replaceAll("#", "26").toUpperCase()}.</p>` });
      const found = said.find(({ code }) => code === `discrimination-${ground}`);
      expect([wording, found?.severity]).toEqual([wording, certain.includes(wording) ? "blocking" : "advice"]);
      expect(found?.sentence).toContain(source);
      expect(found?.sentence).toContain(instead);
    }
  }
});

test("no demonstration offer is blocked, or takes words of its missions for discrimination", () => {
  const said = demonstrationPostings(TODAY).flatMap((raw) => {
    const checked = checkPosting(raw, `${TODAY}T23:00:00Z`);
    return checked.ok ? advise(checked.posting, { today: TODAY }) : [];
  });
  expect(said.length).toBeGreaterThan(100);
  expect(said.filter(({ severity, code }) => severity === "blocking" || code.startsWith("discrimination-"))).toEqual(
    [],
  );
});

test("what blocks comes first", () => {
  expect(codes({ level: null, expiresOn: "2026-11-01" })).toEqual(["last-day-past!", "level-missing"]);
});

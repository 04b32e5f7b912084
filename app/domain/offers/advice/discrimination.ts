import type { Posting } from "#app/domain/offers/posting.ts";
import type { Advice } from "./advice.ts";
import { DISCRIMINATING_WORDS, NATIONALITY_WORDINGS } from "./discriminating-words.ts";
import type { PreparedTexts } from "./texts.ts";
import { compileWordings, wordingsIn } from "./wordings.ts";

/** The advice about words by which an offer chooses people on a ground that the law forbids: one a ground and field. */
export function adviseOnDiscrimination({ type, domains }: Posting, texts: PreparedTexts): Advice[] {
  const advice = texts.flatMap(({ field, tokens }) => {
    const found = wordingsIn(tokens, wordings()).filter(
      ({ ground }) => !(type === "apprentissage" && ground === "age"),
    );
    return [...Map.groupBy(found, ({ ground }) => ground)].map(([ground, all]): Advice => {
      const said = all.find(({ certain }) => certain) ?? all[0];
      if (!said) throw new Error("a group that is empty");
      return {
        code: `discrimination-${ground}`,
        field,
        severity: said.certain ? "blocking" : "advice",
        sentence: said.certain
          ? `«\u00a0${said.wording}\u00a0» choisit les personnes selon ${said.named}, ce que la loi interdit (${said.source}). ${said.instead}`
          : `«\u00a0${said.wording}\u00a0» peut se lire comme un choix selon ${said.named}, ce que la loi interdit (${said.source}). ${said.instead}`,
      };
    });
  });
  return [...advice, ...(domains.some((code) => SOVEREIGN.includes(code)) ? [] : adviseOnNationality(texts))];
}

/** Domains whose posts the law may keep for French people. */
const SOVEREIGN = ["DEF", "REN", "SEC", "JUS", "INT"];

function adviseOnNationality(texts: PreparedTexts): Advice[] {
  const said = texts.find(({ tokens }) => wordingsIn(tokens, nationality()).length > 0);
  if (!said) return [];
  return [
    {
      code: "discrimination-nationalite",
      field: said.field,
      severity: "advice",
      sentence:
        "La nationalité française ne peut être demandée que si le poste touche à la souveraineté ou à des prérogatives de puissance publique (code général de la fonction publique, article L. 321-2)\u00a0: sinon, retirez cette condition.",
    },
  ];
}

type Said = { ground: string; named: string; source: string; instead: string; wording: string; certain: boolean };

let compiled: ReturnType<typeof compileWordings<Said>> | undefined;
let compiledNationality: ReturnType<typeof compileWordings<true>> | undefined;

/** Built at the first posting, so that a worker starts without waiting for them. */
function wordings() {
  compiled ??= compileWordings(
    DISCRIMINATING_WORDS.flatMap(({ wordings, certain, ...ground }) => [
      ...wordings.flatMap(variants).map((wording) => ({ wording, about: { ...ground, wording, certain: false } })),
      ...certain.flatMap(variants).map((wording) => ({ wording, about: { ...ground, wording, certain: true } })),
    ]),
  );
  return compiled;
}

/** The list says « recherchons »; employers also write « cherchons », « recrutons »… */
function variants(wording: string): string[] {
  return wording.startsWith("recherch") ? VERBS.map((verb) => wording.replace(/^recherch/, verb)) : [wording];
}

const VERBS = ["recherch", "cherch", "recrut", "embauch", "souhait"];

function nationality() {
  compiledNationality ??= compileWordings(NATIONALITY_WORDINGS.map((wording) => ({ wording, about: true as const })));
  return compiledNationality;
}

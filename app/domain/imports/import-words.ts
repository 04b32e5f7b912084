import { formatCount } from "#app/domain/format.ts";

/** How a run stands, with its French word. */
export const IMPORT_STATES = {
  complete: "Terminé",
  incomplete: "Inachevé",
  refused: "Refusé",
} as const;

export type ImportState = keyof typeof IMPORT_STATES;

export function isImportState(state: string): state is ImportState {
  return Object.hasOwn(IMPORT_STATES, state);
}

type Counts = { created: number; updated: number; unchanged: number; withdrawn: number; quarantined: number };

/** « 3 créées, 1 modifiée, 120 inchangées »: what a run did, of what it did something. */
export function describeCounts({ created, updated, unchanged, withdrawn, quarantined }: Counts): string {
  const said = [
    [created, "créée", "créées"],
    [updated, "modifiée", "modifiées"],
    [unchanged, "inchangée", "inchangées"],
    [withdrawn, "retirée", "retirées"],
    [quarantined, "en quarantaine", "en quarantaine"],
  ] as const;
  const words = said.flatMap(([count, one, several]) => (count > 0 ? formatCount(count, one, several) : []));
  return words.length > 0 ? words.join(", ") : "aucune offre";
}

/** « Le flux retirerait 4 des 10 offres ouvertes ou programmées »: why a run is refused. */
export function describeRefusal({ missing, open }: { missing: number; open: number }): string {
  return `Ce flux complet retirerait ${missing} des ${formatCount(open, "offre ouverte ou programmée", "offres ouvertes ou programmées")}\u00a0: rien n’a été retiré.`;
}

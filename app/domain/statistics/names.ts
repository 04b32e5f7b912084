import { labelOf } from "#app/domain/nomenclature.ts";
import { ALL } from "./demand.ts";
import { ABROAD, readPlace, SEVERAL } from "./searched.ts";

/** What offers and searches are counted by. A `place` is a région or a département, as `cellOf` writes it. */
type Dimension = "type" | "level" | "domain" | "region" | "place";

/** The French name of a code. @param none what an empty code means */
export function nameOf(dimension: Dimension, code: string, none: string): string {
  if (code === "") return none;
  if (code === SEVERAL) return "Plusieurs";
  if (code === ABROAD) return "Étranger";
  if (code === ALL) return "Tous";
  if (dimension !== "place") return labelOf(dimension, code) ?? code;
  const { department, region } = readPlace(code);
  return department ? `${labelOf("department", department)} (${department})` : (labelOf("region", region) ?? code);
}

import { DEFENCE } from "./defence.ts";
import { ECONOMY } from "./economy.ts";
import type { Administration } from "./employer.ts";
import { LAND } from "./land.ts";
import { SOCIETY } from "./society.ts";
import { STATE } from "./state.ts";

/** All that hire in the demonstration offers. */
export const ADMINISTRATIONS: Administration[] = [...STATE, ...DEFENCE, ...ECONOMY, ...LAND, ...SOCIETY];

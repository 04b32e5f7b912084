import { enhance } from "../enhance.ts";
import { autosave } from "./autosave.ts";
import { pasteText } from "./paste-text.ts";

// The scripts of the form in which a recruiter writes an offer. Candidates never load them.
enhance([autosave, pasteText]);

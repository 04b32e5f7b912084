/** Digits only, so that the field takes them on the keyboard of digits: 20 of them are 66 random bits. */
const DIGITS = 20;
const CODES = 10;

/** Ten codes, each for one login without the phone. */
export function newRescueCodes(): string[] {
  return Array.from({ length: CODES }, newRescueCode);
}

export function isRescueCode(code: string): boolean {
  return code.length === DIGITS && /^\d+$/.test(code);
}

/** A code as it is written down: in groups of five. */
export function shownRescueCode(code: string): string {
  return code.replace(/.{5}(?=.)/g, "$& ");
}

function newRescueCode(): string {
  let code = "";
  while (code.length < DIGITS) {
    // A byte above 249 would make some digits more likely than others.
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 250) code += byte % 10;
  }
  return code;
}

/** The number of a saved search in an address or a form; 0, which none has, for anything else. */
export function searchNumber(written: string | null | undefined): number {
  return /^\d{1,15}$/.test(written ?? "") ? Number(written) : 0;
}

/** The field of the new name of one of the searches on the page, by its number: what is wrong with it is said there. */
export function nameField(id: number): string {
  return `nom-${id}`;
}

/**
 * Names that can stand together in one folder: the second « CV.pdf » becomes « CV (2).pdf ». Capitals and accents
 * written another way do not make another name, since they do not on every system.
 * @returns one name for each, in the same order
 */
export function distinctNames(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const [, base = name, extension = ""] = /^(.+?)(\.[^.]*)?$/.exec(name) ?? [];
    let free = name;
    for (let copy = 2; taken.has(sameName(free)); copy++) free = `${base} (${copy})${extension}`;
    taken.add(sameName(free));
    return free;
  });
}

function sameName(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** The simple HTML that employers write. */
export function paragraph(...sentences: string[]): string {
  return sentences.length > 0 ? `<p>${sentences.join(" ")}</p>` : "";
}

export function heading(title: string): string {
  return `<p><strong>${title}</strong></p>`;
}

/** Items after a colon: « … ; … . ». */
export function items(values: string[]): string {
  return list(values.map((value, index) => (index < values.length - 1 ? `${value} ;` : `${value}.`)));
}

/** Items that are whole sentences. */
export function list(sentences: string[]): string {
  return `<ul>${sentences.map((sentence) => `<li>${sentence}</li>`).join("")}</ul>`;
}

/** « à préparer …, à suivre …, puis à rédiger … »: each after the same word. */
export function enumeration(values: string[], before: string): string {
  const said = values.map((value) => `${before}${value}`);
  return `${said.slice(0, -1).join(", ")}, puis ${said.at(-1)}`;
}

export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

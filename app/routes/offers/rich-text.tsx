/** HTML of an employer, reduced to an allow list when it was imported (app/domain/offers/rich-text.ts). */
export function RichText({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: nothing enters the catalogue but by the allow list
  return <div className="rich-text" dangerouslySetInnerHTML={{ __html: html }} />;
}

/** HTML of an employer, reduced to an allow list when it was imported (app/domain/offers/rich-text.ts). */
export function RichText({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the catalogue holds only HTML that the allow list reduced
  return <div className="rich-text" dangerouslySetInnerHTML={{ __html: html }} />;
}

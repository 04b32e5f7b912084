/** What an action has done, said at the top of the page that it led to. */
export function Done({ children }: { children: string | null | undefined }) {
  return children ? (
    // biome-ignore lint/a11y/noAutofocus: the page was asked for by the action of which this tells
    <div className="fr-alert fr-alert--success fr-alert--sm done" role="status" tabIndex={-1} autoFocus>
      <p>{children}</p>
    </div>
  ) : null;
}

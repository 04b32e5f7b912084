type Props = { children: string | null | undefined };

/**
 * What an action has done, said at the top of the page that it led to.
 * @param beside something else of the page asks for the focus, which is one
 */
export function Done({ children, beside = false }: Props & { beside?: boolean }) {
  return (
    <Said kind="success" beside={beside}>
      {children}
    </Said>
  );
}

/** What an action has not done. */
export function Warning({ children }: Props) {
  return <Said kind="warning">{children}</Said>;
}

function Said({ kind, children, beside = false }: Props & { kind: "success" | "warning"; beside?: boolean }) {
  const looks = kind === "success" ? "fr-alert--success" : "fr-alert--warning";
  return children ? (
    // biome-ignore lint/a11y/noAutofocus: the page was asked for by the action of which this tells
    <div className={`fr-alert ${looks} fr-alert--sm done`} role="status" tabIndex={-1} autoFocus={!beside}>
      <p>{children}</p>
    </div>
  ) : null;
}

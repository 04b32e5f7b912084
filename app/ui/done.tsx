type Props = { children: string | null | undefined };

/** What an action has done, said at the top of the page that it led to. */
export function Done({ children }: Props) {
  return <Said kind="success">{children}</Said>;
}

/** What an action has not done. */
export function Warning({ children }: Props) {
  return <Said kind="warning">{children}</Said>;
}

function Said({ kind, children }: Props & { kind: "success" | "warning" }) {
  const looks = kind === "success" ? "fr-alert--success" : "fr-alert--warning";
  return children ? (
    // biome-ignore lint/a11y/noAutofocus: the page was asked for by the action of which this tells
    <div className={`fr-alert ${looks} fr-alert--sm done`} role="status" tabIndex={-1} autoFocus>
      <p>{children}</p>
    </div>
  ) : null;
}

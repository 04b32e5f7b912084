type Props = { children: string | null | undefined };

/**
 * The message at the top of a page about the action that led to it.
 * @param beside whether another element of the page takes the focus
 */
export function Done({ children, beside = false }: Props & { beside?: boolean }) {
  return (
    <Said kind="success" beside={beside}>
      {children}
    </Said>
  );
}

/** The message about an action that failed. */
export function Warning({ children }: Props) {
  return <Said kind="warning">{children}</Said>;
}

function Said({ kind, children, beside = false }: Props & { kind: "success" | "warning"; beside?: boolean }) {
  const looks = kind === "success" ? "fr-alert--success" : "fr-alert--warning";
  return children ? (
    // biome-ignore lint/a11y/noAutofocus: the page is the answer to the action that the message is about
    <div className={`fr-alert ${looks} fr-alert--sm done`} role="status" tabIndex={-1} autoFocus={!beside}>
      <p>{children}</p>
    </div>
  ) : null;
}

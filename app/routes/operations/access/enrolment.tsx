import { encode } from "uqr";

type Props = {
  email: string;
  /** As it is typed into an application. */
  secret: string;
  /** `otpauth:`, which an application understands. */
  address: string;
};

/** How an operator gives the secret of her codes to her phone: by the camera, a link, or by hand. */
export function Enrolment({ email, secret, address }: Props) {
  return (
    <>
      <p>
        À chaque connexion, un code de votre téléphone vous sera demandé. Avec une application d’authentification
        (FreeOTP, Aegis, Google Authenticator…), photographiez ce dessin{"\u00a0"}:
      </p>
      <QrCode text={address} />
      <p>
        Sur ce téléphone même, <a href={address}>ouvrez l’application par ce lien</a>. Ou saisissez-y{"\u00a0"}:
      </p>
      <dl>
        <dt>Compte</dt>
        <dd>{email}</dd>
        <dt>Clé</dt>
        <dd>
          <code>{secret}</code>
        </dd>
        <dt>Type</dt>
        <dd>selon l’heure (TOTP), 6 chiffres, 30 secondes</dd>
      </dl>
    </>
  );
}

/** A QR code, one square a module, white behind it in dark colours too: cameras want dark on light. */
function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg className="operator__qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label="QR code de la clé ci-dessous">
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={squares.join("")} shapeRendering="crispEdges" />
    </svg>
  );
}

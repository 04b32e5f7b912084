/** Secrets, and settings that are absent unless set on purpose. */
interface WebEnv {
  /** Secret: passwords are hashed under it. Losing it loses every password. */
  PASSWORD_PEPPER?: string;
  /** Secret: signs drafts, forms and links. Changing it ends forms that are open. */
  SIGNING_KEY?: string;
  /** Secret: how the mail provider proves that its webhooks are its own. Absent, they are refused. */
  MAIL_WEBHOOK_SECRET?: string;
  /** Where files are scanned for viruses (clamav-rest); absent, they are not, and pages say so. */
  SCANNER_URL?: string;
  /** Where people tell of vulnerabilities, `mailto:` or `https:` (RFC 9116); absent, there is no security.txt. */
  SECURITY_CONTACT?: string;
  /** `on` lets a request play the clock by a header: in tests only. */
  TEST_CLOCK?: string;
  /** `off` renders every page anew: for tests that look at what they have just published. */
  EDGE_CACHE?: string;
}

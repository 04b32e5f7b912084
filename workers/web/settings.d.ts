/** Secrets, and settings that are absent unless set on purpose. */
interface WebEnv {
  /** Secret: passwords are hashed with it. If it is lost, so is every password. */
  PASSWORD_PEPPER?: string;
  /** Secret: signs drafts, forms and the links of mails. Changing it invalidates open forms and sent links. */
  SIGNING_KEY?: string;
  /** Secret: proves that a webhook call comes from the mail provider. Without it, all calls are refused. */
  MAIL_WEBHOOK_SECRET?: string;
  /** URL of the virus scanner (clamav-rest). Without it, files are not scanned, and pages say so. */
  SCANNER_URL?: string;
  /** Where to report vulnerabilities, `mailto:` or `https:` (RFC 9116). Without it, there is no security.txt. */
  SECURITY_CONTACT?: string;
  /** `on` lets a request set the clock by a header, in tests only. */
  TEST_CLOCK?: string;
  /** `off` renders every page anew, for tests that read what they have just published. */
  EDGE_CACHE?: string;
}

/** Secrets, and settings that are absent unless set on purpose. */
interface AlertsEnv {
  /** Secret: the key of the mail provider. */
  MAIL_KEY?: string;
  /** Secret, the same as that of `web`: signs the links of mails. */
  SIGNING_KEY?: string;
  /** Where files are scanned for viruses; absent, they are not. */
  SCANNER_URL?: string;
  /** This machine and tests: `on` lets sources be pulled from servers of this machine. No deployed worker has it. */
  LOCAL_SOURCES?: string;
  /** Tests: how far the clock of the queue is ahead, in milliseconds. */
  TEST_CLOCK_AHEAD?: string;
}

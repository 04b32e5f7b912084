/** Settings that are absent unless set on purpose. */
interface WebEnv {
  /** `on` lets a request play the clock by a header: in tests only. */
  TEST_CLOCK?: string;
}

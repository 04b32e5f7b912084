/** Settings that are absent unless set on purpose. */
interface WebEnv {
  /** `on` lets a request play the clock by a header: in tests only. */
  TEST_CLOCK?: string;
  /** `off` renders every page anew: for tests that look at what they have just published. */
  EDGE_CACHE?: string;
}

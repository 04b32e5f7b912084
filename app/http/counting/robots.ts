/**
 * What robots call themselves. Names that hold « bot », « crawl » or « spider » are most of them; the others are link
 * previews, monitors, and programs that read pages for search engines and assistants.
 */
const NAMES = [
  ...["bot", "crawl", "spider", "slurp", "preview", "headless", "monitor", "archiver", "fetch", "lighthouse"],
  ...["google-", "googleother", "mediapartners", "facebookexternalhit", "meta-external", "qwantify", "iframely"],
  ...["pingdom", "uptime", "statuscake", "phantomjs", "puppeteer", "playwright", "selenium", "validator"],
  // Assistants that read a page for their user (« ChatGPT-User/1.0 »), and robots that tell where they are explained.
  ...["-user/", "http://", "https://"],
];
const ROBOT = new RegExp(NAMES.join("|"));

const BROWSER = /^(?:Mozilla\/5\.0|Opera\/9\.80) \(/;

/** A brand of phones, which say « CUBOT NOTE 20 » in their name. */
const PHONES = /\bcubot\b/;

/**
 * Whether a program that asks for a page says that it is a robot. Every browser begins its name with « Mozilla/5.0 »,
 * but Opera Mini; programs that do not are curl, libraries, monitors. A robot that takes the name of a browser is not
 * known.
 * @param userAgent the header `User-Agent`; null when there is none
 */
export function isRobot(userAgent: string | null): boolean {
  if (userAgent === null || !BROWSER.test(userAgent)) return true;
  return ROBOT.test(userAgent.toLowerCase().replace(PHONES, ""));
}

import { Parser } from "htmlparser2";

/** Ways to begin something that runs, once a text has become markup. */
const ELEMENTS = [
  "script",
  "img",
  "svg",
  "iframe",
  "body",
  "video",
  "audio",
  "details",
  "input",
  "select",
  "textarea",
  "math",
  "object",
  "embed",
  "marquee",
  "form",
  "a",
  "style",
  "link",
  "meta",
  "base",
  "template",
  "noscript",
  "xss",
];
/** Ways out of where a text stands: an element, an attribute, a comment, a script, a text area, CDATA. */
const BREAKS = ["", '">', "'>", "`>", "--><!-- -->", "</script>", "</title>", "</textarea>", "]]>", "</style>", '"/>'];
const HANDLERS = ["onerror", "onload", "onfocus autofocus onfocus", "ontoggle", "onmouseover", "onanimationstart"];
const SCHEMES = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "java\nscript:alert(1)",
  " javascript:alert(1)",
  "\u0001javascript:alert(1)",
  "javascript&colon;alert(1)",
  "&#106;avascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
  "vbscript:msgbox(1)",
  "//ailleurs.example/x.js",
];
/** Those that no product of lists gives. */
const OTHERS = [
  "<scr<script>ipt>alert(1)</scr</script>ipt>",
  "<<script>alert(1)//<</script>",
  "<script/src=//ailleurs.example/x.js></script>",
  "<script\u0000>alert(1)</script>",
  "<img src=x:x onerror\n=\nalert(1)>",
  "<svg><script>alert&#40;1)</script>",
  "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
  "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  "<!--><img src=x onerror=alert(1)>-->",
  "<![CDATA[<img src=x onerror=alert(1)>]]>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
  "\\x3cscript\\x3ealert(1)",
  "{{constructor.constructor('alert(1)')()}}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what a template would run
  "${alert(1)}",
  "<%= alert(1) %>",
  "';alert(1)//",
  '";alert(1)//',
  "</script><script>alert(1)</script>",
  "\u2028</script><script>alert(1)//",
  "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
  "＜script＞alert(1)＜/script＞",
  '<a href="&#x6A;avascript:alert(1)">x</a>',
  '<form action="javascript:alert(1)"><button>x',
  '<button formaction="javascript:alert(1)">x',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<base href="//ailleurs.example/">',
  '<link rel="stylesheet" href="//ailleurs.example/x.css">',
  '<style>@import "//ailleurs.example/x.css"</style>',
  '<div style="background:url(javascript:alert(1))">',
  '" onfocus=alert(1) autofocus x="',
  "' onfocus=alert(1) autofocus x='",
  "` onfocus=alert(1) autofocus x=`",
];

/** Texts that would run, or load something, if one of them were taken for markup; all different. */
export const XSS: readonly string[] = [
  ...new Set([
    ...BREAKS.flatMap((out, row) =>
      ELEMENTS.map((element, at) => `${out}<${element} src=x ${HANDLERS[(row + at) % HANDLERS.length]}=alert(1)>`),
    ),
    ...SCHEMES,
    ...SCHEMES.map((scheme) => `<a href="${scheme}">x</a>`),
    ...OTHERS,
  ]),
];

/** Elements that none of our pages has, which text that became markup would bring. */
const FOREIGN =
  /^(iframe|object|embed|applet|frame|frameset|base|math|marquee|audio|video|template|xss|animate|mglyph)$/;
const ADDRESSES = /^(href|src|action|formaction|xlink:href|poster|data|background|srcset|ping)$/;
const SAFE = /^(\/(?![/\\])|[#?]|https?:\/\/|mailto:|tel:|webcal:|$|[\w-]+\.(?:svg|css|js)$)/i;

/**
 * Whatever in a page could run or load what is not ours: empty when all the text in it is inert.
 * @param styles allows `style` and `<style>`, which mails need
 */
export function dangersIn(html: string, { styles = false } = {}): string[] {
  const found: string[] = [];
  let script: { type: string; text: string } | null = null;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (FOREIGN.test(name)) found.push(`<${name}>`);
        if (name === "style" && !styles) found.push("<style>");
        if (name === "script") {
          const { src = "", type = "" } = attributes;
          script = { type, text: "" };
          if (type !== "application/ld+json" && !src.startsWith("/assets/")) found.push(`<script src="${src}">`);
        }
        if (name === "img" && !attributes.src?.startsWith("/assets/")) found.push(`<img src="${attributes.src}">`);
        if (name === "link" && !/^\/(?![/\\])|^https:\/\/pass\.example/.test(attributes.href ?? ""))
          found.push("<link>");
        if (name === "meta" && attributes["http-equiv"]) found.push("<meta http-equiv>");
        for (const [attribute, value] of Object.entries(attributes)) {
          if (/^on/i.test(attribute) || attribute === "srcdoc") found.push(`${name} ${attribute}`);
          if (attribute === "style" && !styles) found.push(`${name} style`);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them from addresses
          if (ADDRESSES.test(attribute) && !SAFE.test(value.replace(/[\u0000-\u0020]/g, ""))) {
            found.push(`${name} ${attribute}=${value}`);
          }
        }
      },
      ontext(text) {
        if (script) script.text += text;
      },
      onclosetag(name) {
        if (name !== "script" || !script) return;
        if (script.type === "application/ld+json") JSON.parse(script.text);
        else if (script.text !== "") found.push(`script: ${script.text.slice(0, 40)}`);
        script = null;
      },
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
  return found;
}

/** Addresses that a browser would read as another site, or as no page: none may be come back to. */
export const ELSEWHERE: readonly string[] = [
  ...[
    "//",
    "///",
    "////",
    "/\\",
    "\\\\",
    "\\/",
    "/\t/",
    "/\n/",
    "/\r/",
    "\t//",
    " //",
    "/%09/",
    "/./",
    "/../",
    "/.//",
    "/%2e%2e//",
  ].map((start) => `${start}ailleurs.example`),
  ...["http", "https", "HTTPS", "ftp", "ws", "blob", "file"].flatMap((scheme) => [
    `${scheme}://ailleurs.example`,
    `${scheme}:ailleurs.example`,
    `${scheme}:/ailleurs.example`,
    `${scheme}:///ailleurs.example`,
  ]),
  ...["javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x"],
  "ailleurs.example",
  "@ailleurs.example",
  "https://pass.example@ailleurs.example",
  "https://pass.example.ailleurs.example",
  "https://ailleurs.example/pass.example",
  "https://ailleurs.example#https://pass.example",
  "/\\/ailleurs.example",
  "/\\\\ailleurs.example",
  "\\ailleurs.example",
  "/compte\\@ailleurs.example",
  "/\u0000/ailleurs.example",
  "/\u00a0/ailleurs.example",
  "/\u2028/ailleurs.example",
  "/compte\r\nSet-Cookie: a=b",
  "/compte\r\n\r\n<script>",
  "//ailleurs。example",
  "/ /ailleurs.example",
  "",
  "?retour=//ailleurs.example",
  "#ailleurs",
  `/${"x".repeat(3000)}`,
];

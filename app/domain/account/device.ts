// The order matters: most browsers also name the browsers that they derive from.
const BROWSERS: [RegExp, string][] = [
  [/SamsungBrowser/, "Samsung Internet"],
  [/Edg(?:e|A|iOS)?\//, "Edge"],
  [/OPR\/|Opera/, "Opera"],
  [/Firefox|FxiOS/, "Firefox"],
  [/Chrome|CriOS|Chromium/, "Chrome"],
  [/Safari/, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "Mac"],
  [/CrOS/, "Chromebook"],
  [/Linux/, "Linux"],
];

/** A short name of a device, from the browser's `User-Agent`: « Firefox sur Android ». */
export function nameDevice(userAgent: string | null): string {
  const agent = (userAgent ?? "").slice(0, 500);
  const browser = BROWSERS.find(([sign]) => sign.test(agent))?.[1] ?? "Navigateur inconnu";
  const system = SYSTEMS.find(([sign]) => sign.test(agent))?.[1];
  return system ? `${browser} sur ${system}` : browser;
}

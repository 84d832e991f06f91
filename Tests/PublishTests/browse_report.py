"""Opens a report in a real Chromium, headless, and checks what a reader meets: nothing is asked for elsewhere, nothing is
reported on the console, both languages are complete, text can be told from its ground, everything has a name, the
keyboard reaches it, nothing hangs over the edge, and all of it without scripts, in the dark and on paper.

usage: browse_report.py report.html [folder for pictures]"""

import pathlib
import re
import sys

from browser import Browser

WIDTHS = (360, 768, 1280, 1920)

# What is to be seen of the page: texts with their colours, and the nearest ground painted beneath.
SEEN = """(() => {
  const parse = (text) => {
    const numbers = text.match(/[0-9.]+/g).map(Number);
    return { rgb: numbers.slice(0, 3), alpha: numbers.length > 3 ? numbers[3] : 1 };
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { rgb, alpha } = parse(getComputedStyle(at).backgroundColor);
      if (alpha > 0.99) return rgb;
    }
    return parse(getComputedStyle(document.body).backgroundColor).rgb;
  };
  const luminance = (rgb) => rgb.map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = [], worst = new Map();
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), element = walker.currentNode.parentElement;
    if (!text || element.closest('script, style, title, desc, defs')) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const language = element.closest('[lang]').getAttribute('lang');
    seen.push({ text, language, unseen: !!element.closest('.unseen'), label: element.tagName === 'LABEL' });
    if (element.closest('.unseen') || element.classList.contains('signs')) continue;
    const style = getComputedStyle(element), isDrawn = element.namespaceURI.endsWith('svg');
    const colour = parse(isDrawn ? style.fill : style.color).rgb;
    const size = parseFloat(style.fontSize), isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const value = contrast(colour, ground(element)) / (isLarge ? 3 : 4.5);
    const key = colour + '/' + ground(element);
    if (value < 1) worst.set(key, `${text.slice(0, 40)} <${element.tagName} ${element.className.baseVal ?? element.className}> ${key} ${(value * (isLarge ? 3 : 4.5)).toFixed(2)}`);
  }
  // The signs on the maps stand on the provinces.
  const sign = document.querySelector('.map .signs');
  if (sign) {
    const ink = parse(getComputedStyle(sign).fill).rgb;
    for (const use of document.querySelectorAll('.map use[data-province]')) {
      const fill = getComputedStyle(use).fill;
      if (fill.startsWith('url')) continue;
      const value = contrast(ink, parse(fill).rgb);
      if (value < 4.5) worst.set(fill, `sign on a province ${use.classList} ${value.toFixed(2)}`);
    }
  }
  return { seen, worst: [...worst.values()] };
})()"""

OVERHANG = """(() => {
  const width = document.documentElement.clientWidth, over = [];
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('.scroll, .sections, .unseen, svg, .store')) continue;
    const box = element.getBoundingClientRect();
    if (box.width && box.right > width + 1) over.push(`${element.tagName}.${element.className} ${Math.round(box.right)}`);
  }
  return { page: document.documentElement.scrollWidth - width, over: over.slice(0, 5) };
})()"""

# Vietnamese writes 1.234,5 and English 1,234.5: what one never writes, and what the other must.
FOREIGN = {
    "vi": re.compile(r"\d\.\d{1,2}\s%|\d,\d{3} (hộ|người|xã|thôn)"),
    "en": re.compile(r"\d,\d{1,2}\s%|\d\.\d{3} (households|persons|communes|villages)"),
}
OWN = {
    "vi": (re.compile(r"^\d+,\d+\s%$"), re.compile(r"\d\.\d{3} (hộ|người)")),
    "en": (re.compile(r"^\d+\.\d+\s%$"), re.compile(r"\d,\d{3} (households|persons)")),
}


class Check:
    def __init__(self, path, pictures):
        self.address = pathlib.Path(path).resolve().as_uri()
        self.pictures = pictures
        self.problems = []
        self.browser = Browser()

    def say(self, problem):
        self.problems.append(problem)
        print(problem, flush=True)

    def require(self, holds, problem):
        if not holds:
            self.say(problem)

    def open(self, query=""):
        self.browser.open(self.address + query)

    def listen(self):
        """Whatever the browser reported since the last time."""
        for event in self.browser.events:
            name, what = event.get("method", ""), event.get("params", {})
            if name == "Network.requestWillBeSent":
                address = what["request"]["url"]
                if address.split("?")[0] != self.address and address != "data:,":
                    self.say("request: " + address[:200])
            elif name == "Log.entryAdded" and what["entry"]["level"] in ("error", "warning"):
                self.say("console: " + what["entry"]["text"])
            elif name == "Runtime.consoleAPICalled" and what["type"] in ("error", "warning", "assert"):
                self.say("console: " + str(what["args"])[:200])
            elif name == "Runtime.exceptionThrown":
                self.say("exception: " + str(what["exceptionDetails"])[:300])
        self.browser.events = []

    def language(self, where):
        """The language in which the page is read, and its numbers with it."""
        seen = self.browser.evaluate(SEEN)
        languages = {item["language"] for item in seen["seen"] if not item["label"] and item["text"] not in "/–"}
        return languages, seen

    def languages(self, where):
        for language, other in (("vi", "en"), ("en", "vi")):
            self.browser.click(f"label[for={language}]")
            result = self.browser.evaluate(SEEN)
            texts = [item for item in result["seen"] if not item["label"]]
            strange = [item["text"] for item in texts if item["language"] == other]
            # Names of files and codes, and what is the same in both, stand in the page's own language.
            allowed = {"Skip to the content", "Đến nội dung chính"}
            marked = [text for text in strange if text not in allowed] if other == "en" else []
            self.require(not marked, f"{where}, {language}: text of {other}: {marked[:5]}")
            wrong = [item["text"] for item in texts if FOREIGN[language].search(item["text"])]
            self.require(not wrong, f"{where}, {language}: numbers as the other language writes them: {wrong[:5]}")
            for pattern in OWN[language]:
                self.require(
                    any(pattern.search(item["text"]) for item in texts), f"{where}, {language}: nothing like {pattern.pattern}")
            self.require(len(texts) > 500, f"{where}, {language}: only {len(texts)} texts to be seen")
            self.require(not result["worst"], f"{where}, {language}: contrast: {result['worst'][:8]}")
        hidden = self.browser.evaluate(
            "[...document.querySelectorAll('body span[lang=en]')].filter((e) => !e.checkVisibility() "
            "&& !e.closest('details:not([open]), .key')).length")
        self.require(hidden == 0, f"{where}: {hidden} English texts cannot be seen in English")
        lonely = self.browser.evaluate(
            "[...document.querySelectorAll('body [lang=vi]')].filter((e) => !e.parentElement.querySelector(':scope > "
            "[lang=en]')).map((e) => e.textContent.slice(0, 60))")
        self.require(not lonely, f"{where}: without English: {lonely[:5]}")
        shown = self.browser.evaluate(
            "[...document.querySelectorAll('span[lang=vi]')].some((e) => e.checkVisibility() && !e.closest('.skip'))")
        self.require(not shown, f"{where}: Vietnamese shows in English")
        self.browser.click("label[for=vi]")

    def maps(self):
        counts = self.browser.evaluate(
            "[...document.querySelectorAll('article.target')].map((a) => { const shapes = [...a.querySelectorAll("
            "'[data-province]')]; return [a.id, new Set(shapes.map((s) => s.dataset.province)).size, shapes.filter((s) => "
            "s.getBoundingClientRect().width > 1).length, a.querySelectorAll('svg.course').length]; })")
        self.require(len(counts) == 29, f"{len(counts)} targets and monitors, not 29")
        for target, provinces, drawn, courses in counts:
            self.require(provinces == 34 and drawn == 34, f"{target}: {provinces} provinces on the map, {drawn} drawn")
            self.require(courses == 1, f"{target}: {courses} courses")
        names = self.browser.evaluate("document.querySelector('#isles').textContent")
        self.require("Hoàng Sa" in names and "Trường Sa" in names, "the archipelagos have no names")

    def names(self):
        nodes = self.browser.call("Accessibility.getFullAXTree")["nodes"]
        wanted = {"link", "button", "radio", "image", "img", "table", "navigation", "article", "group", "region", "columnheader"}
        seen = set()
        for node in nodes:
            role = node.get("role", {}).get("value")
            if node.get("ignored") or role not in wanted:
                continue
            seen.add(role)
            if not node.get("name", {}).get("value", "").strip():
                if role == "group" and not any(p["name"] == "focusable" for p in node.get("properties", [])):
                    continue
                self.say(f"{role} without a name: {node.get('backendDOMNodeId')}")
        self.require({"link", "radio", "table", "navigation"} <= seen, f"roles to be heard: {sorted(seen)}")
        broken = self.browser.evaluate(
            "[...document.querySelectorAll('[aria-labelledby], label, a[href^=\"#\"]')].filter((e) => !document.getElementById("
            "e.getAttribute('aria-labelledby') || e.htmlFor || e.getAttribute('href').slice(1))).map((e) => e.outerHTML"
            ".slice(0, 100))")
        self.require(not broken, f"names that lead nowhere: {broken[:5]}")
        twice = self.browser.evaluate(
            "(() => { const ids = [...document.querySelectorAll('[id]')].map((e) => e.id); return ids.filter((id, i) => "
            "ids.indexOf(id) !== i); })()")
        self.require(not twice, f"identifiers used twice: {twice[:5]}")
        bare = self.browser.evaluate(
            "[...document.querySelectorAll('table')].filter((t) => !t.caption || !t.caption.textContent.trim()).length + "
            "[...document.querySelectorAll('th')].filter((t) => !t.scope).length")
        self.require(bare == 0, f"{bare} tables without a caption or headers without a scope")

    def keyboard(self):
        self.browser.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        self.open()
        visited = []
        for _ in range(40):
            self.browser.key("Tab", "Tab", 9)
            visited.append(
                self.browser.evaluate(
                    "(() => { const e = document.activeElement; window.visited ??= []; window.visited.push(e); const s = "
                    "getComputedStyle(e); const l = e.matches('.choice') ? getComputedStyle(document.querySelector("
                    "`label[for=${e.id}]`)) : s; return [e.className, e.id, l.outlineStyle]; })()"))
        self.require("skip" in visited[0][0], f"the first stop is not the link that skips: {visited[0]}")
        self.require(visited[1][0] == "choice", f"the second stop is not the language: {visited[1]}")
        unseen = [v for v in visited if v[2] == "none"]
        self.require(not unseen, f"focus cannot be seen: {unseen[:3]}")
        disorder = self.browser.evaluate(
            "window.visited.slice(1).filter((e, i) => !(window.visited[i].compareDocumentPosition(e) & 4)).length")
        self.require(disorder == 0, f"{disorder} stops are out of order")
        self.browser.evaluate("document.getElementById('vi').focus()")
        self.browser.key("ArrowRight", "ArrowRight", 39)
        self.require(self.browser.evaluate("document.getElementById('en').checked"), "the arrow key does not switch")
        self.browser.click("label[for=vi]")
        # A fold opens, and its table sorts, both ways.
        ordered = self.browser.evaluate(
            "(() => { const d = document.querySelector('#T02 details'); d.open = true; const t = d.querySelector('table'); "
            "const values = () => [...t.tBodies[0].rows].map((r) => r.cells[2].textContent.match(/[0-9.]+,[0-9]+/))"
            ".filter(Boolean).map((m) => Number(m[0].replace('.', '').replace(',', '.'))); const button = t.tHead.rows[0]"
            ".cells[2].querySelector('button'); const rises = (v) => v.every((x, i) => !i || v[i - 1] <= x); button.click(); "
            "const up = rises(values()); button.click(); return up && rises(values().reverse()); })()")
        self.require(ordered, "a table does not sort")

    def edges(self, where):
        for width in WIDTHS:
            self.browser.resize(width)
            for language in ("vi", "en"):
                self.browser.click(f"label[for={language}]")
                found = self.browser.evaluate(OVERHANG)
                self.require(
                    found["page"] <= 0 and not found["over"], f"{where}, {language}, {width} px: hangs over: {found}")
        self.browser.resize(1280)
        self.browser.click("label[for=vi]")

    def picture(self, name, width, height, scheme, query=""):
        if not self.pictures:
            return
        self.browser.media(scheme)
        self.open(query)
        self.browser.resize(width, height)
        self.browser.picture(f"{self.pictures}/{name}.png")
        self.browser.resize(1280)

    def run(self):
        browser = self.browser
        browser.resize(1280)
        browser.media("light")
        self.open()
        self.maps()
        self.languages("light")
        self.edges("light")
        self.names()
        self.keyboard()
        self.listen()
        browser.media("dark")
        ground = browser.evaluate("getComputedStyle(document.body).backgroundColor")
        self.require(max(map(int, re.findall(r"\d+", ground)[:3])) < 60, f"the dark page is {ground}")
        self.languages("dark")
        browser.media("light", "print")
        self.require(
            not browser.evaluate("document.querySelector('nav').checkVisibility()"), "the contents are printed as links")
        paper = browser.paper()
        pages = len(re.findall(rb"/Type\s*/Page\b", paper))
        self.require(pages > 10, f"{pages} pages on paper")
        self.listen()
        browser.media("light")
        browser.scripts(False)
        self.open("?without-scripts")
        self.maps()
        self.languages("without scripts")
        self.edges("without scripts")
        self.listen()
        browser.scripts(True)
        for scheme in ("light", "dark"):
            for language in ("vi", "en"):
                for width, height in ((360, 2200), (1280, 1900)):
                    self.picture(f"{scheme}-{language}-{width}", width, height, scheme, f"?lang={language}")
        browser.close()
        if self.problems:
            raise SystemExit(f"{len(self.problems)} problems")
        print(f"all checks hold; {pages} pages on paper")


if __name__ == "__main__":
    Check(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None).run()

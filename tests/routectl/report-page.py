"""Opens a report in a browser, clicks, and holds what is shown against the JSON of the same run.

usage: report-page.py PAGE JSON LANGUAGE
"""

import json
import sys

import browser

TIMED = {"microseconds", "share"}  # of "costs": measured anew in each run

READ = """
const table = document.getElementById(arguments[0]);
if (!table) return null;
return [...table.tBodies[0].rows].map(row => {
  const cells = {};
  [...table.tHead.rows[0].cells].forEach((head, i) => {
    if (!head.dataset.key) return;
    const lists = row.cells[i].querySelectorAll('code');
    cells[head.dataset.key] = row.cells[i].classList.contains('list') ? [...lists].map(one => one.textContent)
                                                                     : row.cells[i].textContent;
  });
  return cells;
});
"""

n = failed = 0


def check(what, right, found=""):
    global n, failed
    n += 1
    failed += not right
    print(f"{'ok' if right else 'not ok'} {n} - {what}")
    if not right:
        print(f"# {str(found)[:1500]}")


def shown(value, language):
    """A value of the JSON as a reader of that language sees it; shares without their sign."""
    if isinstance(value, float):
        return f"{value}".replace(".", "," if language == "nl" else ".")
    return value if isinstance(value, list) else str(value)


def seen(text):
    return text if isinstance(text, list) else text.removesuffix(" %")


def same_number(a, b):
    return a == b or float(a.replace(",", ".")) == float(b.replace(",", "."))


def same_cell(wanted, found, language):
    wanted, found = shown(wanted, language), seen(found)
    if wanted == found:
        return True
    try:  # 1.5 and 1.50
        return ("," in found) == (language == "nl") and same_number(wanted, found)
    except (ValueError, AttributeError):
        return False


def compare_tables(page, report, language):
    for key, rows in report.items():
        if not isinstance(rows, list):
            continue
        found = page.run(READ, key)
        if not rows:
            check(f"{key} is empty, and there is no table", found is None, found)
            continue
        if key == "costs":  # sorted by what is measured
            rows, found = (sorted(all, key=lambda row: (row["kind"], row["id"], row["origin"])) for all in (rows, found))
        wrong = []
        for wanted, row in zip(rows, found or []):
            ignored = TIMED if key == "costs" else set()
            if wanted.keys() != row.keys():
                wrong.append((wanted, row))
            wrong += [(name, wanted[name], row.get(name)) for name in wanted
                      if name not in ignored and not same_cell(wanted[name], row.get(name, ""), language)]
        check(f"{key} shows its {len(rows)} rows as the JSON says", found and len(found) == len(rows) and not wrong,
              wrong or found)


def compare_facts(page, report):
    facts = page.run("return Object.fromEntries([...document.querySelectorAll('#facts dd')]"
                     ".map(one => [one.dataset.key, one.textContent]))")
    check("the facts at the top are those of the JSON", facts and all(str(report[key]) == facts[key] for key in facts), facts)


def compare_charts(page, report):
    """Every column of a chart is as high as its share of the highest."""
    charts = page.run("return [...document.querySelectorAll('svg.chart')].map(svg => ({"
                      "title: document.getElementById(svg.getAttribute('aria-labelledby')).textContent,"
                      "parts: [...svg.querySelectorAll('rect')].map(r => [r.classList[0], +r.getAttribute('x'),"
                      " +r.getAttribute('height')])}))")
    approaches = list(dict.fromkeys(row["approach"] for row in report["scores"]))
    check("there are two charts an approach, with titles", len(charts) == 2 * len(approaches) and all(c["title"] for c in charts))
    for i, chart in enumerate(charts):
        rows = [row for row in report["scores"] if row["approach"] == approaches[i // 2]]
        names = [f"{('certain', 'possible')[i % 2]}_{word}" for word in ("eligible", "unknown", "not_eligible")]
        most = max(sum(row[name] for name in names) for row in rows)
        wanted = [(f"p{part + 1}", row[name] * 156 / most) for row in rows for part, name in enumerate(names) if row[name]]
        found = [(part[0], part[2]) for part in chart["parts"]]
        right = len(wanted) == len(found) and all(a[0] == b[0] and abs(a[1] - b[1]) <= 1 for a, b in zip(wanted, found))
        check(f"chart {i + 1} is drawn from the figures", right, (wanted, found))


def compare_bars(page, report):
    widths = page.run("return [...document.querySelectorAll('#suggestions tbody tr')].map(row =>"
                      " +row.querySelector('.bar .p1').getAttribute('width'))")
    check("bars are as long as the shares", widths == [round(row["share"] * 10) for row in report["suggestions"]], widths)


def try_heads(page):
    """On paper a head stands without its button, or browsers do not repeat it."""
    heads = page.run("return [...document.querySelectorAll('th[data-key]')].map(head => [head.dataset.title, head.textContent])")
    check("heads have their title for paper too", heads and all(title == text for title, text in heads), heads)


def try_sorting(page, report):
    def column(key):
        return [row[key] for row in page.run(READ, "criteria")]

    met = [row["met"] for row in report["criteria"]]
    page.click("#criteria th[data-key=met] button")
    check("a click on a head sorts, largest first", [int(text) for text in column("met")] == sorted(met, reverse=True), column("met"))
    page.click("#criteria th[data-key=met] button")
    check("a second click turns it round", [int(text) for text in column("met")] == sorted(met), column("met"))
    order = page.run("return document.querySelector('#criteria th[data-key=met]').getAttribute('aria-sort')")
    check("and the head says so", order == "ascending", order)
    page.click("#criteria th[data-key=criterion] button")
    ids = [row["criterion"] for row in report["criteria"]]
    check("texts sort by the alphabet", column("criterion") == sorted(ids), column("criterion"))
    rows = {row["criterion"]: row["met"] for row in report["criteria"]}
    check("rows stay together", all(int(row["met"]) == rows[row["criterion"]] for row in page.run(READ, "criteria")))


def try_folding(page):
    visible = "return document.getElementById('scores').checkVisibility()"
    check("the figures of the charts are folded away", not page.run(visible))
    page.click("details.figures summary")
    check("and a click unfolds them", page.run(visible))
    page.click("details.figures summary")
    page.run("dispatchEvent(new Event('beforeprint'))")
    check("on paper they are open", page.run(visible))
    page.run("dispatchEvent(new Event('afterprint'))")
    check("and folded again afterwards", not page.run(visible))


def try_widths(page):
    for width in (1280, 500):
        page.resize(width, 900)
        over = page.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        check(f"nothing sticks out of a page of {width}", over <= 0, over)


def main():
    page_path, json_path, language = sys.argv[1:4]
    report = json.load(open(json_path))
    page = browser.Browser()
    try:
        page.open(page_path)
        check("the page is in its language", page.run("return document.documentElement.lang") == language)
        compare_facts(page, report)
        compare_tables(page, report, language)
        compare_charts(page, report)
        compare_bars(page, report)
        try_heads(page)
        try_sorting(page, report)
        try_folding(page)
        try_widths(page)
        asked = page.run("return performance.getEntriesByType('resource').map(one => one.name)")
        check("it asks for nothing from anywhere", asked == [], asked)
        check("the browser has no complaint", page.complaints() == [], page.complaints())
    finally:
        page.close()
    print(f"1..{n}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())

/// What the page does beyond being read: it keeps the language chosen, and sorts tables. Nothing depends on it.
enum ReportScript {
  static let text = """
    'use strict';
    (() => {
      const root = document.documentElement, titles = document.title.split(' | ');
      const apply = (language) => {
        document.getElementById(language).checked = true;
        root.lang = language;
        document.title = titles[language === 'en' ? 1 : 0] || titles[0];
        try { localStorage.setItem('milepost-language', language); } catch { /* not allowed here */ }
      };
      let kept = null;
      try { kept = localStorage.getItem('milepost-language'); } catch { /* not allowed here */ }
      const asked = new URLSearchParams(location.search).get('lang');
      apply([asked, kept, 'vi'].find((language) => language === 'vi' || language === 'en'));
      for (const input of document.querySelectorAll('input[name=language]')) {
        input.addEventListener('change', () => apply(input.value));
      }
      // A number in Vietnamese notation, an order among names, or nothing; what has no number stays last.
      const key = (row, column) => {
        const cell = row.cells[column], own = (cell.querySelector('[lang=vi]:not(.unseen *)') || cell).textContent.trim();
        const digits = cell.tagName === 'TH' ? null : cell.textContent.match(/[\\u2212-]?[0-9][0-9.]*(,[0-9]+)?/);
        return digits ? Number(digits[0].replace('\\u2212', '-').replace(/[.]/g, '').replace(',', '.')) : own;
      };
      const compare = (a, b) => {
        if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
        return typeof a === 'number' ? a - b : a.localeCompare(b, 'vi');
      };
      for (const table of document.querySelectorAll('table.sortable')) {
        [...table.tHead.rows[0].cells].forEach((head, column) => {
          const button = document.createElement('button'), arrow = document.createElement('span');
          button.type = 'button';
          button.className = 'sort';
          arrow.className = 'arrow';
          arrow.setAttribute('aria-hidden', 'true');
          const link = head.querySelector('a');
          if (link) button.setAttribute('aria-label', 'S\\u1eafp x\\u1ebfp / Sort: ' + link.textContent);
          else button.append(...head.childNodes);
          button.append(arrow);
          head.append(button);
          button.addEventListener('click', () => {
            const down = head.getAttribute('aria-sort') === 'ascending';
            for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
            head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
            const body = table.tBodies[0], rows = [...body.rows].map((row) => [key(row, column), row]);
            rows.sort((a, b) => (down && typeof a[0] === typeof b[0] ? -1 : 1) * compare(a[0], b[0]));
            body.append(...rows.map((row) => row[1]));
          });
        });
      }
      // Only what is cut off needs the keyboard to scroll it.
      const observer = new ResizeObserver((entries) => {
        for (const { target } of entries) {
          const isCut = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
          target.tabIndex = isCut ? 0 : -1;
        }
      });
      for (const part of document.querySelectorAll('.scroll')) observer.observe(part);
    })();
    """
}

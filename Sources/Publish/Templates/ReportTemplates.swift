/// The templates of the report by name.
enum ReportTemplates {
  /// The template of the whole page.
  static let page = "page"

  static let all: [String: String] = [
    page: pageTemplate, "both": both, "style": ReportStyle.template, "figures": FigureStyle.template,
    "paper": PaperStyle.template, "summary": SummaryTemplates.summary, "changes": SummaryTemplates.changes,
    "sources": SummaryTemplates.sources,
    "target": TargetTemplates.target, "ranking": TargetTemplates.ranking, "rankingHead": TargetTemplates.rankingHead,
    "matrix": TableTemplates.matrix, "flags": TableTemplates.flags, "flagHead": TableTemplates.flagHead,
    "deliveries": TableTemplates.deliveries, "deliveryHead": TableTemplates.deliveryHead,
    "notes": NotesTemplate.notes,
  ]

  /// A text in both languages, of which the style shows one.
  private static let both = #"<span lang="vi">{{vi}}</span><span lang="en">{{en}}</span>"#

  private static let pageTemplate = """
    <!DOCTYPE html>
    <html lang="vi">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src '{{scriptHash}}'; img-src data:; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <link rel="icon" href="data:,">
    <title>{{title.vi}} – {{year}} | {{title.en}} – {{year}}</title>
    <style>
    {{> style}}
    {{> figures}}
    {{> paper}}
    </style>
    </head>
    <body>
    <a class="skip" href="#summary"><span lang="vi">Đến nội dung chính</span> / <span lang="en">Skip to the content</span></a>
    <input class="choice" type="radio" name="language" id="vi" value="vi" checked><input class="choice" type="radio" name="language" id="en" value="en">
    <div class="bar">
    <nav class="sections" aria-label="Mục lục / Contents">
    <a href="#summary"><span lang="vi">Tóm tắt</span><span lang="en">Summary</span></a>
    <a href="#targets"><span lang="vi">Mục tiêu</span><span lang="en">Targets</span></a>
    <a href="#provinces"><span lang="vi">Tỉnh, thành phố</span><span lang="en">Provinces</span></a>
    {{#groupTables}}{{#areTargets}}<a href="#groups"><span lang="vi">Dân tộc</span><span lang="en">Ethnic groups</span></a>{{/areTargets}}{{/groupTables}}
    <a href="#flags"><span lang="vi">Cảnh báo</span><span lang="en">Flags</span></a>
    <a href="#deliveries"><span lang="vi">Báo cáo bị loại</span><span lang="en">Rejects</span></a>
    <a href="#notes"><span lang="vi">Cách đọc</span><span lang="en">How to read</span></a>
    </nav>
    <p class="language"><label for="vi" lang="vi">Tiếng Việt</label><label for="en" lang="en">English</label></p>
    </div>
    <svg class="store" width="0" height="0" aria-hidden="true" focusable="false"><defs>
    <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="5" height="5"/><path class="hatch-line" d="M0 0V5"/></pattern>
    {{{outlines}}}
    </defs></svg>
    <header class="head">
    <p class="kicker"><span lang="vi">Tình hình thực hiện mục tiêu năm {{year}}</span><span lang="en">Where the targets stand in {{year}}</span></p>
    <h1>{{#title}}{{> both}}{{/title}}</h1>
    <p class="meta"><span lang="vi">Số liệu năm {{year}}, tính đến ngày {{asOf.vi}}. Hạn hoàn thành: {{deadline}}.</span><span lang="en">Figures of {{year}}, as of {{asOf.en}}. The targets are due in {{deadline}}.</span></p>
    </header>
    <main>
    {{> summary}}
    <section id="targets" aria-labelledby="targets-title">
    <h2 id="targets-title"><span lang="vi">Từng mục tiêu</span><span lang="en">Target by target</span></h2>
    {{#targets}}{{> target}}{{/targets}}
    {{#hasMonitors}}
    <h2 id="monitors"><span lang="vi">Theo dõi mục tiêu tổng quát</span><span lang="en">Monitors of the general goal</span></h2>
    <p class="lead"><span lang="vi">Một chỉ số theo dõi là đạt khi tốt hơn năm trước, hoặc ở mức tốt nhất trong cả hai năm.</span><span lang="en">A monitor holds where it is better than the year before, or at its best possible value in both years.</span></p>
    {{#monitors}}{{> target}}{{/monitors}}
    {{/hasMonitors}}
    </section>
    <section id="provinces" aria-labelledby="provinces-title">
    <h2 id="provinces-title"><span lang="vi">Tỉnh, thành phố theo mục tiêu</span><span lang="en">Provinces by target</span></h2>
    <ul class="legend">{{{legend}}}</ul>
    {{#provinces}}{{> matrix}}{{/provinces}}
    </section>
    {{#groupTables}}{{#areTargets}}
    <section id="groups" aria-labelledby="groups-title">
    <h2 id="groups-title"><span lang="vi">Dân tộc theo mục tiêu, cả nước</span><span lang="en">Ethnic groups by target, the nation</span></h2>
    <ul class="legend">{{{legend}}}</ul>
    {{/areTargets}}{{> matrix}}{{/groupTables}}
    {{#groupTables}}{{#areTargets}}</section>{{/areTargets}}{{/groupTables}}
    {{> flags}}
    {{> deliveries}}
    {{> notes}}
    </main>
    <footer><p><span lang="vi">Lần chạy</span><span lang="en">Run</span> <code>{{run}}</code> · <span lang="vi">định nghĩa</span><span lang="en">definition</span> {{definition}} <code>{{digest}}</code></p></footer>
    <script>{{{script}}}</script>
    </body>
    </html>

    """
}

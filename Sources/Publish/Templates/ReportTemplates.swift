/// The templates of the report by name.
enum ReportTemplates {
  /// The template of the whole page.
  static let page = "page"

  static let all: [String: String] = [
    page: pageTemplate, "style": ReportStyle.template, "both": both, "badge": badge, "summary": summary,
    "target": target, "map": map, "matrix": ReportTables.matrix, "flags": ReportTables.flags,
    "notes": ReportNotes.template,
  ]

  /// A text in both languages, of which the style shows one.
  private static let both = #"<span lang="vi">{{vi}}</span><span lang="en">{{en}}</span>"#

  /// A status or outlook: sign and words, colour besides.
  private static let badge =
    #"<span class="badge {{class}}"><b aria-hidden="true">{{sign}}</b> {{#label}}{{> both}}{{/label}}</span>"#

  private static let pageTemplate = """
    <!DOCTYPE html>
    <html lang="vi">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{title.vi}} – {{year}}</title>
    <style>
    {{> style}}
    </style>
    </head>
    <body>
    <input type="radio" name="language" id="vi" checked><input type="radio" name="language" id="en">
    <div class="page">
    <nav aria-label="Ngôn ngữ / Language"><label for="vi">Tiếng Việt</label><label for="en">English</label></nav>
    <header>
    <p class="kicker"><span lang="vi">Tình hình thực hiện mục tiêu</span><span lang="en">Compliance with the targets</span>
     · {{year}}</p>
    <h1>{{#title}}{{> both}}{{/title}}</h1>
    <p class="meta"><span lang="vi">Số liệu năm {{year}}, tính đến ngày {{asOf}}; hạn hoàn thành {{deadline}}. Mã lần chạy
    {{run}}.</span><span lang="en">Figures of {{year}}, as of {{asOf}}; targets are due in {{deadline}}. Run {{run}}.</span></p>
    </header>
    {{> summary}}
    {{> matrix}}
    {{> flags}}
    {{> notes}}
    </div>
    </body>
    </html>

    """

  private static let summary = """
    <section>
    <h2><span lang="vi">Cả nước</span><span lang="en">The nation</span></h2>
    <ul class="tallies">
    {{#tallies}}
    <li class="{{class}}"><b>{{sign}} {{count}}</b><small>/{{all}}</small> {{#label}}{{> both}}{{/label}}</li>
    {{/tallies}}
    </ul>
    <table class="targets">
    <thead><tr><th scope="col" colspan="2"><span lang="vi">Mục tiêu</span><span lang="en">Target</span></th>
    <th scope="col"><span lang="vi">Yêu cầu</span><span lang="en">Test</span></th>
    <th scope="col" class="n"><span lang="vi">Thực hiện</span><span lang="en">Value</span></th>
    <th scope="col"><span lang="vi">Kết quả</span><span lang="en">Status</span></th>
    <th scope="col" class="n"><span lang="vi">Còn thiếu</span><span lang="en">Still short</span></th>
    <th scope="col"><span lang="vi">Triển vọng {{deadline}}</span><span lang="en">Outlook {{deadline}}</span></th>
    <th scope="col"><span lang="vi">Diễn biến</span><span lang="en">Course</span></th></tr></thead>
    <tbody>
    {{#targets}}
    {{> target}}
    {{/targets}}
    </tbody>
    {{#hasMonitors}}
    <tbody>
    <tr class="divider"><th colspan="8" scope="colgroup"><span lang="vi">Theo dõi mục tiêu tổng quát</span>
    <span lang="en">Monitors of the general goal</span></th></tr>
    {{#monitors}}
    {{> target}}
    {{/monitors}}
    </tbody>
    {{/hasMonitors}}
    </table>
    </section>
    """

  private static let target = """
    <tr><th scope="row">{{id}}</th>
    <td class="name">{{#title}}{{> both}}{{/title}} <small>({{#group}}{{> both}}{{/group}})</small></td>
    <td class="test">{{#test}}{{> both}}{{/test}}{{#against}} <small>({{> both}})</small>{{/against}}</td>
    <td class="n strong">{{#value}}{{> both}}{{/value}}{{^value}}–{{/value}}</td>
    <td>{{#status}}{{> badge}}{{/status}}</td>
    <td class="n whole">{{#gapUnits}}{{> both}}{{/gapUnits}}{{#gap}} <small>{{> both}}</small>{{/gap}}</td>
    <td>{{#outlook}}{{> badge}}{{/outlook}}</td>
    <td>{{#course}}<svg class="course" viewBox="0 0 96 26" role="img" aria-label="{{text}}"><title>{{text}}</title>
    {{#threshold}}<line x1="0" x2="96" y1="{{.}}" y2="{{.}}"/>{{/threshold}}
    {{#lines}}<polyline points="{{.}}"/>{{/lines}}<circle cx="{{x}}" cy="{{y}}" r="2.6"/></svg>{{/course}}</td></tr>
    """

  private static let map = """
    <figure class="map">
    <svg viewBox="0 0 {{width}} {{height}}" role="img" aria-labelledby="map-caption">
    {{#shapes}}<path class="{{class}}" d="{{path}}"><title>{{title}}</title></path>
    {{/shapes}}
    {{#islands}}<circle cx="{{x}}" cy="{{y}}" r="1.8"/>{{/islands}}
    {{#labels}}<text x="{{x}}" y="{{y}}">{{name}}</text>{{/labels}}
    </svg>
    <figcaption id="map-caption"><span lang="vi">Tỷ lệ mục tiêu đạt hoặc cơ bản đạt, trên số mục tiêu đánh giá được
    (%)</span><span lang="en">Share of targets met or met within tolerance, of those that can be judged (%)</span>
    <ul>{{#keys}}<li><i class="{{class}}"></i>{{from}}–{{to}}</li>{{/keys}}
    <li><i class="q-none"></i><span lang="vi">không đánh giá</span><span lang="en">not judged</span></li></ul></figcaption>
    </figure>
    """
}

/// The section of one target: map, course, ranks.
enum TargetTemplates {
  static let target = """
    <article class="target" id="{{id}}" aria-labelledby="{{id}}-title">
    <header>
    <p class="id {{class}}">{{id}}</p>
    <h3 id="{{id}}-title">{{#title}}{{> both}}{{/title}}</h3>
    <p class="meta">{{{status}}} <span>{{#indicator}}{{> both}}{{/indicator}} · {{#group}}{{> both}}{{/group}} · <span lang="vi">cả nước</span><span lang="en">the nation</span></span></p>
    </header>
    <dl class="facts">{{{facts}}}</dl>
    <div class="figures">
    {{#map}}
    <figure class="map">
    <svg viewBox="{{size}}" role="img" aria-labelledby="{{id}}-map"><title>{{id}}</title><desc>{{title.vi}} / {{title.en}}</desc>
    {{{map}}}
    </svg>
    <figcaption><p id="{{id}}-map"><span lang="vi">{{id}}: kết quả theo tỉnh, thành phố năm {{year}}</span><span lang="en">{{id}}: verdicts by province in {{year}}</span></p>
    <ul class="legend">{{{legend}}}</ul></figcaption>
    </figure>
    {{/map}}
    <div class="time">
    {{#course}}
    <figure>
    {{{course}}}
    <figcaption><p id="{{id}}-course"><span lang="vi">{{id}}: cả nước qua các năm</span><span lang="en">{{id}}: the nation over the years</span></p>
    <ul class="lines"><li class="line"><span lang="vi">thực hiện</span><span lang="en">observed</span></li>{{^isMonitor}}<li class="limit"><span lang="vi">ngưỡng</span><span lang="en">threshold</span></li><li class="path"><span lang="vi">lộ trình cần có đến {{deadline}}</span><span lang="en">path required to {{deadline}}</span></li><li class="pace"><span lang="vi">nếu giữ tốc độ hiện nay</span><span lang="en">at the pace so far</span></li>{{/isMonitor}}</ul></figcaption>
    </figure>
    {{/course}}
    <div class="scroll" role="group" tabindex="0" aria-labelledby="{{id}}-years">
    <table class="years"><caption id="{{id}}-years" class="unseen"><span lang="vi">{{id}} qua các năm, cả nước</span><span lang="en">{{id}} by year, the nation</span></caption>
    <thead><tr><th scope="col"><span lang="vi">Năm</span><span lang="en">Year</span></th><th scope="col" class="n"><span lang="vi">Thực hiện</span><span lang="en">Value</span></th><th scope="col" class="n"><span lang="vi">Ngưỡng</span><span lang="en">Threshold</span></th><th scope="col"><span lang="vi">Kết quả</span><span lang="en">Verdict</span></th><th scope="col" class="n"><span lang="vi">Số {{reporters.vi}} báo cáo</span><span lang="en">Reporting {{reporters.en}}</span></th></tr></thead>
    <tbody>{{{years}}}</tbody></table>
    </div>
    </div>
    </div>
    <div class="ranks">
    {{#provinces}}{{> ranking}}{{/provinces}}
    {{#groups}}{{> ranking}}{{/groups}}
    </div>
    </article>
    """

  /// The first rows of a ranking, and all of them behind a fold.
  static let ranking = """
    <div class="rank">
    <div class="scroll" role="group" tabindex="0" aria-labelledby="{{id}}">
    <table class="ranking">
    <caption id="{{id}}"><span lang="vi">{{kind.vi}} còn xa mục tiêu nhất</span><span lang="en">{{kinds}}: furthest from the target</span> <small>{{target}}</small></caption>
    {{> rankingHead}}
    <tbody>{{{rows}}}</tbody>
    </table>
    </div>
    {{#all}}
    <details>
    <summary><span lang="vi">{{kind.vi}}: xem tất cả {{count.vi}}, trong đó {{judged.vi}} được đánh giá</span><span lang="en">{{kinds}}: all {{count.en}}, of which {{judged.en}} are judged</span><span class="unseen"> {{target}}</span></summary>
    <div class="scroll tall" role="group" tabindex="0" aria-labelledby="{{id}}-all">
    <table class="ranking sortable">
    <caption id="{{id}}-all" class="unseen"><span lang="vi">{{target}}: tất cả, xa mục tiêu nhất đứng trước</span><span lang="en">{{target}}: all of them, furthest from the target first</span></caption>
    {{> rankingHead}}
    <tbody>{{{all}}}</tbody>
    </table>
    </div>
    </details>
    {{/all}}
    </div>
    """

  static let rankingHead = """
    <thead><tr><th scope="col" class="n"><span lang="vi">Hạng</span><span lang="en">Rank</span></th><th scope="col">{{#kind}}{{> both}}{{/kind}}</th><th scope="col" class="n"><span lang="vi">Thực hiện</span><span lang="en">Value</span></th><th scope="col"><span lang="vi">Kết quả</span><span lang="en">Verdict</span></th><th scope="col" class="n"><span lang="vi">Còn thiếu</span><span lang="en">Missing</span></th>{{#showsOutlook}}<th scope="col"><span lang="vi">Triển vọng</span><span lang="en">Outlook</span></th>{{/showsOutlook}}<th scope="col" class="n"><span lang="vi">Số {{reporters.vi}} báo cáo</span><span lang="en">Reporting {{reporters.en}}</span></th></tr></thead>
    """
}

/// The head of the page: for who has two minutes.
enum SummaryTemplates {
  static let summary = """
    <section id="summary" aria-labelledby="summary-title">
    <h2 id="summary-title" class="unseen"><span lang="vi">Tóm tắt</span><span lang="en">Summary</span></h2>
    {{#summary}}
    <div class="verdict">
    <p class="count"><span class="figure">{{met}}<span class="all">/{{all}}</span></span>
    <span class="says"><span lang="vi">mục tiêu cả nước đã đạt</span><span lang="en">targets hold for the nation</span></span></p>
    <div>
    <ul class="tallies">{{{tallies}}}</ul>
    <ol class="tiles">{{{tiles}}}</ol>
    {{#monitors}}<p class="meta"><span lang="vi">Theo dõi mục tiêu tổng quát: {{met}}/{{all}} chỉ số tốt lên.</span><span lang="en">Monitors of the general goal: {{met}} of {{all}} improve.</span></p>
    <ol class="tiles small">{{{tiles}}}</ol>{{/monitors}}
    </div>
    </div>
    {{/summary}}
    {{> changes}}
    {{#summary}}
    <div class="scroll" role="group" tabindex="0" aria-labelledby="nation-caption">
    <table class="nation" role="table">
    <caption id="nation-caption"><span lang="vi">Cả nước, theo kết quả: còn cách bao xa, còn thiếu bao nhiêu</span><span lang="en">The nation by verdict: how far, and how many are missing</span></caption>
    <thead><tr><th scope="col"><span lang="vi">Mục tiêu</span><span lang="en">Target</span></th>
    <th scope="col" class="n"><span lang="vi">Thực hiện</span><span lang="en">Value</span></th>
    <th scope="col" class="n"><span lang="vi">Yêu cầu {{deadline}}</span><span lang="en">Required by {{deadline}}</span></th>
    <th scope="col" class="n"><span lang="vi">Còn cách</span><span lang="en">Short by</span></th>
    <th scope="col" class="n"><span lang="vi">Còn thiếu</span><span lang="en">Still missing</span></th>
    <th scope="col"><span lang="vi">Triển vọng</span><span lang="en">Outlook</span></th></tr></thead>
    {{{table}}}
    </table>
    </div>
    <ul class="legend meta">{{#marks}}<li><sup>{{sign}}</sup> {{#label}}{{> both}}{{/label}}</li>{{/marks}}</ul>
    {{/summary}}
    </section>
    """

  static let changes = """
    <aside id="changes" class="changes" aria-labelledby="changes-title">
    <h3 id="changes-title"><span lang="vi">Thay đổi từ lần chạy trước</span><span lang="en">Since the last run</span></h3>
    {{#isFirst}}<p><span lang="vi">Đây là lần chạy đầu tiên: chưa có gì để so sánh.</span><span lang="en">This is the first run: there is nothing to compare it with.</span></p>{{/isFirst}}
    {{#unknown}}<p><span lang="vi">Không so sánh được với lần chạy ngày {{vi}}: định nghĩa đã khác, hoặc lần chạy đó không còn đủ tệp.</span><span lang="en">The run of {{en}} cannot be compared: its definition was another one, or its files are no longer all there.</span></p>{{> sources}}{{/unknown}}
    {{#changes}}
    <p class="meta"><span lang="vi">So với ngày {{day.vi}}</span><span lang="en">Compared with {{day.en}}</span> (<code>{{run}}</code>)</p>
    {{#isSameYear}}
    {{#anyNation}}<ul class="turns">{{{nation}}}</ul>{{/anyNation}}
    {{^anyNation}}<p><span lang="vi">Không mục tiêu nào đổi kết quả ở cấp cả nước.</span><span lang="en">No target changed its verdict for the nation.</span></p>{{/anyNation}}
    {{#anyProvince}}<details{{#areFew}} open{{/areFew}}><summary><span lang="vi">{{provinceCount}} tỉnh, thành phố đổi kết quả, ở {{provinceTargets}} mục tiêu hoặc chỉ số</span><span lang="en">Provinces with another verdict: {{provinceCount}}, in {{provinceTargets}} targets or monitors</span></summary>
    <ul class="turns">{{{provinces}}}</ul></details>{{/anyProvince}}
    {{#anyTurn}}<ul class="turns">{{{turns}}}</ul>{{/anyTurn}}
    {{#isQuiet}}<p><span lang="vi">Không tỉnh, thành phố nào đổi kết quả.</span><span lang="en">No province changed its verdict.</span></p>{{/isQuiet}}
    {{/isSameYear}}
    {{^isSameYear}}<p><span lang="vi">Lần chạy đó chưa có số liệu năm {{year}}.</span><span lang="en">That run had no figures of {{year}}.</span></p>{{/isSameYear}}
    {{> sources}}
    <p><a href="#flags"><span lang="vi">Cảnh báo năm {{year}}: {{new.vi}} mới, {{continuing.vi}} tiếp diễn, {{cleared.vi}} đã hết</span><span lang="en">Flags of {{year}}: {{new.en}} new, {{continuing.en}} continuing, {{cleared.en}} cleared</span></a></p>
    {{#anyNew}}<p class="meta"><span lang="vi">Mới và nặng nhất:</span><span lang="en">New and most severe:</span></p><ul class="newest">{{{newest}}}</ul>{{/anyNew}}
    {{/changes}}
    </aside>
    """

  static let sources = """
    {{#sources}}<p class="meta"><span lang="vi">Đầu vào so với lần chạy đó:</span><span lang="en">What went in, against that run:</span></p>
    <ul class="turns">{{{sources}}}</ul>{{/sources}}
    """
}

/// Templates of the longer tables.
enum ReportTables {
  static let matrix = """
    <section class="provinces">
    <h2><span lang="vi">Các tỉnh, thành phố</span><span lang="en">The provinces</span></h2>
    <ul class="legend">{{#legend}}<li>{{> badge}}</li>{{/legend}}</ul>
    <table class="matrix">
    <thead><tr><th scope="col" colspan="2"><span lang="vi">Tỉnh, thành phố</span><span lang="en">Province</span></th>
    <th scope="col"><span lang="vi">Đạt</span><span lang="en">Met</span></th>
    {{#columns}}<th scope="col"><abbr title="{{title}}">{{id}}</abbr></th>{{/columns}}</tr></thead>
    <tbody>
    {{#provinces}}
    <tr><th scope="row" class="code">{{code}}</th><td class="name">{{name}}</td><td class="n score">{{score}}</td>
    {{#cells}}<td class="{{class}}"><b aria-hidden="true">{{sign}}</b>
    <span class="unseen">{{#label}}{{> both}}{{/label}}</span>{{#value}}<small>{{> both}}</small>{{/value}}</td>{{/cells}}
    </tr>
    {{/provinces}}
    </tbody>
    </table>
    {{#map}}{{> map}}{{/map}}
    </section>
    """

  static let flags = """
    {{#flags}}
    <section>
    <h2><span lang="vi">Cần chú ý</span><span lang="en">Flags</span></h2>
    <p class="meta">{{#counts}}<span class="count {{class}}"><b>{{count}}</b>
    {{#severity}}{{> both}}{{/severity}}</span> {{/counts}}</p>
    {{#any}}
    <table class="flags">
    <thead><tr><th scope="col"><span lang="vi">Mức</span><span lang="en">Severity</span></th>
    <th scope="col"><span lang="vi">Mục tiêu</span><span lang="en">Target</span></th>
    <th scope="col"><span lang="vi">Địa bàn</span><span lang="en">Area</span></th>
    <th scope="col"><span lang="vi">Dân tộc</span><span lang="en">Group</span></th>
    <th scope="col"><span lang="vi">Lý do</span><span lang="en">Reason</span></th>
    <th scope="col"><span lang="vi">Chi tiết</span><span lang="en">Detail</span></th></tr></thead>
    <tbody>
    {{#shown}}
    <tr><td><span class="count {{class}}">{{#severity}}{{> both}}{{/severity}}</span></td><th scope="row">{{target}}</th>
    <td>{{area}}</td><td>{{#group}}{{> both}}{{/group}}</td><td>{{#reason}}{{> both}}{{/reason}}</td><td>{{detail}}</td></tr>
    {{/shown}}
    </tbody>
    </table>
    {{/any}}
    {{^any}}<p><span lang="vi">Không có.</span><span lang="en">None.</span></p>{{/any}}
    {{#more}}<p class="meta"><span lang="vi">Còn {{more}} mục nữa, xem flags.csv.</span>
    <span lang="en">{{more}} more are in flags.csv.</span></p>{{/more}}
    </section>
    {{/flags}}
    """
}

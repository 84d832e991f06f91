/// Templates of the longer tables.
enum TableTemplates {
  static let matrix = """
    {{#areTargets}}<p class="lead"><span lang="vi">Giá trị tính bằng %. Cột “Đạt”: số mục tiêu đạt trên số mục tiêu được đánh giá.</span><span lang="en">Values in %. “Met”: targets met, of those judged.</span></p>{{/areTargets}}
    {{^areTargets}}<h3 class="matrix-name"><span lang="vi">Chỉ số theo dõi</span><span lang="en">Monitors</span></h3>{{/areTargets}}
    <div class="scroll tall" role="group" tabindex="0" aria-label="{{#areTargets}}Mục tiêu / Targets{{/areTargets}}{{^areTargets}}Chỉ số theo dõi / Monitors{{/areTargets}}">
    <table class="matrix sortable">
    <caption class="unseen"><span lang="vi">Kết quả và giá trị theo {{#areTargets}}mục tiêu{{/areTargets}}{{^areTargets}}chỉ số theo dõi{{/areTargets}}, năm {{year}}</span><span lang="en">Verdicts and values by {{#areTargets}}target{{/areTargets}}{{^areTargets}}monitor{{/areTargets}} in {{year}}</span></caption>
    <thead><tr><th scope="col"><span lang="vi">Tên</span><span lang="en">Name</span></th><th scope="col" class="n"><span lang="vi">Đạt</span><span lang="en">Met</span></th>{{{head}}}</tr></thead>
    <tbody>{{{rows}}}</tbody>
    </table>
    </div>
    """

  static let flags = """
    {{#flags}}
    <section id="flags" aria-labelledby="flags-title">
    <h2 id="flags-title"><span lang="vi">Cảnh báo năm {{year}}</span><span lang="en">Flags of {{year}}</span></h2>
    <div class="scroll" role="group" tabindex="0" aria-labelledby="flag-counts">
    <table class="counts">
    <caption id="flag-counts" class="unseen"><span lang="vi">Số cảnh báo theo mức</span><span lang="en">Flags by severity</span></caption>
    <thead><tr><th scope="col"><span lang="vi">Mức</span><span lang="en">Severity</span></th>{{#isCompared}}<th scope="col" class="n"><span lang="vi">Mới</span><span lang="en">New</span></th><th scope="col" class="n"><span lang="vi">Tiếp diễn</span><span lang="en">Continuing</span></th><th scope="col" class="n"><span lang="vi">Đã hết</span><span lang="en">Cleared</span></th>{{/isCompared}}<th scope="col" class="n"><span lang="vi">Hiện có</span><span lang="en">Now</span></th></tr></thead>
    <tbody>{{#counts}}<tr><th scope="row">{{{severity}}}</th>{{#isCompared}}<td class="n">{{#new}}{{> both}}{{/new}}</td><td class="n">{{#continuing}}{{> both}}{{/continuing}}</td><td class="n">{{#cleared}}{{> both}}{{/cleared}}</td>{{/isCompared}}<td class="n strong">{{#all}}{{> both}}{{/all}}</td></tr>{{/counts}}</tbody>
    </table>
    </div>
    {{^isCompared}}<p class="meta"><span lang="vi">Chưa có lần chạy trước để biết cảnh báo nào mới, tiếp diễn hay đã hết.</span><span lang="en">There is no earlier run to tell which flags are new, continuing or cleared.</span></p>{{/isCompared}}
    {{#any}}
    <div class="scroll" role="group" tabindex="0" aria-labelledby="flags-first">
    <table class="flags"><caption id="flags-first"><span lang="vi">Nghiêm trọng nhất</span><span lang="en">The most severe</span></caption>{{> flagHead}}<tbody>{{{shown}}}</tbody></table>
    </div>
    {{#folded}}
    <details><summary><span lang="vi">{{foldedCount.vi}} cảnh báo tiếp theo</span><span lang="en">The next {{foldedCount.en}} flags</span></summary>
    <div class="scroll tall" role="group" tabindex="0" aria-labelledby="flags-next">
    <table class="flags"><caption id="flags-next" class="unseen"><span lang="vi">Cảnh báo tiếp theo</span><span lang="en">Further flags</span></caption>{{> flagHead}}<tbody>{{{folded}}}</tbody></table>
    </div></details>
    {{/folded}}
    {{/any}}
    {{^any}}<p><span lang="vi">Không có cảnh báo nào.</span><span lang="en">There are no flags.</span></p>{{/any}}
    {{#more}}<p class="meta"><span lang="vi">Còn {{vi}} cảnh báo nữa trong flags.csv.</span><span lang="en">{{en}} more stand in flags.csv.</span></p>{{/more}}
    {{#anyCleared}}
    <details><summary><span lang="vi">{{clearedCount.vi}} cảnh báo đã hết</span><span lang="en">{{clearedCount.en}} flags cleared</span></summary>
    <div class="scroll tall" role="group" tabindex="0" aria-labelledby="flags-cleared">
    <table class="flags"><caption id="flags-cleared" class="unseen"><span lang="vi">Cảnh báo đã hết từ lần chạy trước</span><span lang="en">Flags cleared since the last run</span></caption>
    <thead><tr><th scope="col"><span lang="vi">Mức</span><span lang="en">Severity</span></th><th scope="col"><span lang="vi">Mục tiêu</span><span lang="en">Target</span></th><th scope="col"><span lang="vi">Địa bàn</span><span lang="en">Area</span></th><th scope="col"><span lang="vi">Dân tộc</span><span lang="en">Group</span></th><th scope="col"><span lang="vi">Lý do</span><span lang="en">Reason</span></th></tr></thead>
    <tbody>{{{cleared}}}</tbody></table>
    </div></details>
    {{/anyCleared}}
    </section>
    {{/flags}}
    """

  static let flagHead = """
    <thead><tr><th scope="col"><span lang="vi">Mức</span><span lang="en">Severity</span></th>{{#isCompared}}<th scope="col"><span lang="vi">Tình trạng</span><span lang="en">State</span></th>{{/isCompared}}<th scope="col"><span lang="vi">Từ ngày</span><span lang="en">Since</span></th><th scope="col"><span lang="vi">Mục tiêu</span><span lang="en">Target</span></th><th scope="col"><span lang="vi">Địa bàn</span><span lang="en">Area</span></th><th scope="col"><span lang="vi">Dân tộc</span><span lang="en">Group</span></th><th scope="col"><span lang="vi">Lý do</span><span lang="en">Reason</span></th><th scope="col"><span lang="vi">Chi tiết</span><span lang="en">Detail</span></th></tr></thead>
    """

  static let deliveries = """
    {{#deliveries}}
    <section id="deliveries" aria-labelledby="deliveries-title">
    <h2 id="deliveries-title"><span lang="vi">Báo cáo nhận được và bản ghi bị loại</span><span lang="en">Deliveries and rejected records</span></h2>
    <p class="lead"><span lang="vi">{{count.vi}} tệp, {{records.vi}} bản ghi; {{rejected.vi}} bản ghi bị loại; {{faultyCount.vi}} tệp có lỗi. Từng bản ghi, với dòng, lý do và cách sửa: rejects.csv.</span><span lang="en">{{count.en}} files with {{records.en}} records; {{rejected.en}} records rejected; {{faultyCount.en}} files have something wrong. Each of them with line, reason and remedy: rejects.csv.</span></p>
    {{#any}}
    <div class="scroll" role="group" tabindex="0" aria-labelledby="deliveries-faulty">
    <table class="deliveries"><caption id="deliveries-faulty"><span lang="vi">Nhiều bản ghi bị loại nhất</span><span lang="en">Most rejected records</span></caption>{{> deliveryHead}}<tbody>{{{shown}}}</tbody></table>
    </div>
    {{/any}}
    {{^any}}<p><span lang="vi">Không có bản ghi nào bị loại.</span><span lang="en">No record was rejected.</span></p>{{/any}}
    {{#folded}}
    <details><summary><span lang="vi">{{foldedCount.vi}} tệp khác</span><span lang="en">The other {{foldedCount.en}} files</span></summary>
    <div class="scroll tall" role="group" tabindex="0" aria-labelledby="deliveries-other">
    <table class="deliveries sortable"><caption id="deliveries-other" class="unseen"><span lang="vi">Các tệp khác</span><span lang="en">The other files</span></caption>{{> deliveryHead}}<tbody>{{{folded}}}</tbody></table>
    </div></details>
    {{/folded}}
    {{#more}}<p class="meta"><span lang="vi">Còn {{vi}} tệp nữa trong run.json.</span><span lang="en">{{en}} more stand in run.json.</span></p>{{/more}}
    </section>
    {{/deliveries}}
    """

  static let deliveryHead = """
    <thead><tr><th scope="col"><span lang="vi">Tệp</span><span lang="en">Delivery</span></th><th scope="col"><span lang="vi">Xử lý</span><span lang="en">Outcome</span></th><th scope="col" class="n"><span lang="vi">Bản ghi</span><span lang="en">Records</span></th><th scope="col" class="n"><span lang="vi">Bị loại</span><span lang="en">Rejected</span></th><th scope="col" class="n"><span lang="vi">Tỷ lệ</span><span lang="en">Share</span></th><th scope="col"><span lang="vi">Lý do</span><span lang="en">Reasons</span></th></tr></thead>
    """
}

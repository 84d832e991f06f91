/// How to read the report, and what it rests on.
enum ReportNotes {
  static let template = """
    <section class="notes">
    <h2><span lang="vi">Cách đọc</span><span lang="en">How to read this</span></h2>
    <div lang="vi">
    <p>Mỗi tỷ lệ là tổng tử số chia cho tổng mẫu số của các xã thuộc Chương trình báo cáo đủ cả hai. So sánh với ngưỡng
    trên giá trị chưa làm tròn: “&lt; 10 %” không đạt ở đúng 10 %. “Cơ bản đạt” là nằm trong dung sai đã khai báo và không
    bao giờ được gọi là “đạt”. “Chưa đủ báo cáo”: dưới {{coverage.vi}} số xã phải báo cáo có đủ số liệu.</p>
    <p>“Còn thiếu” là số hộ, người, xã, thôn… ít nhất còn phải thay đổi để đạt mục tiêu. Triển vọng so tốc độ từ năm gốc với
    tốc độ cần có đến năm {{deadline}}. Đường đứt nét trong cột diễn biến là ngưỡng.</p>
    <p>“Bảo mật”: số liệu dưới {{minimum}} người hoặc hộ, số liệu nguồn không cho phép công bố, và những số liệu mà từ đó có
    thể tính ra chúng. Đơn vị hành chính theo danh mục từ ngày {{vintage}}.</p>
    </div>
    <div lang="en">
    <p>Every ratio is the sum of numerators over the sum of denominators of the programme's communes that report both. Values
    are compared unrounded: “&lt; 10 %” fails at exactly 10 %. “Met within tolerance” is within the declared tolerance
    and is never called “met”. “Too few reports”: under {{coverage.en}} of the communes expected report both.</p>
    <p>“Still short” is the least number of households, persons, communes, villages… that must still change for the
    target to hold. The outlook compares the pace since the baseline with the pace that {{deadline}} asks for. The dashed line
    in the course is the threshold.</p>
    <p>“Withheld”: figures of fewer than {{minimum}} people or households, figures that their source did not set free, and
    the figures from which these could be computed. Areas are those in force from {{vintage}}.</p>
    </div>
    <ul class="legend">{{#outlooks}}<li>{{> badge}}</li>{{/outlooks}}</ul>
    <h2><span lang="vi">Nguồn</span><span lang="en">Sources</span></h2>
    {{#sources}}
    <p><span lang="vi">{{count}} tệp báo cáo</span><span lang="en">{{count}} deliveries</span>;
    <span lang="vi">định nghĩa</span><span lang="en">definition</span> {{definition}} <code>{{digest}}</code>.
    <span lang="vi">Toàn bộ bảng: compliance.csv, aggregates.csv, flags.csv, rejects.csv, milepost.sqlite; mô tả trong
    datapackage.json.</span><span lang="en">All tables: compliance.csv, aggregates.csv, flags.csv, rejects.csv,
    milepost.sqlite; described in datapackage.json.</span></p>
    {{#any}}
    <details>
    <summary><span lang="vi">Danh sách tệp</span><span lang="en">List of deliveries</span></summary>
    <table class="sources">
    <thead><tr><th scope="col"><span lang="vi">Tệp</span><span lang="en">Delivery</span></th>
    <th scope="col"><span lang="vi">Định dạng</span><span lang="en">Format</span></th>
    <th scope="col" class="n"><span lang="vi">Bản ghi</span><span lang="en">Records</span></th>
    <th scope="col" class="n"><span lang="vi">Bị loại</span><span lang="en">Rejected</span></th>
    <th scope="col"><span lang="vi">Xử lý</span><span lang="en">Outcome</span></th><th scope="col">SHA-256</th></tr></thead>
    <tbody>
    {{#shown}}<tr><th scope="row">{{name}}</th><td>{{format}}</td><td class="n">{{#records}}{{> both}}{{/records}}</td>
    <td class="n">{{#rejected}}{{> both}}{{/rejected}}</td><td>{{outcome}}</td><td><code>{{sha256}}</code></td></tr>
    {{/shown}}
    </tbody>
    </table>
    {{#more}}<p class="meta"><span lang="vi">Còn {{more}} tệp nữa, xem run.json.</span>
    <span lang="en">{{more}} more are in run.json.</span></p>{{/more}}
    </details>
    {{/any}}
    {{/sources}}
    </section>
    """
}

/// How to read the report.
enum NotesTemplate {
  static let notes = """
    <section id="notes" aria-labelledby="notes-title">
    <h2 id="notes-title"><span lang="vi">Cách đọc</span><span lang="en">How to read this</span></h2>
    <div class="prose" lang="vi">
    <p>Mỗi tỷ lệ là tổng tử số chia cho tổng mẫu số của các xã thuộc Chương trình báo cáo đủ cả hai. Giá trị được so với ngưỡng khi chưa làm tròn: “&lt; 10 %” không đạt ở đúng 10 %. “Cơ bản đạt” là nằm trong dung sai đã khai báo và không bao giờ được gọi là “đạt”. “Chưa đủ báo cáo”: dưới {{coverage.vi}} số xã phải báo cáo có đủ số liệu; giá trị vẫn ghi nhưng không đánh giá.</p>
    <p>“Còn thiếu” là số hộ, người, xã, thôn… ít nhất còn phải thay đổi để đạt mục tiêu. Triển vọng so tốc độ từ năm gốc với tốc độ cần có đến năm {{deadline}}. Bảng xếp hạng đặt nơi còn xa mục tiêu nhất lên trước; nơi không được đánh giá đứng cuối, không có hạng.</p>
    <p>“Không công bố”: số liệu dưới {{minimum}} người hoặc hộ, số liệu nguồn không cho phép công bố, và những số liệu mà từ đó có thể tính ra chúng. Đơn vị hành chính theo danh mục từ ngày {{vintage.vi}}.</p>
    </div>
    <div class="prose" lang="en">
    <p>Every ratio is the sum of numerators over the sum of denominators of the programme's communes that report both. Values are compared unrounded: “&lt; 10 %” fails at exactly 10 %. “Met within tolerance” is within the declared tolerance and is never called “met”. “Too few reports”: under {{coverage.en}} of the communes expected report both; the value is shown and not judged.</p>
    <p>“Still missing” is the least number of households, persons, communes, villages… that must still change for the target to hold. The outlook compares the pace since the baseline with the pace that {{deadline}} asks for. Ranks begin with what is furthest from the target; what is not judged comes last and has no rank.</p>
    <p>“Withheld”: figures of fewer than {{minimum}} people or households, figures that their source did not set free, and the figures from which these could be computed. Areas are those in force from {{vintage.en}}.</p>
    </div>
    <h3><span lang="vi">Kết quả, triển vọng, dấu ở số</span><span lang="en">Verdicts, outlooks, marks</span></h3>
    <ul class="legend">{{{legend}}}</ul>
    <ul class="legend">{{{outlooks}}}</ul>
    <ul class="legend">{{#marks}}<li><sup>{{sign}}</sup> {{#label}}{{> both}}{{/label}}</li>{{/marks}}</ul>
    <p class="prose"><span lang="vi">Toàn bộ bảng: compliance.csv, aggregates.csv, flags.csv, origins.csv, deliveries.csv, rejects.csv, milepost.sqlite, compliance.xlsx; SDMX: aggregates.sdmx.csv, aggregates.structure.xml; mô tả trong datapackage.json.</span><span lang="en">All tables: compliance.csv, aggregates.csv, flags.csv, origins.csv, deliveries.csv, rejects.csv, milepost.sqlite, compliance.xlsx; SDMX: aggregates.sdmx.csv, aggregates.structure.xml; described in datapackage.json.</span></p>
    </section>
    """
}

import Definition

/// The reasons why records do not count, in both languages.
enum RejectWords {
  /// What a code of `rejects.csv` means; the code itself where it is not known here.
  static func reason(_ code: String) -> Title { reasons[code] ?? Title(vi: code, en: code) }

  private static let reasons: [String: Title] = [
    "ambiguous_area": Title(vi: "tên địa bàn chỉ nhiều nơi", en: "area name means several"),
    "ambiguous_group": Title(vi: "tên dân tộc chỉ nhiều nhóm", en: "group name means several"),
    "bad_multiplier": Title(vi: "hệ số nhân không hợp lệ", en: "multiplier is not valid"),
    "bad_period": Title(vi: "kỳ báo cáo không hợp lệ", en: "period is not valid"),
    "duplicate_key": Title(vi: "một ô có hai giá trị khác nhau", en: "one key with different values"),
    "implausible": Title(vi: "số liệu mâu thuẫn với nhau", en: "figures that contradict each other"),
    "field_count": Title(vi: "số cột không khớp tiêu đề", en: "number of fields differs from the header"),
    "frequency_mismatch": Title(vi: "kỳ báo cáo không khớp tần suất", en: "period does not fit its frequency"),
    "group_not_allowed": Title(vi: "chỉ tiêu không chia theo dân tộc", en: "measure is not kept by group"),
    "invalid_encoding": Title(vi: "sai bảng mã ký tự", en: "characters in another encoding"),
    "missing_dimension": Title(vi: "thiếu trường bắt buộc", en: "a required field is missing"),
    "more_rejects": Title(vi: "còn bản ghi bị loại nữa", en: "further rejected records"),
    "no_vintage": Title(vi: "không có danh mục hành chính cho kỳ này", en: "no list of areas for the period"),
    "not_a_number": Title(vi: "không phải là số", en: "not a number"),
    "not_a_status": Title(vi: "trạng thái khác 0 và 1", en: "status other than 0 and 1"),
    "not_convertible": Title(vi: "không quy đổi được sang xã mới", en: "not convertible to today's communes"),
    "not_recognised": Title(vi: "không nhận ra định dạng", en: "format not recognised"),
    "not_whole": Title(vi: "không phải số nguyên", en: "not a whole number"),
    "out_of_range": Title(vi: "ngoài khoảng cho phép", en: "outside the range allowed"),
    "period_out_of_range": Title(vi: "năm ngoài phạm vi", en: "year outside the range"),
    "truncated": Title(vi: "tệp bị cắt cụt", en: "file was cut off"),
    "undeclared_source": Title(vi: "nguồn chưa khai báo", en: "source not declared"),
    "unknown_action": Title(vi: "không rõ hành động", en: "unknown action"),
    "unknown_area": Title(vi: "không rõ địa bàn", en: "unknown area"),
    "unknown_confidentiality": Title(vi: "không rõ mã bảo mật", en: "unknown confidentiality code"),
    "unknown_group": Title(vi: "không rõ dân tộc", en: "unknown ethnic group"),
    "unknown_measure": Title(vi: "không rõ chỉ tiêu", en: "unknown measure"),
    "unknown_sex": Title(vi: "không rõ giới tính", en: "unknown sex"),
    "unknown_status": Title(vi: "không rõ trạng thái quan sát", en: "unknown observation status"),
    "unknown_unit": Title(vi: "không rõ đơn vị tính", en: "unknown unit"),
    "unknown_vintage": Title(vi: "không rõ danh mục hành chính", en: "unknown list of areas"),
    "unreadable_file": Title(vi: "tệp không đọc được", en: "file cannot be read"),
    "wrong_level": Title(vi: "sai cấp hành chính", en: "wrong level of area"),
  ]
}

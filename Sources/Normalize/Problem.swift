/// Why a record does not count.
struct Problem: Error, Sendable, Equatable {
  /// Delivered field, stable code, message and remedy.
  let field: String, code: String, message: String, remedy: String
}

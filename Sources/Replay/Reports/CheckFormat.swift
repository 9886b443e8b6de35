/// How the check of files is told on standard output, as it goes.
package protocol CheckFormat {
  /// What comes before the first file.
  func beginning(_ fileCount: Int) -> [String]
  /// What is said of a file; `number` counts from 1.
  func lines(_ result: FileResult, number: Int) -> [String]
  /// What comes behind the last file.
  func end(_ summary: CheckSummary) -> [String]
}

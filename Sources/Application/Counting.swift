public import Kernel
public import Reporting
import Storage

extension Chain {
  /// The manager's figures for a period.
  public func report(for period: Period) throws -> Report {
    try database.read { try Report.figures(of: period, in: $0) }
  }
}

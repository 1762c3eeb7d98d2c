import Documents
import Inventory
public import Kernel
import Refurbishment
import Storage

extension Chain {
  /// Prints the condition of a device as the workshop knows it: defects declared, what it does not have, what was repaired.
  ///
  /// - Parameter keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  /// - Throws: ``RefurbishmentFailure/roundNotOpen(_:)`` while no work has started.
  public func conditionReport(
    of code: AssetCode, language: Language, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    try database.write(Action.printCondition, act) { change in
      let device = try DeviceStore.device(code, in: change)
      change.concerns(.device(device.id))
      let dossier = try RoundStore.dossier(of: device.workpiece(in: change), in: change)
      guard let route = dossier.opening?.route else { throw RefurbishmentFailure.roundNotOpen(code) }
      let paper = ConditionReportPaper(
        issuer: Party(name: instance.name), device: try deviceLines(of: device, language: language, in: change),
        route: "\(route.title[language]) (\(route.version))",
        mayBeCalledReconditioned: Verdict.reservations(of: dossier).isEmpty, isReady: dossier.missing.isEmpty,
        lines: route.checks.map { check in
          let result = dossier.last(check.id)?.result
          return ConditionReportPaper.Line(
            title: check.title[language], outcome: result.map { .init($0.outcome) } ?? .notChecked, note: result?.note)
        },
        grades: try dossier.grading.map { try $0.grading.lines(language) } ?? [],
        repairs: dossier.repairs.filter { $0.end?.outcome == .repaired }.map(\.diagnosis),
        madeBy: try signatory(act.actor.id, on: act.day, language: language, in: change))
      let pdf = try paper.pdf(language: language, created: act.recorded)
      try keep(pdf)
      return PrintedPaper(pdf: pdf, reference: code.description)
    }
  }
}

extension ConditionReportPaper.Outcome {
  fileprivate init(_ outcome: CheckOutcome) {
    self =
      switch outcome {
      case .passed: .works
      case .failed, .declared: .defect
      case .notFitted: .notFitted
      }
  }
}

extension Grading {
  fileprivate func lines(_ language: Language) throws -> [ConditionReportPaper.Grade] {
    let scale = try GradeScale.shipped()
    return [(GradeAxis.cosmetic, cosmetic), (.functional, functional), (.battery, battery)].compactMap { axis, grade in
      grade.map { grade in
        let reference = scale.crossReference(of: grade, on: axis, in: self).map { " (R2v3 REC : \($0))" } ?? ""
        return ConditionReportPaper.Grade(axis: axis.text[language], grade: grade + reference)
      }
    }
  }
}

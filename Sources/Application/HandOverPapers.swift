import Directory
import Documents
import Inventory
public import Kernel
import Loans
import Storage

extension Chain {
  /// Prints the receipt of a hand-over, which is the transfer of ownership too where the device is the household's.
  ///
  /// - Parameter keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  /// - Throws: ``LoansFailure/noContract(_:)``, ``LendingFailure/notHandedOver(_:_:)``.
  public func printHandOver(
    of id: ContractID, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    try print(.printHandOver, id, as: act, keep: keep) { sheet, change in
      let defects = try declaredDefects(
        of: sheet.device, lentFor: sheet.contract.agreement.request, in: change)
      guard let handover = sheet.handover else {
        // What the household uses already changes hands where it is.
        guard sheet.contract.state == .transferred,
          let step = try ContractStore.steps(of: id, in: change).last(where: { $0.verb == .transfer && !$0.annulled })
        else { throw LendingFailure.notHandedOver(id, sheet.contract.state) }
        return try paper(
          .given, of: sheet, on: step.day, by: step.actor, at: "l'appareil étant déjà au foyer", to: nil,
          condition: defects, in: change)
      }
      return try paper(
        sheet.contract.givesOwnership ? .given : .lent, of: sheet, on: handover.day, by: handover.actor,
        at: handover.place.flatMap { place in
          try change.first("SELECT name FROM places WHERE id = \(place)").map { try $0["name"] }
        }, to: handover.collector,
        condition: defects,
        in: change)
    }
  }

  /// Prints the receipt of a return.
  ///
  /// - Parameter keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  /// - Throws: ``LoansFailure/noContract(_:)``, ``LendingFailure/notTakenBack(_:_:)``.
  public func printReturn(
    of id: ContractID, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    try print(.printReturn, id, as: act, keep: keep) { sheet, change in
      guard let takeBack = sheet.takeBack,
        let step = try ContractStore.steps(of: id, in: change).last(where: { $0.verb == .takeBack && !$0.annulled })
      else { throw LendingFailure.notTakenBack(id, sheet.contract.state) }
      return try paper(
        .returned, of: sheet, on: step.day, by: step.actor, at: sheet.lender.name, to: nil,
        condition: [takeBack.condition.text.fr, takeBack.remark].compactMap(\.self), missing: takeBack.missing,
        files: takeBack.files.text.fr, isSigned: takeBack.isSigned, in: change)
    }
  }

  private func print(
    _ action: Action, _ id: ContractID, as act: Act, keep: ([UInt8]) throws -> Void,
    _ paper: (ContractSheet, Change) throws -> HandOverPaper
  ) throws -> PrintedPaper {
    try database.write(action, act) { change in
      change.concerns(.contract(id))
      let pdf = try paper(try contract(id, in: change), change).pdf(created: act.recorded)
      try keep(pdf)
      return PrintedPaper(pdf: pdf, reference: id.reference)
    }
  }

  private func paper(
    _ direction: HandOverPaper.Direction, of sheet: ContractSheet, on day: Day, by agent: PersonID, at place: String?,
    to collector: String?, condition: [String], missing: [String] = [], files: String? = nil, isSigned: Bool = true,
    in reader: Reader
  ) throws -> HandOverPaper {
    HandOverPaper(
      direction, reference: sheet.contract.id.reference, lender: try party(of: sheet.lender, .fr, in: reader),
      agent: try DirectoryStore.person(agent, in: reader)?.name, household: try party(of: sheet.household, in: reader),
      collector: collector, device: try deviceLines(of: sheet.device, language: .fr, in: reader),
      accessories: sheet.contract.agreement.accessories, missing: missing, condition: condition, files: files,
      day: day, place: place, isSigned: isSigned)
  }
}

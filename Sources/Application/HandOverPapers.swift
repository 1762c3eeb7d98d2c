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
      let defects = try declaredDefects(of: sheet.device, under: sheet.contract, in: change)
      let others = try sheet.devices.dropFirst().map { other in
        DeviceCondition(
          try deviceLines(of: other.device, language: .fr, in: change),
          condition: try declaredDefects(of: other.device, under: sheet.contract, in: change),
          day: other.handedOver.flatMap { $0 == sheet.handover?.day ? nil : $0 })
      }
      guard let handover = sheet.handover else {
        // What the household uses already changes hands where it is.
        guard sheet.contract.state == .transferred,
          let step = try ContractStore.steps(of: id, in: change).last(where: { $0.verb == .transfer && !$0.annulled })
        else { throw LendingFailure.notHandedOver(id, sheet.contract.state) }
        return try paper(
          .given, of: sheet, on: step.day, by: step.actor,
          at: others.isEmpty ? "l'appareil étant déjà au foyer" : "les appareils étant déjà au foyer", to: nil,
          condition: defects, others: others, in: change)
      }
      return try paper(
        sheet.contract.givesOwnership ? .given : .lent, of: sheet, on: handover.day, by: handover.actor,
        at: handover.place.flatMap { place in
          try change.first("SELECT name FROM places WHERE id = \(place)").map { try $0["name"] }
        }, to: handover.collector,
        condition: defects, others: others, in: change)
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
      let returns = try ContractStore.returns(of: id, in: change)
      guard let last = returns.last else { throw LendingFailure.notTakenBack(id, sheet.contract.state) }
      func condition(_ takeBack: Contract.TakeBack) -> [String] {
        [takeBack.condition.text.fr, takeBack.remark].compactMap(\.self)
      }
      var paper = try paper(
        .returned, of: sheet, on: last.day, by: last.actor, at: sheet.lender.name, to: nil,
        condition: condition(last.how), missing: returns.flatMap(\.how.missing),
        others: returns.dropLast().map { back in
          DeviceCondition(
            try deviceLines(of: device(back.device, of: id, in: change), language: .fr, in: change),
            condition: condition(back.how), day: back.day == last.day ? nil : back.day)
        },
        files: last.how.files.text.fr, isSigned: last.how.isSigned, in: change)
      paper.device = try deviceLines(of: device(last.device, of: id, in: change), language: .fr, in: change)
      paper.staying = sheet.devices.filter(\.isHeld).map(\.device.code)
      return paper
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
    to collector: String?, condition: [String], missing: [String] = [], others: [DeviceCondition] = [],
    files: String? = nil, isSigned: Bool = true,
    in reader: Reader
  ) throws -> HandOverPaper {
    var paper = HandOverPaper(
      direction, reference: sheet.contract.id.reference, lender: try party(of: sheet.lender, .fr, in: reader),
      agent: try DirectoryStore.person(agent, in: reader)?.name, household: try party(of: sheet.borrower, in: reader),
      collector: collector, device: try deviceLines(of: sheet.device, language: .fr, in: reader),
      accessories: sheet.contract.agreement.accessories, missing: missing, condition: condition, files: files,
      day: day, place: place, isSigned: isSigned)
    paper.others = others
    let signature = sheet.contract.agreement.signature
    paper.joint = signature.joint
    switch signature.capacity {
    case .curatorship: paper.assistant = signature.representative
    case .full, .minor, .guardianship: paper.representative = signature.representative
    }
    if sheet.borrower.household == nil { paper.borrower = "La structure" }
    return paper
  }
}

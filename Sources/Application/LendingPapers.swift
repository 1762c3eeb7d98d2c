public import Documents
import Inventory
public import Kernel
import Loans
import Refurbishment
public import Reporting
import Storage

extension Chain {
  /// Prints a contract, in French as the law it rests on, to be signed on paper, with a page in plain words behind it.
  ///
  /// What is printed is kept byte for byte with its hash.
  /// - Parameters:
  ///   - clauses: the wording, when it is the user's own file; the shipped one of the contract's kind unless given.
  ///   - languages: in which other languages the page in plain words is added.
  ///   - keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  /// - Throws: ``LoansFailure/noContract(_:)``, ``LendingFailure/notPrintable(_:_:)``.
  public func printContract(
    _ id: ContractID, clauses: (bytes: [UInt8], file: String)? = nil, also languages: [SummaryLanguage] = [],
    as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    let own = try clauses.map { try ClauseSet($0.bytes, file: $0.file) }
    let summaries = try ([.fr] + languages).map { try SummaryClauses.shipped(in: $0) }
    return try database.write(Action.printContract, act) { change in
      change.concerns(.contract(id))
      let sheet = try contract(id, in: change)
      // The clauses for families speak of a home; a structure, whatever it borrows, lets others use it.
      let isHousehold = sheet.borrower.household != nil
      let wording = try own ?? ClauseSet.shipped(for: isHousehold ? sheet.contract.agreement.terms.kind : .freeAccess)
      change.note("clauses", .dataName(wording.id))
      if let version = wording.version { change.note("clausesVersion", .dataName(version)) }
      let paper = try contractPaper(of: sheet, in: change)
      let pdf = try paper.pdf(clauses: wording, summaries: isHousehold ? summaries : [], created: act.recorded)
      try keep(pdf)
      change.note("paper", .digest(try ContractStore.keep(pdf, signed: false, of: id, in: change)))
      return PrintedPaper(pdf: pdf, reference: id.reference)
    }
  }

  /// Prints the manager's figures of a quarter, with the head of the journal they were counted from.
  ///
  /// - Parameter keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  public func printReport(
    of quarter: Quarter, language: Language, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> (report: Report, paper: PrintedPaper) {
    try database.write(Action.printReport, act) { change in
      change.concerns(.instance)
      change.note("quarter", .dataName(quarter.description))
      let report = try Report.figures(of: quarter.period, in: change)
      change.note("head", .digest(report.head.hash))
      let head = QuarterlyReportPaper.JournalHead(
        entry: EntryID(rawValue: report.head.sequence), digest: report.head.hash)
      let paper = QuarterlyReportPaper(
        issuer: Party(name: instance.name), quarter: quarter, sections: report.sections, journalHead: head,
        made: act.day)
      let pdf = try paper.pdf(language: language, created: act.recorded)
      try keep(pdf)
      return (report, PrintedPaper(pdf: pdf, reference: quarter.description))
    }
  }

  private func contractPaper(of sheet: ContractSheet, in reader: Reader) throws -> ContractPaper {
    let (contract, agreement) = (sheet.contract, sheet.contract.agreement)
    let terms = agreement.terms
    switch contract.state {
    case .signed, .handedOver, .ended, .lost, .transferred, .converted: break
    case .cancelled, .annulled: throw LendingFailure.notPrintable(contract.id, contract.state)
    }
    let (signature, charge) = (agreement.signature, terms.charge)
    let assists = signature.capacity == .curatorship
    let contacts = try paperContacts(of: sheet.lender, in: reader)
    var paper = try ContractPaper(
      terms.kind, reference: contract.id.reference, lender: try party(of: sheet.lender, .fr, in: reader),
      lenderSignatory: sheet.history.first?.actor,
      owner: try CustodyStore.custody(of: sheet.device.id, in: reader)
        .flatMap { try structureName($0.owner, in: reader) },
      borrowers: [try party(of: sheet.borrower, in: reader)] + signature.joint.map { Party(name: $0) },
      representative: assists ? nil : signature.representative,
      assistant: assists ? signature.representative : nil,
      device: deviceLines(of: sheet.device, language: .fr, in: reader),
      defects: declaredDefects(of: sheet.device, under: contract, in: reader),
      accessories: agreement.accessories, starts: terms.starts, term: contract.term,
      amount: charge == .nothing ? nil : charge.amount.text.fr,
      pace: charge.pace.flatMap { ContractPaper.Pace(rawValue: $0.rawValue) },
      instalments: charge.instalments.count > 1
        ? charge.instalments.map { "\($0.amount.text.fr) le \($0.due.text.fr)" } : [],
      deposit: terms.deposit > .zero ? terms.deposit.text.fr : nil, helpline: contacts.helpline,
      dataContact: contacts.dataContact,
      valueClause: terms.statedValue.map { value in
        ContractPaper.ValueClause(
          value: value.amount, bearer: value.accidentalLossFallsOn == .lender ? .lender : .borrower)
      })
    paper.others = try sheet.devices.dropFirst().map { other in
      DeviceCondition(
        try deviceLines(of: other.device, language: .fr, in: reader),
        condition: try declaredDefects(of: other.device, under: contract, in: reader))
    }
    return paper
  }

  /// What the workshop declared of a device in the round after which it was kept for a contract, or for its request.
  func declaredDefects(of device: Device, under contract: Contract, in reader: Reader) throws -> [String] {
    let row = try reader.first(
      """
      SELECT movements.round FROM movements JOIN acts ON acts.entry = movements.entry
      WHERE movements.device = \(device.id) AND acts.annulled = 0
        AND (movements.request = \(contract.agreement.request) OR movements.contract = \(contract.id))
      ORDER BY movements.entry DESC LIMIT 1
      """)
    guard let row else { return [] }
    let workpiece = Workpiece(
      id: device.id, code: device.code, category: device.category, round: try row["round"], media: [])
    let dossier = try RoundStore.dossier(of: workpiece, in: reader)
    return (dossier.opening?.route.checks ?? []).compactMap { check in
      guard let result = dossier.last(check.id)?.result, result.outcome == .declared else { return nil }
      return [check.title.fr, result.note].compactMap(\.self).joined(separator: " : ")
    }
  }
}

extension Report {
  /// The figures as a paper shows them, those of one register together.
  fileprivate var sections: [QuarterlyReportPaper.Section] {
    var sections: [QuarterlyReportPaper.Section] = []
    for figure in figures {
      let indicator = figure.indicator
      let line = QuarterlyReportPaper.Figure(
        name: indicator.title, definition: indicator.definition, value: Text(same: String(figure.number)))
      if sections.last?.title == indicator.source.capitalized {
        sections[sections.count - 1].figures.append(line)
      } else {
        sections.append(QuarterlyReportPaper.Section(title: indicator.source.capitalized, figures: [line]))
      }
    }
    return sections
  }
}

extension Text {
  /// The text as a title: its first letter in capitals.
  fileprivate var capitalized: Text {
    Text(fr: fr.prefix(1).uppercased() + fr.dropFirst(), en: en.prefix(1).uppercased() + en.dropFirst())
  }
}

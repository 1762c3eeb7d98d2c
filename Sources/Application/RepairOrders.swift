import Directory
import Documents
public import Inventory
public import Kernel
import Refurbishment
import Storage

extension Chain {
  /// Tells what the repair of somebody's own thing is to be, and to cost; an earlier quote holds no more.
  ///
  /// - Parameter price: parts included; zero for a repair that costs nothing.
  /// - Throws: ``QuoteFailure``, ``InventoryFailure/visitorGone(_:)``, ``InventoryFailure/visitorLost(_:)``.
  public func quote(_ work: String, price: Money, forVisitor code: AssetCode, as act: Act) throws -> VisitorQuote {
    try database.write(Action.quoteRepair, act) { change in
      let visitor = try VisitorStore.visitor(code, in: change)
      guard act.day >= visitor.day else {
        throw InventoryFailure.beforeLastMovement(code, day: act.day, last: visitor.day)
      }
      change.concerns(.visitor(visitor.id))
      change.note("cents", .money(price))
      return try VisitorStore.quote(work, price: price, for: visitor, in: change)
    }
  }

  /// Records that its owner accepted the latest quote, by signing the paper, or declined it.
  ///
  /// - Throws: ``QuoteFailure``, ``InventoryFailure/visitorGone(_:)``.
  public func answer(
    _ word: VisitorQuote.Word, toQuoteFor code: AssetCode, as act: Act
  ) throws -> VisitorQuote {
    try database.write(Action.answerQuote, act) { change in
      let visitor = try VisitorStore.visitor(code, in: change)
      change.concerns(.visitor(visitor.id))
      change.note("answer", .word(word))
      return try VisitorStore.answer(word, for: visitor, in: change)
    }
  }

  /// The latest quote for somebody's own thing, with its answer.
  public func quote(forVisitor code: AssetCode) throws -> VisitorQuote? {
    try database.read { try VisitorStore.quote(of: VisitorStore.visitor(code, in: $0).id, in: $0) }
  }

  /// Prints the contract under which somebody's own thing is repaired, to be signed on paper when it comes in.
  ///
  /// - Parameters:
  ///   - clauses: the wording, when it is the user's own file; the shipped one unless given.
  ///   - keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  /// - Throws: ``QuoteFailure/ownerForgotten(_:)``, ``InventoryFailure/visitorGone(_:)``.
  public func printRepairOrder(
    of code: AssetCode, clauses: (bytes: [UInt8], file: String)? = nil, as act: Act,
    keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    let wording = try clauses.map { try RepairClauses($0.bytes, file: $0.file) } ?? RepairClauses.shipped()
    return try database.write(Action.printRepairOrder, act) { change in
      let visitor = try VisitorStore.visitor(code, in: change)
      try visitor.requireHere()
      change.note("clauses", .dataName(wording.id))
      if let version = wording.version { change.note("clausesVersion", .dataName(version)) }
      return try print(visitor, wording, returned: nil, keep: keep, in: change)
    }
  }

  /// Prints the receipt that the owner signs when the thing is given back.
  ///
  /// - Throws: ``QuoteFailure/ownerForgotten(_:)``, ``QuoteFailure/notReturned(_:)``.
  public func printRepairReceipt(
    of code: AssetCode, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    try database.write(Action.printRepairReceipt, act) { change in
      let visitor = try VisitorStore.visitor(code, in: change)
      guard let returned = visitor.returned else { throw QuoteFailure.notReturned(code) }
      return try print(visitor, RepairClauses.shipped(), returned: returned, keep: keep, in: change)
    }
  }

  private func print(
    _ visitor: Visitor, _ clauses: RepairClauses, returned: Day?, keep: ([UInt8]) throws -> Void, in change: Change
  ) throws -> PrintedPaper {
    change.concerns(.visitor(visitor.id))
    guard let owner = try VisitorStore.owner(of: visitor.id, in: change) else {
      throw QuoteFailure.ownerForgotten(visitor.code)
    }
    let quote = try VisitorStore.quote(of: visitor.id, in: change)
    let agent = try DirectoryStore.person(change.act.actor.id, in: change)
    let own = try agent?.structure.flatMap { try DirectoryStore.structure($0, in: change) }
    let repairs = try RepairStore.repairs(of: visitor.id, in: change)
    // What failed costs nothing, as the clauses say.
    let isOwed = returned == nil || repairs.contains { $0.end?.outcome == .repaired }
    let paper = RepairOrderPaper(
      reference: visitor.id.reference("R"),
      workshop: try own.map { try party(of: $0, .fr, in: change) } ?? house(.fr, in: change),
      agent: agent?.name,
      owner: Party(name: owner.name, details: owner.contact.map { [$0] } ?? []),
      device: DeviceLines(
        code: visitor.code, category: visitor.category.text.fr, manufacturer: nil, model: visitor.name, serial: nil),
      disks: try VisitorStore.disks(of: visitor.id, in: change), taken: visitor.day, work: quote?.work,
      price: isOwed ? quote?.price : nil, accepted: quote?.isAccepted == true ? quote?.answer?.day : nil,
      done: repairs.map { repair in
        [repair.diagnosis, repair.end?.outcome.text.fr].compactMap(\.self).joined(separator: " : ")
      }, returned: returned)
    let pdf = try paper.pdf(clauses: clauses, created: change.act.recorded)
    try keep(pdf)
    return PrintedPaper(pdf: pdf, reference: paper.reference)
  }
}

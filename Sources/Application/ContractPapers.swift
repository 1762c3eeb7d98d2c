public import Kernel
import Loans
import Storage

/// One paper of a contract, as it was printed or signed.
public struct KeptPaper: Sendable, Equatable {
  /// The SHA-256 of its bytes.
  public let digest: Digest
  public let isSigned: Bool
  /// The day it was printed or filed.
  public let day: Day
  /// The day its bytes were erased at their term; nothing while they are kept.
  public let erased: Day?
}

extension Chain {
  /// The papers of a contract, the latest first; of those past their term, the hash and the day they were erased.
  ///
  /// - Parameters:
  ///   - give: takes the bytes of one of them: the latest that was signed, else the latest printed.
  /// - Throws: ``LoansFailure/noContract(_:)``, ``StorageFailure/erasedBytes(_:on:)``.
  public func papers(
    ofContract id: ContractID, by person: Actor, give: (([UInt8]) throws -> Void)? = nil
  ) throws -> [KeptPaper] {
    let (papers, bytes) = try database.consult(AccessOperation.seePapers, by: person.id, at: clock.now) { reader in
      guard let row = try reader.first("SELECT household FROM contracts WHERE id = \(id)") else {
        throw LoansFailure.noContract(id)
      }
      reader.sees(.household(try row["household"]))
      let papers = try PaperForgetting.papers(of: id, in: reader).map {
        KeptPaper(digest: $0.paper, isSigned: $0.isSigned, day: $0.day, erased: $0.erased)
      }
      guard give != nil, let wanted = papers.first(where: \.isSigned) ?? papers.first else {
        return (papers, [UInt8]?.none)
      }
      return (papers, try StoredBytes.bytes(wanted.digest, in: reader))
    }
    if let bytes, let give { try give(bytes) }
    return papers
  }
}

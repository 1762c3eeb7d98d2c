public import Kernel

/// A person who works in the chain and signs what they do.
public struct Person: Sendable, Equatable {
  /// The person's number.
  public let id: PersonID
  /// The name they are registered under, unique in the instance.
  public let name: String
  /// What they do in the chain.
  public let role: Role
  /// The structure they work for; nothing when they work for several or none.
  public let structure: StructureID?

  /// What a person does in the chain.
  public typealias Role = ChainRole

  /// The person as one who acts.
  public var actor: Actor { Actor(id: id, name: name) }
}

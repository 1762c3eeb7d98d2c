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
  public enum Role: String, Sendable, CaseIterable {
    case manager, workshop, desk, prescriber

    /// Whether people of this role judge the workshop's work: that an erasure is accepted, that evidence may be forgotten.
    public var judgesWork: Bool {
      switch self {
      case .manager, .workshop: true
      case .desk, .prescriber: false
      }
    }

    /// The role in words.
    public var text: Text {
      switch self {
      case .manager: Text(fr: "pilotage", en: "management")
      case .workshop: Text(fr: "atelier", en: "workshop")
      case .desk: Text(fr: "guichet", en: "desk")
      case .prescriber: Text(fr: "orientation", en: "prescription")
      }
    }
  }

  /// The person as one who acts.
  public var actor: Actor { Actor(id: id, name: name) }
}

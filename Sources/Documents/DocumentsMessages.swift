public import Kernel

extension DocumentsFailure {
  public var text: Text {
    switch self {
    case .noBorrower:
      Text(
        fr: "Un contrat de prêt doit nommer au moins un emprunteur.",
        en: "A loan contract must name at least one borrower.")
    }
  }
}

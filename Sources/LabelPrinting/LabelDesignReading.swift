import Kernel
import Typesetting

extension LabelDesign.Drawing {
  /// Reads one drawing, and sees to it that no item leaves the smallest label it is for.
  init(_ node: JSONNode, beside files: LabelDesign.FilesBeside) throws(JSONFailure) {
    self = try node.object { fields throws(JSONFailure) in
      let size = try fields.required("atLeast").extent()
      let inset = try fields.required("inset").length(orZero: true)
      let field = Area(x: 0, y: 0, width: size.width, height: size.height).inset(by: inset)
      let list = try fields.required("items")
      let items = try list.array { node throws(JSONFailure) in
        let item = try LabelDesign.Item(node, beside: files)
        let area = item.edges.area(in: field)
        guard area.size.width > 0, area.size.height > 0, field.contains(area) else {
          throw node.failure(
            fr: "cet élément sort de la plus petite étiquette du dessin",
            en: "this item leaves the smallest label of the drawing")
        }
        return item
      }
      guard !items.isEmpty else {
        throw list.failure(
          fr: "un dessin vide donnerait des étiquettes blanches", en: "an empty drawing would make blank labels")
      }
      for (place, node) in try list.elements().enumerated() {
        guard let covered = items.indices.first(where: { items[place].covers(items[$0], in: field) }) else { continue }
        throw node.failure(
          fr: "cet élément touche au QR code (élément \(covered)) ou à la marge blanche qu'il lui faut",
          en: "this item touches the QR code (item \(covered)) or the white border it needs")
      }
      return LabelDesign.Drawing(atLeast: size, inset: inset, items: items)
    }
  }
}

extension LabelDesign.Item {
  /// Whether it would lie over a symbol or its quiet zone, on the smallest label of a drawing; a box drawn around does not.
  fileprivate func covers(_ other: LabelDesign.Item, in field: Area) -> Bool {
    guard case .qr(let qr) = other, self != other else { return false }
    let (symbol, own) = (qr.box.area(in: field), edges.area(in: field))
    if case .outline(_, _, let thickness) = self, own.inset(by: thickness).contains(symbol) { return false }
    let slack = 1e-6
    return own.minX < symbol.maxX - slack && symbol.minX < own.maxX - slack
      && own.minY < symbol.maxY - slack && symbol.minY < own.maxY - slack
  }

  var edges: Edges {
    switch self {
    case .qr(let qr): qr.box
    case .text(let text): text.box
    case .outline(let box, _, _), .rule(let box), .ruler(let box), .image(let box, _): box
    }
  }

  private enum Kind: String, CaseIterable {
    case qr, text, box, rule, ruler, image
  }

  /// Reads an item: an object with one key, its kind.
  init(_ node: JSONNode, beside files: LabelDesign.FilesBeside) throws(JSONFailure) {
    let members = try node.members()
    guard members.count == 1, let kind = Kind(rawValue: members[0].key) else {
      throw node.failure(.wrongType(expected: .oneOf(Kind.allCases.map { "{ \"\($0.rawValue)\": … }" })))
    }
    self = try members[0].node.object { fields throws(JSONFailure) in
      let box = try Edges(try fields.required("box"))
      switch kind {
      case .qr: return .qr(try LabelDesign.QR(fields, box: box))
      case .text: return .text(try LabelDesign.TextBox(fields, box: box))
      case .rule: return .rule(box)
      case .ruler: return .ruler(box)
      case .image:
        let file = try fields.required("file")
        guard let bytes = files(try file.string()), let picture = try? Bitmap(png: bytes) else {
          throw file.failure(
            fr: "il faut une image PNG, dans un fichier à côté de celui-ci",
            en: "a PNG picture is needed, in a file beside this one")
        }
        return .image(box, picture)
      case .box:
        return .outline(
          box, radius: try fields.optional("radius")?.length(orZero: true),
          thickness: try fields.required("thickness").length())
      }
    }
  }
}

extension LabelDesign.QR {
  /// Modules under a third of a millimetre do not outlive a year on a lid, whatever a file says.
  static let leastModule = 0.33

  fileprivate init(_ fields: JSONFields, box: Edges) throws(JSONFailure) {
    let module = try fields.required("minModule")
    guard try module.length() >= Self.leastModule else {
      throw module.failure(
        fr: "un module de moins de 0,33 mm ne dure pas", en: "a module under 0.33 mm does not last")
    }
    self.init(
      box: box, level: try fields.required("level").choice(QRSymbol.Level.self),
      minModule: try module.length())
  }
}

extension LabelDesign.TextBox {
  /// Smaller letters are a blur on a label printer of 8 dots to the millimetre.
  static let leastPoints = 4.0

  fileprivate init(_ fields: JSONFields, box: Edges) throws(JSONFailure) {
    let write = try fields.required("write").array { node throws(JSONFailure) in try LabelTemplate(node) }
    let sizes = try fields.required("points")
    let points = try sizes.array { node throws(JSONFailure) in try node.length() }
    guard points.count == 2, points[0] >= points[1] else {
      throw sizes.failure(
        fr: "il faut deux tailles, la préférée puis la plus petite",
        en: "two sizes are needed, preferred then least")
    }
    guard points[1] >= Self.leastPoints else {
      throw sizes.failure(
        fr: "on ne lit pas des lettres de moins de \(Int(Self.leastPoints)) points",
        en: "letters under \(Int(Self.leastPoints)) points cannot be read")
    }
    let overflow = try fields.required("overflow")
    let choice = try overflow.choice(LabelDesign.Overflow.self)
    guard choice == .refuse || !write.contains(where: { $0.holds(.code) }) else {
      throw overflow.failure(
        fr: "le code n'est jamais coupé : « refuse »", en: "the code is never cut: “refuse”")
    }
    self.init(
      box: box, write: write, face: try fields.required("font").choice(Face.self), preferred: points[0],
      least: points[1], lines: try fields.optional("lines")?.count() ?? 1, overflow: choice,
      align: try fields.optional("align")?.choice(LabelDesign.Alignment.self) ?? .left)
  }
}

extension Edges {
  /// Reads `left`, `right`, `width` and `top`, `bottom`, `height`: two of each three.
  init(_ node: JSONNode) throws(JSONFailure) {
    self = try node.object { fields throws(JSONFailure) in
      Edges(
        horizontal: try span(fields, start: "left", end: "right", length: "width"),
        vertical: try span(fields, start: "top", end: "bottom", length: "height"))
    }
  }
}

private func span(
  _ fields: JSONFields, start: String, end: String, length: String
) throws(JSONFailure) -> Edges.Span {
  let (startNode, endNode, lengthNode) = (
    fields.optional(start), fields.optional(end), fields.optional(length)
  )
  switch (startNode, endNode, lengthNode) {
  case (let startNode?, let endNode?, nil):
    return .between(start: try startNode.length(orZero: true), end: try endNode.length(orZero: true))
  case (let startNode?, nil, let lengthNode?):
    return .fromStart(try startNode.length(orZero: true), length: try lengthNode.length())
  case (nil, let endNode?, let lengthNode?):
    return .fromEnd(try endNode.length(orZero: true), length: try lengthNode.length())
  default:
    throw fields.node.failure(
      fr: "il faut deux de « \(start) », « \(end) », « \(length) »",
      en: "two of “\(start)”, “\(end)”, “\(length)” are needed")
  }
}

public import Kernel

extension InventoryFailure {
  public var text: Text {
    switch self {
    case .noSuchDevice(let code):
      Text(
        fr: "Aucun appareil ne porte le code \(code). Vérifiez l'étiquette, ou cherchez avec `rebond device list`.",
        en: "No device bears the code \(code). Check the label, or look with `rebond device list`.")
    case .receptionAnnulled(let code):
      Text(
        fr: "La réception de l'appareil \(code) a été annulée : il n'est pas dans la filière. "
          + "S'il est bien là, recevez-le sous un autre code : `rebond donation receive NUMÉRO laptop=1`",
        en: "The reception of the device \(code) was annulled: it is not in the chain. "
          + "If it is there after all, receive it under another code: `rebond donation receive NUMBER laptop=1`")
    case .wrongState(let code, let state, let verb):
      Text(
        fr: "Impossible de \(verb.text.fr) l'appareil \(code) : il est « \(state.text.fr) »\(verb.requirement.fr). "
          + "Voyez où il en est : `rebond device show \(code)`",
        en: "The device \(code) cannot be moved by “\(verb.text.en)”: it is “\(state.text.en)”\(verb.requirement.en). "
          + "See where it stands: `rebond device show \(code)`")
    case .reservedForAnother(let code):
      Text(
        fr:
          "L'appareil \(code) est réservé pour une autre demande. Choisissez-en un autre : `rebond device list --state ready`",
        en: "The device \(code) is reserved for another request. Choose another: `rebond device list --state ready`")
    case .proofOfAnother(let code):
      Text(
        fr: "Le verdict présenté ne porte pas sur l'appareil \(code) dans son passage actuel à l'atelier.",
        en: "The verdict shown is not about the device \(code) in its present stay in the workshop.")
    case .beforeLastMovement(let code, let day, let last):
      Text(
        fr: "Le \(day.text.fr) est avant le dernier mouvement de l'appareil \(code) (\(last.text.fr)) : "
          + "vérifiez le jour donné avec --on, ou corrigez le mouvement d'avant (`rebond correct NUMÉRO --day JOUR --reason …`).",
        en: "\(day.text.en) is before the last movement of the device \(code) (\(last.text.en)): "
          + "check the day given with --on, or correct the earlier movement (`rebond correct NUMBER --day DAY --reason …`)."
      )
    case .codeTaken(let code):
      Text(
        fr: "Le code \(code) appartient déjà à un appareil ; un code ne sert jamais deux fois.",
        en: "The code \(code) belongs to a device already; a code is never used twice.")
    case .noSuchMedium(let code, let input):
      Text(
        fr: "L'appareil \(code) n'a pas de support « \(input) ». Voyez ses supports : `rebond device show \(code)`",
        en: "The device \(code) has no medium “\(input)”. See its media: `rebond device show \(code)`")
    case .mediumIsPart(let code, let medium):
      Text(
        fr: "Le support « \(medium) » fait partie de l'appareil \(code) : il doit être effacé. "
          + "S'il a été rattaché par erreur, annulez l'acte qui l'a dit (`rebond correct NUMÉRO --annul --reason …`).",
        en: "The medium “\(medium)” is part of the device \(code): it must be erased. "
          + "If it was tied to it by mistake, annul the act that said so (`rebond correct NUMBER --annul --reason …`)."
      )
    case .mediumHasSerial(let code, let medium):
      Text(
        fr:
          "Le support « \(medium) » de l'appareil \(code) dit lui-même son numéro de série : personne ne lui en donne un "
          + "autre.",
        en: "The medium “\(medium)” of the device \(code) tells its serial number itself: nobody gives it another.")
    case .severalMedia(let code, let input, let numbers):
      Text(
        fr: "L'appareil \(code) a plusieurs supports « \(input) ». Donnez le numéro de l'un d'eux : "
          + numbers.map(\.description).joined(separator: ", "),
        en: "The device \(code) has several media “\(input)”. Give the number of one of them: "
          + numbers.map(\.description).joined(separator: ", "))
    case .laterMovement(let code, let entry, let verb):
      Text(
        fr: "Cet acte ne peut pas être annulé : l'appareil \(code) a bougé depuis (entrée \(entry), \(verb.text.fr)). "
          + "Annulez d'abord celui-là : `rebond correct \(entry) --annul --reason …`",
        en: "This act cannot be annulled: the device \(code) has moved since (entry \(entry), \(verb.text.en)). "
          + "Annul that one first: `rebond correct \(entry) --annul --reason …`")
    case .notGivenAway(let code, let state):
      Text(
        fr:
          "L'appareil \(code) est « \(state.text.fr) » : seul un appareil donné, vendu ou rendu peut être donné de nouveau. "
          + "Voyez où il en est : `rebond device show \(code)`",
        en:
          "The device \(code) is “\(state.text.en)”: only a device that was given away, sold or given back can be donated again. "
          + "See where it stands: `rebond device show \(code)`")
    case .emptySlip:
      Text(
        fr: "La référence du papier (acte de don, bordereau, facture) est vide : donnez-la avec --slip.",
        en: "The reference of the paper (deed of gift, collection slip, invoice) is empty: give it with --slip.")
    case .price(let price):
      Text(
        fr:
          "\(price.text.fr) n'est pas un prix de vente : ce qui part pour rien est donné (`rebond device give CODE --to … --slip …`).",
        en:
          "\(price.text.en) is no price of a sale: what leaves for nothing is given (`rebond device give CODE --to … --slip …`)."
      )
    case .notItsOwner(let code):
      Text(
        fr:
          "L'appareil \(code) n'est pas à cette structure, et ce n'est pas elle qui l'a donné : on ne rend qu'à qui de droit. "
          + "Voyez à qui il est : `rebond device show \(code)`",
        en: "The device \(code) is not this structure's, nor did it give it: a device is given back to whose it is. "
          + "See whose it is: `rebond device show \(code)`")
    case .notTheirs(let code):
      Text(
        fr:
          "L'appareil \(code) n'est pas à cette structure, et elle n'est pas mandatée par son propriétaire : elle ne peut "
          + "ni le prêter ni le céder. Voyez à qui il est : `rebond device show \(code)` ; "
          + "pour la mandater : `rebond device entrust \(code) --agent …`",
        en:
          "The device \(code) is not this structure's, and its owner has not named it as agent: it may neither lend nor "
          + "part with it. See whose it is: `rebond device show \(code)`; to name it: `rebond device entrust \(code) --agent …`"
      )
    case .noOwner(let code):
      Text(
        fr:
          "On ne sait pas à qui est l'appareil \(code). Dites-le d'abord : `rebond device transfer \(code) --to STRUCTURE`",
        en: "Nobody knows whose the device \(code) is. Say so first: `rebond device transfer \(code) --to STRUCTURE`")
    case .nothingTold:
      Text(
        fr: "Rien n'est dit de l'appareil : donnez --made, --grams ou les deux.",
        en: "Nothing is said of the device: give --made, --grams or both.")
    case .yearMade(let year):
      Text(
        fr: "\(year) n'est pas une année de fabrication possible : de 1980 à l'année de l'acte.",
        en: "\(year) is no possible year of manufacture: from 1980 to the year of the act.")
    case .weight(let grams):
      Text(
        fr: "\(grams) g n'est pas un poids possible : de 1 à 1 000 000 g par appareil.",
        en: "\(grams) g is no possible weight: from 1 to 1,000,000 g a device.")
    case .noSuchVisitor(let code):
      Text(
        fr: "Aucun appareil confié ne porte le code \(code). Voyez-les : `rebond repair orders`",
        en: "No thing taken in for repair bears the code \(code). See them: `rebond repair orders`")
    case .visitorGone(let code):
      Text(
        fr: "L'appareil \(code) est rendu à son propriétaire : il n'est plus là.",
        en: "The thing \(code) is back with its owner: it is not here any more.")
    case .visitorHere(let code):
      Text(
        fr: "L'appareil \(code) est encore là : rendez-le d'abord (`rebond repair return \(code)`).",
        en: "The thing \(code) is still here: give it back first (`rebond repair return \(code)`).")
    case .visitorLost(let code):
      Text(
        fr: "\(code) est déclaré perdu. S'il est retrouvé : `rebond repair find \(code)`",
        en: "\(code) is declared lost. When it is found: `rebond repair find \(code)`")
    case .visitorNotLost(let code):
      Text(
        fr: "\(code) n'est pas déclaré perdu. Voyez ce qui est là : `rebond repair orders`",
        en: "\(code) is not declared lost. See what is here: `rebond repair orders`")
    case .isVisitor(let code):
      Text(
        fr:
          "NE PAS EFFACER : \(code) est l'appareil d'une personne, confié en réparation. On le répare et on le lui rend "
          + "(`rebond repair return \(code)`), rien d'autre.",
        en: "DO NOT ERASE: \(code) is a person's own, in for repair. It is repaired and given back "
          + "(`rebond repair return \(code)`), nothing else.")
    case .notRepairable(let code, let state):
      Text(
        fr:
          "L'appareil \(code) est « \(state.text.fr) » : mettez-le d'abord en atelier (`rebond work start \(code)`), ou, s'il "
          + "est prêté, prenez-le en réparation (`rebond device bring-in \(code)`).",
        en:
          "The device \(code) is “\(state.text.en)”: take it into the workshop first (`rebond work start \(code)`), or, when "
          + "it is lent, in for repair (`rebond device bring-in \(code)`).")
    case .ownerMissing:
      Text(
        fr: "À qui est l'appareil ? Donnez --owner NOM.", en: "Whose is the thing? Give --owner NAME.")
    case .noSuchPart(let part):
      Text(
        fr: "Il n'y a pas de pièce n° \(part). Voyez le stock : `rebond part list`",
        en: "There is no part no. \(part). See the stock: `rebond part list`")
    case .partUsed(let part, let repair):
      Text(
        fr: "La pièce n° \(part) est déjà montée (réparation n° \(repair)). Voyez le stock : `rebond part list`",
        en: "The part no. \(part) is used already (repair no. \(repair)). See the stock: `rebond part list`")
    case .notHarvestable(let code, let state):
      Text(
        fr:
          "L'appareil \(code) est « \(state.text.fr) » : on ne prend de pièces que sur un appareil en atelier ou démonté. "
          + "Voyez où il en est : `rebond device show \(code)`",
        en:
          "The device \(code) is “\(state.text.en)”: parts are taken only of a device in the workshop or taken apart. "
          + "See where it stands: `rebond device show \(code)`")
    case .mediumAsPart(let code):
      Text(
        fr: "Un disque garde ses données : sortez-le comme support, avec son numéro de série "
          + "(`rebond medium remove \(code) SUPPORT --reason …`).",
        en: "A disk keeps its data: take it out as a medium, by its serial number "
          + "(`rebond medium remove \(code) MEDIUM --reason …`).")
    case .partName:
      Text(fr: "Dites ce qu'est la pièce : donnez --name.", en: "Say what the part is: give --name.")
    case .locationKind(let kind, let parent):
      Text(
        fr:
          "Un lieu « \(kind.text.fr) » ne va pas \(parent.map { "dans « \($0.text.fr) »" } ?? "sans rien qui le contienne") : "
          + "bâtiment, puis salle, étagère, caisse. Donnez un nom, et --in pour ce qui le contient (un bâtiment : --place).",
        en: "A “\(kind.text.en)” does not go \(parent.map { "in a “\($0.text.en)”" } ?? "without something it is in"): "
          + "building, then room, shelf, box. Give a name, and --in for what it is in (a building: --place).")
    case .locationTaken(let name):
      Text(
        fr: "Il y a déjà « \(name) » à cet endroit. Voyez les rangements : `rebond location list`",
        en: "There is “\(name)” there already. See the locations: `rebond location list`")
    case .noSuchLocation(let location):
      Text(
        fr: "Il n'y a pas de rangement n° \(location). Voyez-les : `rebond location list`",
        en: "There is no location no. \(location). See them: `rebond location list`")
    case .inTransit(let code, let shipment):
      Text(
        fr:
          "L'appareil \(code) est en route (bon n° \(shipment)). À son arrivée : `rebond shipment receive \(shipment) \(code)`",
        en: "The device \(code) is on its way (note no. \(shipment)). When it arrives: "
          + "`rebond shipment receive \(shipment) \(code)`")
    case .cannotBeSent(let code, let state):
      Text(
        fr: "L'appareil \(code) est « \(state.text.fr) » : on n'expédie que ce qui est reçu, en atelier ou prêt. "
          + "Voyez où il en est : `rebond device show \(code)`",
        en: "The device \(code) is “\(state.text.en)”: only what is received, in the workshop or ready is sent. "
          + "See where it stands: `rebond device show \(code)`")
    case .nothingSent:
      Text(
        fr: "Un bon de livraison porte au moins un appareil, d'une structure à une autre.",
        en: "A delivery note carries a device at least, from one structure to another.")
    case .notInShipment(let code, let shipment):
      Text(
        fr: "L'appareil \(code) n'est pas sur le bon n° \(shipment), ou il est déjà arrivé. "
          + "Voyez-le : `rebond shipment show \(shipment)`",
        en:
          "The device \(code) is not on the note no. \(shipment), or has arrived. See it: `rebond shipment show \(shipment)`"
      )
    case .noSuchShipment(let shipment):
      Text(
        fr: "Il n'y a pas de bon n° \(shipment). Voyez-les : `rebond shipment list`",
        en: "There is no note no. \(shipment). See them: `rebond shipment list`")
    case .noSuchStockTake(let take):
      Text(
        fr: "Il n'y a pas d'inventaire n° \(take). Commencez-en un : `rebond stocktake begin NUMÉRO`",
        en: "There is no stock-take no. \(take). Begin one: `rebond stocktake begin NUMBER`")
    case .stockTakeClosed(let take):
      Text(
        fr: "L'inventaire n° \(take) est terminé : voyez ce qu'il a trouvé (`rebond stocktake show \(take)`), "
          + "ou commencez-en un autre.",
        en: "The stock-take no. \(take) is over: see what it found (`rebond stocktake show \(take)`), or begin another."
      )
    case .kitItem(let code, let item, let present):
      Text(
        fr: "\(item.text.fr) : \(present ? "déjà avec" : "pas avec") l'appareil \(code). "
          + "Voyez ce qui va avec : `rebond kit show \(code)`",
        en: "\(item.text.en): \(present ? "already with" : "not with") the device \(code). "
          + "See what goes with it: `rebond kit show \(code)`")
    case .simNumber(let number):
      Text(
        fr: "« \(number) » n'est pas le numéro d'une carte SIM : 18 à 20 chiffres, à partir de 89, comme écrit dessus.",
        en: "“\(number)” is not the number of a SIM card: 18 to 20 digits, from 89 on, as printed on it.")
    case .simElsewhere(let code):
      Text(
        fr: "Cette carte SIM va déjà avec l'appareil \(code).",
        en: "That SIM card goes with the device \(code) already.")
    case .stockShort(let item, let left):
      Text(
        fr:
          "Il ne reste que \(left) × \(item.text.fr) en stock. Comptez-les, puis `rebond stock count \(item.rawValue) 10`",
        en:
          "There are only \(left) × \(item.text.en) in stock. Count them, then `rebond stock count \(item.rawValue) 10`"
      )
    case .stockQuantity(let quantity):
      Text(
        fr: "\(quantity) n'est pas une quantité : un nombre d'au plus 100 000, et pas zéro.",
        en: "\(quantity) is no quantity: a number of at most 100,000, and not zero.")
    case .mediumNotIn(let code, let medium):
      Text(
        fr: "Le support « \(medium) » n'est pas dans l'appareil \(code) : on ne sort que ce qui y est. "
          + "Voyez ses supports : `rebond device show \(code)`",
        en: "The medium “\(medium)” is not in the device \(code): only what is in it is taken out. "
          + "See its media: `rebond device show \(code)`")
    case .removalReason:
      Text(fr: "Pourquoi le support est-il sorti ? Donnez --reason.", en: "Why is the medium taken out? Give --reason.")
    case .noLooseMedium(let medium):
      Text(
        fr: "Aucun support n° \(medium) n'attend hors d'un appareil. Voyez-les : `rebond medium list`",
        en: "No medium no. \(medium) waits outside a device. See them: `rebond medium list`")
    case .nothingInLot:
      Text(
        fr: "Un lot porte au moins un appareil, un support (--medium) ou une pièce (--part).",
        en: "A lot carries a device, a medium (--medium) or a part (--part) at least.")
    case .bsdNumber(let written):
      Text(
        fr: "« \(written) » n'est pas un numéro de BSD : Trackdéchets l'écrit BSD-AAAAMMJJ-XXXXXXXXX. "
          + "Pour le bon d'un éco-organisme, donnez sa référence telle quelle.",
        en: "“\(written)” is no number of a BSD: Trackdéchets writes it BSD-YYYYMMDD-XXXXXXXXX. "
          + "For an éco-organisme's slip, give its reference as it is.")
    case .noSuchLot(let lot):
      Text(
        fr: "Il n'y a pas de lot n° \(lot). Voyez-les : `rebond recycling list`",
        en: "There is no lot no. \(lot). See them: `rebond recycling list`")
    case .partGone(let part):
      Text(
        fr: "La pièce n° \(part) est partie au recyclage. Voyez celles en stock : `rebond part list`",
        en: "The part no. \(part) left to be recycled. See those in stock: `rebond part list`")
    case .mediumNotLost(let medium):
      Text(
        fr: "Le support n° \(medium) n'est pas déclaré perdu. Voyez ceux qui sont là : `rebond medium list`",
        en: "The medium no. \(medium) is not declared lost. See those that are here: `rebond medium list`")
    case .serialElsewhere(let serial, let code):
      Text(
        fr: "Le numéro de série « \(serial) » est déjà celui de l'appareil \(code). Si c'est la même machine, "
          + "gardez ce code-là ; sinon, vérifiez le numéro.",
        en: "The serial number “\(serial)” is that of the device \(code) already. Is it the same machine? "
          + "Then keep one of the two; else check the number.")
    }
  }
}

extension Movement.Verb {
  /// Which state the verb needs, in brackets.
  fileprivate var requirement: Text {
    let from = transition.from
    guard !from.isEmpty else { return Text(same: "") }
    return Text(
      fr: " (il faut qu'il soit \(from.map { "« \($0.text.fr) »" }.joined(separator: " ou ")))",
      en: " (it must be \(from.map { "“\($0.text.en)”" }.joined(separator: " or ")))")
  }
}

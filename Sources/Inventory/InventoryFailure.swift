public import Kernel

/// What the inventory refuses.
public enum InventoryFailure: Failure, Equatable {
  /// No device bears the code.
  case noSuchDevice(AssetCode)
  /// The reception of the device was annulled: it never came in.
  case receptionAnnulled(AssetCode)
  /// The device is not in the state the verb leaves from.
  case wrongState(AssetCode, is: Device.StateName, verb: Movement.Verb)
  /// The device is kept for another request.
  case reservedForAnother(AssetCode)
  /// The verdict is about another device or another round.
  case proofOfAnother(AssetCode)
  /// An act would come before the device's last one: the order of days would be broken.
  case beforeLastMovement(AssetCode, day: Day, last: Day)
  /// The code is taken, or was.
  case codeTaken(AssetCode)
  /// The device has no medium by that serial number.
  case noSuchMedium(AssetCode, input: String)
  /// The medium was seen built in, or a person said so: no word takes it out again.
  case mediumIsPart(AssetCode, medium: String)
  /// The medium has a serial number already: no word changes what a machine said.
  case mediumHasSerial(AssetCode, medium: String)
  /// Several media of the device answer to that name.
  case severalMedia(AssetCode, input: String, numbers: [MediumID])
  /// The act cannot be annulled: a later movement rests on it.
  case laterMovement(AssetCode, entry: EntryID, verb: Movement.Verb)
  /// Only a device that left the chain to somebody can be donated again.
  case notGivenAway(AssetCode, is: Device.StateName)
  /// A device leaves for good under a paper with a reference.
  case emptySlip
  /// What is sold has a price; for nothing, it is given.
  case price(Money)
  /// A device is given back to whoever owns or gave it, and to nobody else.
  case notItsOwner(AssetCode)
  /// The structure neither owns the device nor was named by whoever does.
  case notTheirs(AssetCode)
  /// Nobody has said whose the device is.
  case noOwner(AssetCode)
  /// Neither a year nor a weight.
  case nothingTold
  /// Not a year in which a device of the chain can be made.
  case yearMade(Int)
  /// Not what a device can weigh, in grams.
  case weight(Int)
  /// No thing of that code is here for repair, or ever was.
  case noSuchVisitor(AssetCode)
  /// The thing is back with its owner.
  case visitorGone(AssetCode)
  /// The thing was lost while it was here.
  case visitorLost(AssetCode)
  /// The thing was not lost, or was found.
  case visitorNotLost(AssetCode)
  /// The thing is here: its owner is not forgotten.
  case visitorHere(AssetCode)
  /// The thing is somebody's own: nothing is done with it but a repair and its return.
  case isVisitor(AssetCode)
  /// Only what is in the workshop, or in for repair, is repaired.
  case notRepairable(AssetCode, is: Device.StateName)
  /// A thing taken in for repair has an owner.
  case ownerMissing
  /// There is no part by that number.
  case noSuchPart(PartID)
  /// The part was used for a repair.
  case partUsed(PartID, repair: RepairID)
  /// Parts are taken only of what is in the workshop, or taken apart.
  case notHarvestable(AssetCode, is: Device.StateName)
  /// A disk with data is no part: it is taken out as the medium it is.
  case mediumAsPart(AssetCode)
  /// A part says what it is.
  case partName
  /// A location of that kind is not in one of the other.
  case locationKind(Location.Kind, in: Location.Kind?)
  /// Something of that name is there already.
  case locationTaken(String)
  /// There is no location by that number.
  case noSuchLocation(LocationID)
  /// The device is on its way to another structure.
  case inTransit(AssetCode, ShipmentID)
  /// Only what is here and kept for nobody is sent.
  case cannotBeSent(AssetCode, is: Device.StateName)
  /// A shipment carries something, to somebody else.
  case nothingSent
  /// The device did not come with that shipment, or has arrived.
  case notInShipment(AssetCode, ShipmentID)
  /// There is no shipment by that number.
  case noSuchShipment(ShipmentID)
  /// There is no stock-take by that number.
  case noSuchStockTake(StockTakeID)
  /// The stock-take is over.
  case stockTakeClosed(StockTakeID)
  /// The thing is in the kit already, or is not.
  case kitItem(AssetCode, KitItem, present: Bool)
  /// Not the number of a SIM card.
  case simNumber(String)
  /// The SIM card goes with another device.
  case simElsewhere(AssetCode)
  /// There are fewer in stock.
  case stockShort(KitItem, left: Int)
  /// Not a quantity to count.
  case stockQuantity(Int)
  /// The medium is not in the device: it is in question, or was taken out.
  case mediumNotIn(AssetCode, medium: String)
  /// A medium is taken out for a reason.
  case removalReason
  /// No medium by that number is by itself in the chain's hands.
  case noLooseMedium(MediumID)
  /// A lot carries something.
  case nothingInLot
  /// A reference that says it is a BSD and is not written as one.
  case bsdNumber(String)
  /// There is no lot by that number.
  case noSuchLot(RecyclingLotID)
  /// The part left to be recycled.
  case partGone(PartID)
  /// The medium was not lost, or was found.
  case mediumNotLost(MediumID)
  /// Another device already bears the serial number: the same machine, or a mistake.
  case serialElsewhere(String, AssetCode)

  public var exitCode: ExitCode {
    switch self {
    case .noSuchDevice, .noSuchMedium, .noSuchVisitor, .noLooseMedium, .noSuchPart, .noSuchLocation, .noSuchShipment,
      .noSuchStockTake, .noSuchLot:
      .noInput
    case .emptySlip, .nothingTold, .yearMade, .weight, .price, .ownerMissing, .partName, .removalReason, .locationKind,
      .simNumber,
      .stockQuantity,
      .nothingSent, .nothingInLot, .bsdNumber:
      .badData
    default: .refused
    }
  }

  public var candidates: [String] {
    if case .severalMedia(_, _, let numbers) = self { numbers.map(\.description) } else { [] }
  }
}

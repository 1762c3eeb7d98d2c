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
  /// Another device already bears the serial number: the same machine, or a mistake.
  case serialElsewhere(String, AssetCode)

  public var exitCode: ExitCode {
    switch self {
    case .noSuchDevice, .noSuchMedium: .noInput
    case .emptySlip, .nothingTold, .yearMade, .weight, .price: .badData
    default: .refused
    }
  }

  public var candidates: [String] {
    if case .severalMedia(_, _, let numbers) = self { numbers.map(\.description) } else { [] }
  }
}

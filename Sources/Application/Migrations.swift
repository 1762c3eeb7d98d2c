import Directory
import Inventory
import LabelPrinting
import Loans
import Refurbishment
public import Storage
import Supply

extension Chain {
  /// Every change of schema of every room, in the order of the chain: a room may refer to those before it.
  public static let migrations: [Migration] =
    [Schema.storage] + DirectorySchema.migrations + SupplySchema.migrations + InventorySchema.migrations
    + RefurbishmentSchema.migrations + LoansSchema.migrations + LabelPrintingSchema.migrations
    + [LastContacts.migration]
}

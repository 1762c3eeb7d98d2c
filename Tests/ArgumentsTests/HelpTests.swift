import Arguments
import Kernel
import Testing

@Suite struct `Helping` {
  @Test(arguments: ["", "help", "--help", "-h", "help --lang en", "--json", "--bogus --help", "--on --help"])
  func `the program says what it can be asked`(line: String) throws {
    #expect(try Sample.help(line) == Text(fr: programFr, en: programEn))
  }

  @Test(arguments: ["device --help", "help device", "device help", "-h device", "--lang en device -h"])
  func `a noun says what can be done with it`(line: String) throws {
    #expect(try Sample.help(line) == Text(fr: nounFr, en: nounEn))
  }

  @Test(arguments: [
    "device release --help", "help device release", "device help release", "--help device release",
    "device release --bogus -h", "device release A B C D --help", "device release --reason --help",
  ])
  func `a command says all it can be told, though the rest is wrong or missing`(line: String) throws {
    #expect(try Sample.help(line) == Text(fr: commandFr, en: commandEn))
  }

  @Test func `long names and long explanations are folded`() throws {
    #expect(try Sample.help("device list -h") == Text(fr: listFr, en: listEn))
  }

  @Test func `no line is wider than eighty columns`() throws {
    for path in ["", "device", "label"] + Sample.tree.commands.map(\.path) {
      let help = try #require(try Sample.help("\(path) --help"))
      for line in (help.fr + "\n" + help.en).split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
  }

  @Test func `there is no help for a command that does not exist`() {
    #expect(throws: UsageFailure(.unknownCommand("devise", meant: "device"), in: "rebond")) {
      try Sample.help("devise --help")
    }
    #expect(throws: UsageFailure(.unknownCommand("sho", meant: "show"), in: "rebond device")) {
      try Sample.help("help device sho")
    }
  }

  @Test func `after two dashes help is a word like any other`() throws {
    #expect(throws: UsageFailure(.extraArgument("--help"), in: "rebond status")) {
      try Sample.help("status -- --help")
    }
    let release = try Sample.command(["device", "release", "--reason=--help", "REB0ND475", "help"])
    #expect((release?.command as? ReleaseDevice)?.reason == "--help")
    #expect((release?.command as? ReleaseDevice)?.note == "help")
  }
}

private let programFr = """
  Utilisation : rebond COMMANDE [PARAMÈTRES]

  Une seconde vie pour les ordinateurs

  Commandes :
    status  Dire ce qu'il y a
    device  Les appareils
    label   Les étiquettes

  Options de toute commande :
    --lang fr|en  La langue des réponses
    --on JOUR     Le jour où c'est arrivé, sinon aujourd'hui
    --json        Répondre en JSON

  « rebond COMMANDE --help » en dit plus.
  """

private let programEn = """
  Usage: rebond COMMAND [PARAMETERS]

  A second life for computers

  Commands:
    status  Tell what is there
    device  Devices
    label   Labels

  Options of every command:
    --lang fr|en  The language of answers
    --on DAY      The day it happened, else today
    --json        Answer in JSON

  “rebond COMMAND --help” tells more.
  """

private let nounFr = """
  Utilisation : rebond device VERBE [PARAMÈTRES]

  Les appareils

  Verbes :
    show     Montrer un appareil
    release  Laisser sortir un appareil
    list     Donner la liste des appareils

  « rebond device VERBE --help » en dit plus.
  """

private let nounEn = """
  Usage: rebond device VERB [PARAMETERS]

  Devices

  Verbs:
    show     Show a device
    release  Let a device leave
    list     List the devices

  “rebond device VERB --help” tells more.
  """

private let commandFr = """
  Utilisation : rebond device release CODE [REMARQUE] --reason MOTIF
      [--price EUROS] [--medium SÉRIE]… [--grade CHOIX] [--force]

  Laisser sortir un appareil

  L'appareil doit être prêt : chaque étape de sa gamme faite, chaque support
  effacé depuis son dernier utilisateur.
  Le refus donne la liste de ce qui manque.

  Arguments :
    CODE      Le code de l'étiquette
    REMARQUE  Ce qu'il faut savoir

  Options :
    --reason MOTIF  Pourquoi l'appareil sort
    --price EUROS   Le prix
    --medium SÉRIE  Le numéro de série d'un support
    --grade CHOIX   Le grade ; au choix : excellent, veryGood, good, fair, worn
    --force         Passer outre

  Options de toute commande :
    --lang fr|en  La langue des réponses
    --on JOUR     Le jour où c'est arrivé, sinon aujourd'hui
    --json        Répondre en JSON
  """

private let commandEn = """
  Usage: rebond device release CODE [NOTE] --reason REASON [--price EUROS]
      [--medium SERIAL]… [--grade CHOICE] [--force]

  Let a device leave

  The device must be ready: each step of its route done, each medium erased since
  its last user.
  A refusal lists what is missing.

  Arguments:
    CODE  The code on the label
    NOTE  What to know

  Options:
    --reason REASON  Why the device leaves
    --price EUROS    The price
    --medium SERIAL  The serial number of a medium
    --grade CHOICE   The grade; one of: excellent, veryGood, good, fair, worn
    --force          Override

  Options of every command:
    --lang fr|en  The language of answers
    --on DAY      The day it happened, else today
    --json        Answer in JSON
  """

private let listFr = """
  Utilisation : rebond device list [--donation NUMÉRO] [--order code|day]
      [--without-those-lent-to NOM]

  Donner la liste des appareils

  Options :
    --donation NUMÉRO  Seulement ceux d'un don
    --order code|day   L'ordre de la liste (sinon code)
    --without-those-lent-to NOM
                       Laisser de côté les appareils prêtés à cette structure,
                       même si le prêt est fini depuis longtemps

  Options de toute commande :
    --lang fr|en  La langue des réponses
    --on JOUR     Le jour où c'est arrivé, sinon aujourd'hui
    --json        Répondre en JSON
  """

private let listEn = """
  Usage: rebond device list [--donation NUMBER] [--order code|day]
      [--without-those-lent-to NAME]

  List the devices

  Options:
    --donation NUMBER  Only those of a donation
    --order code|day   The order of the list (code unless given)
    --without-those-lent-to NAME
                       Leave out the devices lent to this structure, even when the
                       loan has been over for a long time

  Options of every command:
    --lang fr|en  The language of answers
    --on DAY      The day it happened, else today
    --json        Answer in JSON
  """

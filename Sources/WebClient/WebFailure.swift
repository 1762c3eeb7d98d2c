public import Kernel

/// Why a service of the web gave no answer; never what was asked.
public enum WebFailure: Failure, Equatable {
  /// The library that asks, libcurl, is not installed.
  case noLibrary
  /// An address that is none, or that secrets may not be sent to.
  case unsafeAddress(String)
  /// No connection, or a broken one.
  case unreachable(host: String)
  case timedOut(host: String)
  /// The answer is longer than any such service gives.
  case tooLong(host: String)
  /// A message certainly did not leave.
  case mailNotSent(host: String)
  /// The connection broke while a message was being sent: it may have left.
  case mailUncertain(host: String)

  public var exitCode: ExitCode {
    switch self {
    case .noLibrary, .unsafeAddress: .configuration
    case .unreachable, .timedOut, .mailNotSent, .mailUncertain: .busy
    case .tooLong: .badData
    }
  }

  public var text: Text {
    switch self {
    case .noLibrary:
      Text(
        fr: "La bibliothèque libcurl n'est pas installée : rien ne peut être demandé. Installez le paquet libcurl4.",
        en: "The library libcurl is not installed: nothing can be asked. Install the package libcurl4.")
    case .unsafeAddress(let address):
      Text(
        fr: "« \(address) » n'est pas l'adresse sûre d'un service : écrivez-la comme https://particulier.api.gouv.fr.",
        en: "“\(address)” is no safe address of a service: write it like https://particulier.api.gouv.fr.")
    case .unreachable(let host):
      Text(
        fr: "Le service \(host) ne peut pas être joint. Vérifiez le réseau, ou demandez l'attestation au foyer.",
        en: "The service \(host) cannot be reached. Check the network, or ask the household for its statement.")
    case .timedOut(let host):
      Text(
        fr: "Le service \(host) n'a pas répondu à temps. Réessayez plus tard, ou demandez l'attestation au foyer.",
        en: "The service \(host) did not answer in time. Try again later, or ask the household for its statement.")
    case .mailNotSent(let host):
      Text(
        fr:
          "Le serveur de courriel \(host) n'a pas pris le message : il n'est pas parti. Vérifiez le réseau, le compte et "
          + "l'adresse, puis recommencez.",
        en:
          "The mail server \(host) did not take the message: it did not leave. Check the network, the account and the "
          + "address, then start again.")
    case .mailUncertain(let host):
      Text(
        fr:
          "La liaison avec le serveur de courriel \(host) s'est coupée pendant l'envoi : le message est peut-être parti. "
          + "Regardez dans sa boîte d'envoi, puis dites-le : voyez `rebond reminder list`.",
        en: "The connection to the mail server \(host) broke while sending: the message may have left. "
          + "Look at its sent messages, then say so: see `rebond reminder list`.")
    case .tooLong(let host):
      Text(
        fr: "Le service \(host) a répondu trop longuement pour être cru : rien n'est enregistré.",
        en: "The service \(host) answered at too great a length to be believed: nothing is recorded.")
    }
  }
}

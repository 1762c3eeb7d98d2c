import Glibc

/// Why the system refuses to open, read or write a file: a number of `errno(3)`.
public struct SystemError: Hashable, Sendable {
  /// The number, such as `ENOENT`.
  public let number: Int32

  /// Makes an error from the number the system gave.
  public init(_ number: Int32) {
    self.number = number
  }

  /// The reason in words; the rare ones by their number, since the system tells them in English.
  public var text: Text {
    switch number {
    case ENOENT: Text(fr: "ce fichier ou ce dossier n'existe pas", en: "there is no such file or folder")
    case EACCES, EPERM: Text(fr: "ce compte n'y a pas droit", en: "this account has no right to it")
    case ENOTDIR: Text(fr: "une partie du chemin n'est pas un dossier", en: "a part of the path is not a folder")
    case ENOSPC, EDQUOT: Text(fr: "le disque est plein", en: "the disk is full")
    case EROFS: Text(fr: "le disque est en lecture seule", en: "the disk is read-only")
    case EIO: Text(fr: "le disque ne répond pas comme il faut", en: "the disk does not answer as it should")
    case EFBIG: Text(fr: "le fichier est trop grand", en: "the file is too large")
    case EBADF: Text(fr: "la sortie est fermée", en: "the output is closed")
    case EISDIR: Text(fr: "c'est un dossier", en: "it is a folder")
    case ENAMETOOLONG: Text(fr: "le nom est trop long", en: "the name is too long")
    case ELOOP: Text(fr: "des liens symboliques y tournent en rond", en: "its links go in circles")
    case EMFILE, ENFILE: Text(fr: "trop de fichiers sont ouverts", en: "too many files are open")
    case ESTALE:
      Text(
        fr: "le fichier a été déplacé ou remplacé entre-temps",
        en: "the file was moved or replaced in the meantime")
    case EINVAL: Text(fr: "ce nom n'est pas possible", en: "such a name is not possible")
    case EEXIST: Text(fr: "il y a déjà quelque chose sous ce nom", en: "something of that name is there already")
    case EBUSY, ETXTBSY: Text(fr: "un autre programme s'en sert", en: "another program is using it")
    case EAGAIN, ETIMEDOUT: Text(fr: "le système ne répond pas à temps", en: "the system does not answer in time")
    case ENOMEM: Text(fr: "il n'y a plus de mémoire", en: "there is no memory left")
    case ENXIO, ENODEV: Text(fr: "le périphérique n'est pas là", en: "the device is not there")
    case EXDEV, ENOSYS, EOPNOTSUPP: Text(fr: "ce disque ne le permet pas", en: "this disk does not allow it")
    case ENOLCK: Text(fr: "ce disque n'a plus de verrous", en: "this disk has no locks left")
    case ECONNREFUSED: Text(fr: "personne n'écoute à cette adresse", en: "nobody listens at that address")
    case ECONNRESET: Text(fr: "la liaison a été coupée", en: "the connection was broken")
    case EHOSTUNREACH, ENETUNREACH: Text(fr: "aucun chemin n'y mène", en: "no way leads there")
    case EPIPE: Text(fr: "plus personne ne lit", en: "nobody reads any more")
    default: Text(fr: "erreur \(number) du système", en: "system error \(number)")
    }
  }
}

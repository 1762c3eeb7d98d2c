import CZlib

/// Compresses pieces of a file, each by itself, with zlib.
final class Deflate {
  private var stream = z_stream()

  /// Makes a compressor.
  ///
  /// - Parameter level: 1 for haste to 9 for the smallest result.
  /// - Throws: ``TypesettingFailure/drawing(_:)`` when zlib refuses.
  init(level: Int32) throws(TypesettingFailure) {
    guard rebond_deflate_init(&stream, level) == Z_OK else { throw .drawing("zlib") }
  }

  deinit { deflateEnd(&stream) }

  /// The bytes in the zlib format, RFC 1950, which PDF calls FlateDecode.
  func compressed(_ bytes: [UInt8]) throws(TypesettingFailure) -> [UInt8] {
    deflateReset(&stream)
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    var status = Z_OK
    let result = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      bytes.withUnsafeBufferPointer { input in
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(bound)
        status = deflate(&stream, Z_FINISH)
        count = bound - Int(stream.avail_out)
      }
    }
    guard status == Z_STREAM_END else { throw .drawing("zlib") }
    return result
  }
}

import Foundation
import Glibc
import Kernel
import TestSupport
import Testing
import Typesetting

@testable import LabelPrinting

@Suite struct `A stream for a printer` {
  let templates: LabelTemplates

  init() throws { templates = LabelTemplates() }

  func stream(
    _ stock: String, _ printer: String, copies: Int = 1, lines: [String] = ["Élève \"à\" \\ [R]", "x"]
  ) throws -> [UInt8] {
    let item = LabelItem(code: "M9S-346-Q3V", baseURL: "https://r47.example", lines: lines)
    return try LabelSheet.render(
      [item], with: templates.setup("asset", stock, printer), placing: LabelPlacing(copies: copies), created: noon
    ).bytes
  }

  @Test func `in TSPL is set up before each label`() throws {
    let bytes = try stream("zebra-50x25", "tspl-203", copies: 3)
    let text = String(decoding: bytes.prefix(104), as: UTF8.self)
    #expect(
      text.hasPrefix(
        "SIZE 50 mm,25 mm\r\nGAP 3 mm,0 mm\r\nREFERENCE 0,0\r\nCODEPAGE UTF-8\r\nDIRECTION 1\r\nCLS\r\nBITMAP 0,0,50,200,0,"
      ))
    #expect(bytes.suffix(11).elementsEqual("\r\nPRINT 3,1\r\n".utf8.suffix(11)))
    // Its white is 1.
    let start = try #require(bytes.firstRange(of: Array("BITMAP 0,0,50,200,0,".utf8))).upperBound
    #expect(bytes[start] == 0xFF)
  }

  @Test func `in EPL2 says its size and its gap in dots`() throws {
    let bytes = try stream("zebra-50x25", "epl2-203", copies: 2)
    #expect(bytes.starts(with: "\nI8,A,033\nq400\nQ200,24\nN\nGW0,0,50,200,".utf8))
    #expect(bytes.suffix(4).elementsEqual("\nP2\n".utf8))
  }

  @Test func `for Brother names the tape, and ends pages as it should`() throws {
    let bytes = try stream("brother-dk-11209", "brother-ql", copies: 2)
    #expect(bytes.prefix(4) == [0x1B, 0x69, 0x61, 0x01])
    #expect(bytes[404..<410] == [0x1B, 0x40, 0x1B, 0x69, 0x61, 0x01])
    // Die-cut, 62 mm wide and 29 long, 271 lines, first page.
    #expect(bytes[410..<426] == [0x1B, 0x69, 0x53, 0x1B, 0x69, 0x7A, 0xCE, 0x0B, 62, 29, 0x0F, 0x01, 0, 0, 0, 0])
    let page = 3 + 13 + 4 + 4 + 4 + 5 + 271 * 93
    #expect(bytes.count == 410 + 2 * page + 2)
    #expect(bytes[410 + page] == 0x0C)
    #expect(bytes[410 + page + 15] == 1)
    #expect(bytes.last == 0x1A)
    let endless = try stream("brother-dk-22205", "brother-ql")
    #expect(endless[417..<420] == [0x0A, 62, 0])
  }

  @Test func `for Brother wants a tape`() throws {
    #expect(throws: LabelPrintingFailure.noTape(stock: "zebra-50x25", printer: "brother-ql")) {
      try stream("zebra-50x25", "brother-ql")
    }
  }

  @Test func `in ESC/POS is one picture, cut off after each copy`() throws {
    let bytes = try stream("receipt-48x30", "escpos-203", copies: 2)
    let one: [UInt8] = [0x1D, 0x76, 0x30, 0, 48, 0, 240, 0]
    #expect(bytes.starts(with: [0x1B, 0x40, 0x1B, 0x74, 16] + one))
    #expect(bytes.count == 5 + 2 * (8 + 48 * 240 + 4))
    #expect(bytes.suffix(4) == [0x1D, 0x56, 66, 0])
  }

  @Test func `asks for the printer's own symbols and letters, each text escaped`() throws {
    // 29 letters and digits: as many as version 2 holds at level Q.
    let payload = "HTTPS://R47.EXAMPLE/M9S346Q3V"
    let tspl = String(decoding: try stream("zebra-50x25", "tspl-203-firmware"), as: UTF8.self)
    #expect(tspl.contains(/QRCODE \d+,\d+,Q,5,A,0,M2,"HTTPS:\/\/R47.EXAMPLE\/M9S346Q3V"\r\n/))
    // A backslash, which TSPL has no way to write, is left to us with its line.
    #expect(!tspl.contains("Élève"))
    let quoted = String(
      decoding: try stream("zebra-50x25", "tspl-203-firmware", lines: ["Élève \"à\" [R]"]), as: UTF8.self)
    #expect(quoted.contains("\"Élève \\[\"]à\\[\"] [R]\""))
    let zpl = String(decoding: try stream("zebra-50x25", "zebra-203-firmware", lines: ["^XA ~JA _ \\"]), as: UTF8.self)
    #expect(zpl.contains("^BY2,3,1^BQN,2,5,Q,7^FH_^FDQA,\(payload)^FS"))
    #expect(zpl.contains("^FH_^FD_5EXA _7EJA _5F _5C^FS"))
    #expect(!zpl.contains("^FD^XA"))
    let epl = try stream("zebra-50x25", "epl2-203-firmware")
    let name =
      Array("N,\"".utf8) + [0xC9, 0x6C, 0xE8, 0x76, 0x65, 0x20, 0x5C, 0x22, 0xE0, 0x5C, 0x22, 0x20, 0x5C, 0x5C]
    #expect(epl.firstRange(of: name) != nil)
    let pos = try stream("receipt-72x40", "escpos-203-firmware")
    let length = UInt8(payload.utf8.count + 3)
    #expect(pos.firstRange(of: [0x1D, 0x28, 0x6B, length, 0, 49, 80, 48] + Array(payload.utf8)) != nil)
    #expect(pos.firstRange(of: [0x1D, 0x28, 0x6B, 3, 0, 49, 69, 50]) != nil)
  }

  @Test func `leaves to the printer only what it draws as asked`() throws {
    let zpl = String(
      decoding: try stream("zebra-50x25", "zebra-203-firmware", lines: ["مكتبة", "Ελλάδα", "€ été"]), as: UTF8.self)
    #expect(!zpl.contains("Ελλάδα"))
    #expect(zpl.contains("€ été"))
  }
}

@Suite struct `A connection to a printer` {
  /// A printer of this machine that takes so many bytes, then hangs up at once; nothing takes all.
  ///
  /// - Parameter pause: how many microseconds it prints at what it took, before it takes more.
  func listening(taking most: Int?, pause: UInt32 = 0, _ body: (Int) throws -> Void) throws {
    let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(server) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        // A small buffer, so that the sender notices soon.
        var room: Int32 = 4096
        setsockopt(server, SOL_SOCKET, SO_RCVBUF, &room, 4)
        return bind(server, raw, size) == 0 && listen(server, 1) == 0 && getsockname(server, raw, &size) == 0
      }
    }
    try #require(bound)
    let thread = Thread {
      let client = accept(server, nil, nil)
      guard client >= 0 else { return }
      var (taken, buffer) = (0, [UInt8](repeating: 0, count: 1024))
      while most.map({ taken < $0 }) ?? true {
        let count = read(client, &buffer, buffer.count)
        guard count > 0 else { break }
        taken += count
        if pause > 0 { usleep(pause) }
      }
      if most != nil {
        var hard = linger(l_onoff: 1, l_linger: 0)
        setsockopt(client, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
      }
      close(client)
    }
    thread.start()
    try body(Int(UInt16(bigEndian: address.sin_port)))
  }

  @Test func `gives all its bytes, and says when they were taken`() throws {
    try listening(taking: nil) { port in
      let connection = try PrinterConnection(host: "127.0.0.1", port: port, patience: 5)
      try connection.send([UInt8](repeating: 65, count: 300_000))
      try connection.finish()
      #expect(connection.sent == 300_000)
    }
  }

  @Test func `broken off says how far it came`() throws {
    try listening(taking: 50_000) { port in
      let connection = try PrinterConnection(host: "127.0.0.1", port: port, patience: 5)
      var sent = 0
      #expect(throws: PrinterConnection.Broken.self) {
        while sent < 20_000_000 {
          try connection.send([UInt8](repeating: 65, count: 10_000))
          sent += 10_000
        }
        try connection.finish()
      }
      // What lay unread in its memory is lost and counts for nothing, but for what its word, a moment old, is behind by: less
      // than a label, which is why the last one is sent again.
      #expect(connection.accepted > 0)
      #expect(connection.accepted < 60_000)
    }
  }

  @Test func `to a slow printer waits as long as it goes on`() throws {
    // 300,000 bytes at 1,024 in 5 ms or more take longer than the second it may stay silent.
    try listening(taking: nil, pause: 5_000) { port in
      let connection = try PrinterConnection(host: "127.0.0.1", port: port, patience: 1)
      try connection.send([UInt8](repeating: 65, count: 300_000))
      try connection.finish()
      #expect(connection.sent == 300_000)
    }
  }

  @Test func `to a printer that is away is refused in time`() throws {
    #expect(throws: PrinterConnection.Broken(reason: SystemError(ECONNREFUSED))) {
      try PrinterConnection(host: "127.0.0.1", port: 9, patience: 2)
    }
    #expect(throws: PrinterConnection.UnknownHost.self) {
      try PrinterConnection(host: "no-such-printer.invalid", port: 9100, patience: 2)
    }
  }
}

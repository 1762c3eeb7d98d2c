public import Kernel

extension Request {
  /// What is told anew of a draft; what is not told stays.
  public struct News: Sendable {
    public var prescriber: StructureID?
    public var device: DeviceCategory?
    public var uses: String?
    public var channel: Channel?
    public var needs = Needs()
    /// What is not asked for any more.
    public var dropped: [Part] = []

    /// Nothing new.
    public init() {}
  }

  /// What a draft can say no more.
  public enum Part: String, Sendable, CaseIterable {
    case connection, training, help, urgency, place, times
  }
}

extension Request.Wish {
  /// What is wished with what is told now.
  ///
  /// - Throws: ``LoansFailure/nothingNew``, ``LoansFailure/emptyUses``.
  public func told(_ news: Request.News) throws(LoansFailure) -> Request.Wish {
    let told = try Request.Wish(
      household: household, prescriber: news.prescriber ?? prescriber, device: news.device ?? device,
      uses: news.uses ?? uses, channel: news.channel ?? channel, needs: needs.told(news.needs, without: news.dropped))
    guard told != self else { throw .nothingNew }
    return told
  }
}

extension Request.Needs {
  fileprivate func told(_ news: Request.Needs, without dropped: [Request.Part]) -> Request.Needs {
    func kept<Value>(_ part: Request.Part, _ value: Value?) -> Value? { dropped.contains(part) ? nil : value }
    func kept<Value>(_ part: Request.Part, _ values: [Value], _ told: [Value]) -> [Value] {
      told.isEmpty ? (dropped.contains(part) ? [] : values) : told
    }
    return Request.Needs(
      connection: news.connection ?? kept(.connection, connection),
      trainings: kept(.training, trainings, news.trainings), help: kept(.help, help, news.help),
      urgency: news.urgency ?? kept(.urgency, urgency), meeting: news.meeting ?? kept(.place, meeting),
      times: news.times ?? kept(.times, times))
  }
}

import Arguments
import Directory
import Kernel

extension Rebond {
  /// Everything the program can be asked; help is made from it.
  static let tree = CommandTree<Session>(
    "rebond",
    Text(
      fr: "La filière de réemploi numérique d'un département, du don au prêt solidaire.",
      en: "A département's computer-reuse chain, from the gift to the solidarity loan."),
    global: GlobalOptions.all,
    entries: [
      .command(Init.self),
      .command(Status.self),
      .command(Check.self),
      .command(Backup.self),
      .command(Correct.self),
      .command(JournalShow.self),
      .noun(
        "person", Text(fr: "les personnes de la filière", en: "the people of the chain"),
        verbs: [
          PersonAdd.self, PersonList.self, PersonShow.self, PersonBadge.self, Tell<PersonAspect>.self,
          PersonAttend.self, PersonAttendance.self,
        ]),
      .noun(
        "structure", Text(fr: "les structures partenaires", en: "the partner structures"),
        verbs: [
          StructureAdd.self, StructureList.self, StructureShow.self, Tell<StructureAspect>.self, StructureLogo.self,
          StructureJoin.self,
          StructureLeave.self, StructureStatusFile.self, StructureStatusList.self,
        ]),
      .noun(
        "place", Text(fr: "les lieux", en: "the places"),
        verbs: [PlaceAdd.self, PlaceList.self, PlaceShow.self, Tell<PlaceAspect>.self, PlaceDirectory.self]),
      .noun(
        "territory", Text(fr: "les communes et leurs groupements", en: "the communes and their groupings"),
        verbs: [TerritoryImportFile.self, TerritoryListing.self, TerritoryShow.self]),
      .noun(
        "donor", Text(fr: "les donateurs (gisements)", en: "the donors"),
        verbs: [
          DonorAdd.self, DonorAddPerson.self, DonorEngage.self, DonorExhaust.self, DonorApproach.self, DonorTell.self,
          DonorContribute.self, DonorShow.self, DonorList.self, DonorGuide.self, DonorReuseProof.self,
        ]),
      .noun(
        "convention", Text(fr: "les conventions de don", en: "the gift conventions"),
        verbs: [
          ConventionPrint.self, ConventionSign.self, ConventionFile.self, ConventionCopy.self, ConventionShow.self,
          ConventionList.self, ConventionCount.self,
        ]),
      .noun(
        "donation", Text(fr: "les dons et leur réception", en: "the donations and their reception"),
        verbs: [
          DonationAdd.self, DonationImport.self, DonationAppoint.self, DonationClose.self, DonationTicket.self,
          DonationReceive.self,
          DonationReceiveAgain.self,
          DonationReport.self, DonationCertificates.self, DonationOutcome.self, DonationReceipt.self, DonationList.self,
          DonationShow.self,
        ]),
      .noun(
        "device", Text(fr: "les appareils", en: "the devices"),
        verbs: [
          DeviceRegister.self, DeviceShow.self, DeviceList.self, DeviceImport.self, DeviceMedium.self, DeviceTell.self,
          DeviceRelease.self,
          DeviceTransfer.self,
          DeviceEntrust.self, DeviceGive.self, DeviceSell.self, DeviceGiveBack.self, DeviceHarvest.self,
          DeviceRecycle.self,
          DeviceLose.self, DeviceFind.self, DeviceBringIn.self, DeviceHandBack.self,
          DeviceMove.self, DeviceSearchCommand.self, DeviceHistory.self,
          DeviceSystem.self, DeviceFitness.self, DeviceSupport.self, DeviceComponentsShow.self,
        ]),
      .noun(
        "evidence", Text(fr: "ce que les machines disent d'elles-mêmes", en: "what machines say of themselves"),
        verbs: [
          EvidenceRead.self, EvidenceImport.self, EvidenceWatch.self, EvidenceReread.self, EvidenceAttach.self,
          EvidenceAcceptAnnulment.self,
          EvidenceList.self,
        ]),
      .noun(
        "policy", Text(fr: "ce que l'atelier demande", en: "what the workshop asks for"),
        verbs: [PolicyAdopt.self, PolicyShow.self]),
      .noun(
        "station", Text(fr: "les postes d'effacement", en: "the wiping stations"), verbs: [StationDeclare.self]),
      .noun(
        "work", Text(fr: "le travail de l'atelier", en: "the workshop's work"),
        verbs: [
          WorkStart.self, WorkTriage.self, WorkCheck.self, WorkGrade.self, WorkAttestNoMedium.self, WorkReopen.self,
          WorkShow.self,
          WorkReport.self, WorkActivityShow.self,
        ]),
      .noun(
        "repair", Text(fr: "les réparations, et ce que des personnes confient", en: "repairs, and what people entrust"),
        verbs: [
          RepairOpen.self, RepairUse.self, RepairClose.self, RepairShow.self, RepairList.self, RepairTakeIn.self,
          RepairReturn.self, RepairForgetOwner.self, RepairOrders.self, RepairCosts.self,
          RepairLose.self, RepairFind.self, RepairQuote.self, RepairAnswer.self, RepairPrint.self, RepairReceipt.self,
        ]),
      .noun(
        "location",
        Text(fr: "les rangements : bâtiments, salles, étagères, caisses", en: "buildings, rooms, shelves, boxes"),
        verbs: [LocationAdd.self, LocationList.self]),
      .noun(
        "kit", Text(fr: "ce qui va avec un appareil", en: "what goes with a device"),
        verbs: [KitShow.self, KitAdd.self, KitRemove.self]),
      .noun(
        "stock",
        Text(fr: "ce qui se compte : chargeurs, souris, cartes SIM", en: "what is counted: chargers, mice, SIM cards"),
        verbs: [StockList.self, StockCount.self, StockThreshold.self]),
      .noun(
        "shipment", Text(fr: "les envois d'une structure à une autre", en: "what is sent from a structure to another"),
        verbs: [ShipmentSend.self, ShipmentReceive.self, ShipmentNote.self, ShipmentShow.self, ShipmentList.self]),
      .noun(
        "stocktake", Text(fr: "les inventaires", en: "the stock-takes"),
        verbs: [StockTakeBegin.self, StockTakeSee.self, StockTakeShow.self, StockTakeApply.self]),
      .noun(
        "recycling", Text(fr: "les lots remis au recyclage", en: "the lots handed to recycling"),
        verbs: [RecyclingSend.self, RecyclingShow.self, RecyclingList.self]),
      .noun(
        "part", Text(fr: "les pièces détachées", en: "the parts"), verbs: [PartAdd.self, PartList.self, PartShow.self]),
      .noun(
        "alarm", Text(fr: "les alertes", en: "the alarms"), verbs: [AlarmList.self, AlarmReport.self, AlarmSettle.self]),
      .noun(
        "erasure", Text(fr: "les effacements et leurs certificats", en: "the erasures and their certificates"),
        verbs: [ErasureValidate.self, ErasureAttest.self, ErasureVouchClock.self, ErasureCertificate.self]),
      .noun(
        "medium", Text(fr: "les supports sortis des appareils", en: "the media taken out of devices"),
        verbs: [
          MediumRemove.self, MediumList.self, MediumHandOver.self, MediumLose.self, MediumFind.self,
          MediumHistoryShow.self,
        ]),
      .noun(
        "label", Text(fr: "les étiquettes", en: "the labels"),
        verbs: [
          LabelRender.self, LabelPrint.self, LabelSend.self, LabelReprint.self, LabelJobs.self, LabelPreview.self,
          LabelReserve.self, LabelCalibrate.self, LabelCheck.self, LabelCards.self,
        ]),
      .noun(
        "printer", Text(fr: "les imprimantes d'étiquettes", en: "the label printers"),
        verbs: [PrinterCalibrate.self, PrinterList.self]),
      .noun(
        "household", Text(fr: "les foyers et ce qu'on sait d'eux", en: "the households and what is known of them"),
        verbs: [
          HouseholdAdd.self, HouseholdFactAdd.self, HouseholdShow.self, HouseholdProofs.self, HouseholdQuotient.self,
          HouseholdFind.self,
        ]),
      .noun(
        "programme", Text(fr: "les programmes et leurs règles", en: "the programmes and their rules"),
        verbs: [
          ProgrammeAdopt.self, ProgrammeList.self, ProgrammeWaiting.self, ProgrammeCommission.self,
          ProgrammeCommissions.self,
        ]),
      .noun(
        "funding", Text(fr: "les lignes de financement", en: "the funding lines"),
        verbs: [FundingOpen.self, FundingGrant.self, FundingSpend.self, FundingList.self]),
      .noun(
        "offer", Text(fr: "les offres sociales d'accès à Internet", en: "the social offers of access to the Internet"),
        verbs: [OfferList.self, OfferRecordCommand.self, OfferAdopt.self, OfferSheet.self]),
      .noun(
        "sim", Text(fr: "les cartes SIM solidaires prêtées", en: "the solidarity SIM cards lent"),
        verbs: [SIMLend.self, SIMEnd.self, SIMList.self]),
      .noun(
        "outcome", Text(fr: "les badges, Pass et brochures", en: "the badges, passes and brochures"),
        verbs: [OutcomeRecordCommand.self, OutcomeList.self, OutcomeAdopt.self]),
      .noun(
        "survey", Text(fr: "le questionnaire de satisfaction sur papier", en: "the satisfaction survey on paper"),
        verbs: [SurveyPrint.self, SurveyEnter.self, SurveyShow.self]),
      .noun(
        "request", Text(fr: "les demandes des foyers", en: "the households' requests"),
        verbs: [
          RequestAdd.self, RequestShow.self, RequestList.self, RequestAllocate.self, RequestRelease.self,
          RequestRefuse.self, RequestWithdraw.self, RequestLetter.self, RequestContest.self, RequestConfirm.self,
          RequestFind.self, RequestEdit.self, RequestSubmit.self, RequestInform.self, RequestIncomplete.self,
          RequestComplete.self,
          RequestReorient.self, RequestAppoint.self, RequestAgenda.self, RequestExpired.self, RequestForm.self,
          RequestInvite.self, RequestPrescribe.self, RequestPrescribed.self, RequestPrescriptions.self,
          RequestUntold.self, RequestTold.self,
        ]),
      .noun(
        "eligibility", Text(fr: "qui a droit à quoi", en: "who has a right to what"),
        verbs: [
          EligibilityDecide.self, EligibilityCheck.self, EligibilityDiff.self, EligibilityEstimate.self,
          EligibilityLanguage.self, EligibilityOverride.self, EligibilityReplay.self, EligibilitySimulate.self,
        ]),
      .noun(
        "contract",
        Text(
          fr: "les contrats : prêts, locations, ventes, dons", en: "the contracts: loans, rentals, sales, gifts"),
        verbs: [
          ContractSign.self, ContractPrint.self, ContractFile.self, ContractShow.self, ContractCancel.self,
          ContractRenew.self, ContractConvert.self, ContractEvent.self, ContractPapersShow.self, ContractLendTo.self,
          ContractShortLoan.self, ContractList.self, ContractImport.self,
        ]),
      .noun(
        "payment", Text(fr: "l'argent des contrats", en: "the money of contracts"),
        verbs: [
          PaymentRecord.self, PaymentExempt.self, PaymentList.self, PaymentArrears.self, PaymentReceipt.self,
        ]),
      .noun(
        "gathering",
        Text(fr: "les remises collectives", en: "the gatherings where many families get their devices"),
        verbs: [
          GatheringPlan.self, GatheringInvite.self, GatheringSign.self, GatheringAttend.self, GatheringPrint.self,
          GatheringShow.self, GatheringList.self,
        ]),
      .noun(
        "incident", Text(fr: "les pannes, casses, vols et pertes", en: "breakdowns, breakages, thefts and losses"),
        verbs: [
          IncidentRecord.self, IncidentComplaint.self, IncidentExchange.self, IncidentSettle.self, IncidentList.self,
        ]),
      .noun(
        "handover", Text(fr: "la remise des appareils", en: "the hand-over of devices"),
        verbs: [HandoverRecord.self, HandoverPrint.self]),
      .noun(
        "followup", Text(fr: "le suivi des prêts", en: "the follow-up of loans"),
        verbs: [
          FollowUpList.self, FollowUpDone.self, FollowUpAssign.self, FollowUpAgenda.self, FollowUpAdopt.self,
        ]),
      .noun(
        "training", Text(fr: "la formation des foyers", en: "the households' training"),
        verbs: [
          TrainingModules.self, TrainingRecord.self, TrainingPix.self, TrainingShow.self, TrainingAttest.self,
        ]),
      .noun(
        "reminder", Text(fr: "les relances", en: "the reminders"),
        verbs: [
          ReminderDue.self, ReminderLetter.self, ReminderCall.self, ReminderSend.self, ReminderSettle.self,
          ReminderList.self,
        ]),
      .noun(
        "privacy", Text(fr: "les données des personnes", en: "people's data"),
        verbs: [
          PrivacyDueCommand.self, PrivacyAnonymise.self, PrivacyExport.self, PrivacyRectify.self, PrivacyAccesses.self,
        ]),
      .noun(
        "return", Text(fr: "le retour des appareils", en: "the return of devices"),
        verbs: [ReturnRecord.self, ReturnPrint.self]),
      .command(ScanSession.self),
      .command(ReportFigures.self),
    ])
}

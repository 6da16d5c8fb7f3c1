overskrift = Hva betaler brukerne selv?
uten-satser = Datagrunnlaget har ikke alle satsene for egenbetaling for noe år, så betalingen er ikke regnet ut.
langtid = Med { $inntekt } i årsinntekt betaler en beboer på langtidsopphold { $betaler } i året etter satsene for { $aar }, { $andel } av inntekten, før fradrag for skatt, renter og forsørgelse. Inntekten er et eksempel.
langtid-egne = De { $antall } beboerne betaler { $betaler } i året til sammen etter satsene for { $aar }, før fradrag for skatt, renter og forsørgelse.
langtid-udekket = Med en kostpris på { $kostpris } per plass er { $udekket } udekket.
satsaar = Satsene er fra { $aar }, det nyeste året datagrunnlaget har alle for; rapporten gjelder { $rapportaar }.
kostra = En plass kostet { $kostnad } i { $aar } (KOSTRA). Betalingen i eksempelet dekker { $andel } av det; { $udekket } er udekket.
uten-kostpris = Hva en plass eller en time koster kommunen, og hva brukerne betaler i alt, er ikke i datagrunnlaget. Gapet mellom selvkost og egenbetaling er derfor ikke regnet ut; beløpene kan oppgis under [okonomi] i filen med egne ord.
uten-bistand = For husstander over 2 G setter kommunen selv satsene for praktisk bistand. De er ikke i datagrunnlaget, så nivået kan ikke sammenlignes med andres.
bistand = { $antall } husstander betaler { $betaler } i året for praktisk bistand med kommunens egne satser{ $udekket ->
    [ingen] .
   *[noe] ; { $udekket } er udekket.
}
refusjon = Av utgiftene til de ressurskrevende tjenestene i { $aar }, { $utgift }, dekker staten { $refusjon } ({ $andel }); kommunen betaler { $netto }.
tabell = Egenandeler: satsen som gjaldt i { $aar }, eller den nærmeste datagrunnlaget har
kolonne-sats = Egenandel
kolonne-aar = Satsen er fra
kolonne-beloep = Beløp
sats-korttid_per_doegn = Korttidsopphold, per døgn
sats-dag_eller_nattopphold = Dag- eller nattopphold, per opphold
sats-praktisk_bistand_under_2_G = Praktisk bistand under 2 G, høyeste sats per måned
sats-fribeloep_langtid = Fribeløp ved langtidsopphold, per år
note = Avlastning, øyeblikkelig hjelp døgnopphold og hjemmesykepleie er gratis. Korttidssatsen gjelder de { $doegn } første døgnene i kalenderåret; deretter betales det som for langtidsopphold.

overskrift = Kva betaler brukarane sjølve?
uten-satser = Datagrunnlaget har ikkje alle satsane for eigenbetaling for noko år, så betalinga er ikkje rekna ut.
langtid = Med { $inntekt } i årsinntekt betaler ein bebuar på langtidsopphald { $betaler } i året etter satsane for { $aar }, { $andel } av inntekta, før frådrag for skatt, renter og forsørging. Inntekta er eit eksempel.
langtid-egne = Dei { $antall } bebuarane betaler { $betaler } i året til saman etter satsane for { $aar }, før frådrag for skatt, renter og forsørging.
langtid-udekket = Med ein kostpris på { $kostpris } per plass er { $udekket } udekt.
satsaar = Satsane er frå { $aar }, det nyaste året datagrunnlaget har alle for; rapporten gjeld { $rapportaar }.
kostra = Ein plass kosta { $kostnad } i { $aar } (KOSTRA). Betalinga i eksempelet dekkjer { $andel } av det; { $udekket } er udekt.
uten-kostpris = Kva ein plass eller ein time kostar kommunen, og kva brukarane betaler i alt, er ikkje i datagrunnlaget. Gapet mellom sjølvkost og eigenbetaling er difor ikkje rekna ut; beløpa kan oppgivast under [okonomi] i fila med eigne ord.
uten-bistand = For husstandar over 2 G set kommunen sjølv satsane for praktisk hjelp. Dei er ikkje i datagrunnlaget, så nivået kan ikkje samanliknast med det andre har.
bistand = { $antall } husstandar betaler { $betaler } i året for praktisk hjelp med kommunen sine eigne satsar{ $udekket ->
    [ingen] .
   *[noe] ; { $udekket } er udekt.
}
refusjon = Av utgiftene til dei ressurskrevjande tenestene i { $aar }, { $utgift }, dekkjer staten { $refusjon } ({ $andel }); kommunen betaler { $netto }.
tabell = Eigendelar: satsen som galdt i { $aar }, eller den næraste datagrunnlaget har
kolonne-sats = Eigendel
kolonne-aar = Satsen er frå
kolonne-beloep = Beløp
sats-korttid_per_doegn = Korttidsopphald, per døgn
sats-dag_eller_nattopphold = Dag- eller nattopphald, per opphald
sats-praktisk_bistand_under_2_G = Praktisk hjelp under 2 G, høgaste sats per månad
sats-fribeloep_langtid = Fribeløp ved langtidsopphald, per år
note = Avlasting, akutt døgnopphald og heimesjukepleie er gratis. Korttidssatsen gjeld dei { $doegn } første døgna i kalenderåret; deretter blir det betalt som for langtidsopphald.

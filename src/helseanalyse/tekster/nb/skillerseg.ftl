overskrift = Det som skiller seg ut
ingen = Datagrunnlaget har ingen forholdstall for { $kommune } i { $aar } og ikke nok om befolkning og plasser. Derfor er det ikke noe å trekke fram. Hent tallene, eller velg et annet år.
faa = { $form ->
    [en] Bare én setning kan skrives: datagrunnlaget har ikke nok til flere.
   *[flere] Bare { $antall } setninger kan skrives: datagrunnlaget har ikke nok til flere.
}
tabell = Det setningene bygger på, { $aar }
note = Setningene er valgt etter faste regler: størst klare forskjell fra sammenligningen, kostnaden lengst fra de andres, størst klare endring over tid, nyeste brudd, folketall og plassbehov. «Klart» betyr at 95 %-intervallet for forskjellen ikke inneholder null.
hode-hva = Hva
hode-andre = De andre, eller før
hode-vurdering = Vurdering

avvik-1 = Mest skiller { $kommune } seg ut på { $hva }: { $egen } mot { $snitt } i { $hvem }. Det er klart { $form ->
    [dobbel] høyere, mer enn det dobbelte.
    [halv] lavere, mindre enn halvparten.
    [lavere] lavere.
   *[hoeyere] høyere.
}
avvik-2 = Deretter kommer { $hva }, der { $kommune } har { $egen } og { $hvem } { $snitt }: { $form ->
    [dobbel] klart høyere, mer enn det dobbelte.
    [halv] klart lavere, mindre enn halvparten.
    [lavere] klart lavere.
   *[hoeyere] klart høyere.
}
avvik-3 = Også { $hva } skiller seg klart ut, med { $egen } mot { $snitt }: { $form ->
    [dobbel] mer enn det dobbelte av de andre.
    [halv] mindre enn halvparten av de andre.
    [lavere] lavere enn hos de andre.
   *[hoeyere] høyere enn hos de andre.
}
ingen-klare = { $form ->
    [en] På den ene andelen som kan prøves, er { $kommune } ikke klart forskjellig fra { $hvem }: forskjellen er ikke større enn tilfeldigheter kan gi.
    [to] På de to andelene som kan prøves, er { $kommune } ikke klart forskjellig fra { $hvem }: forskjellene er ikke større enn tilfeldigheter kan gi.
   *[flere] På ingen av de { $antall } andelene som kan prøves, er { $kommune } klart forskjellig fra { $hvem }: forskjellene er ikke større enn tilfeldigheter kan gi.
}
ikke-proevd = Om { $kommune } er klart forskjellig fra { $hvem }, kan ikke prøves: kilden oppgir forholdstallene uten antallene bak.
andeler = { $form ->
    [ingen] Ingen andeler kan prøves
    [en] { $antall } andel som kan prøves
   *[flere] { $antall } andeler som kan prøves
}
plass = Av { $antall } kommuner har { $kommune } { $retning ->
    [opp] høyest
   *[ned] lavest
} verdi på { $hva }, { $verdi }. Om forskjellen er klar, kan ikke prøves.

kostnad = { $hva } var { $verdi } i { $aar }: { $mot }.
kostnad-mot = { $retning ->
    [lik] like høyt som i { $hvem }
    [opp] { $prosent } høyere enn i { $hvem }
   *[ned] { $prosent } lavere enn i { $hvem }
}
prioritering = I { $aar } gikk { $egen } av ressursene i { $kommune } til helse og omsorg, mot { $andre } i { $hvem }.

utvikling = Størst klare endring over tid er det i { $hva }, som har { $retning ->
    [opp] økt
   *[ned] falt
} fra { $fra } i { $aar } til { $til } i { $naa }.
ingen-endring = { $form ->
    [en] Den ene andelen som kan prøves over tid, har ikke endret seg klart.
    [to] De to andelene som kan prøves over tid, har ikke endret seg klart.
   *[flere] Ingen av de { $antall } andelene som kan prøves over tid, har endret seg klart.
}
over-tid = { $form ->
    [en] { $antall } andel over tid
   *[flere] { $antall } andeler over tid
}
ikke-endret = ikke klart endret
endret-opp = klart økt
endret-ned = klart falt

brudd = Tallene for { $hva } er brutt i { $aar }, fordi { $grunn }. Tall før og etter kan ikke sammenlignes.
brutt = brudd i { $aar }
grunn-iplos = IPLOS ble tatt i bruk
grunn-iplos-barn = IPLOS ble tatt i bruk, og barneboliger og avlastning telles med
grunn-iplos-2018 = IPLOS fikk en ny versjon, og noen tall er kopiert fra året før
grunn-avsluttet = tabellen ble avsluttet, og senere tall er regnet på en annen måte
grunn-medfinansiering = medfinansieringen falt bort og døgnopphold for øyeblikkelig hjelp kom til
grunn-rom = de regnes av rom og ikke lenger av plasser
grunn-aarsverk = årsverk beregnes på en ny måte
grunn-kopiert = tallet er kopiert fra et annet år
grunn-annen = tallene lages på en annen måte enn før

folk = { $retning ->
    [lik] Tallet på innbyggere 80 år og over er det samme i { $til } som i { $aar }: { $da }.
    [opp] Tallet på innbyggere 80 år og over går opp fra { $naa } i { $aar } til { $da } i { $til }, { $prosent } flere.
   *[ned] Tallet på innbyggere 80 år og over går ned fra { $naa } i { $aar } til { $da } i { $til }, { $prosent } færre.
}
over-80 = Innbyggere 80 år og over, { $aar } og { $naa }

behov = Med samme dekning som i dag trengs det { $behov } { $base ->
    [i_bruk] institusjonsplasser i bruk
    [beboere] plasser til beboere i institusjon
    [heldoegn] { $form ->
        [en] plass
       *[flere] plasser
    } i institusjon eller bolig med heldøgns bemanning
   *[kapasitet] { $form ->
        [en] institusjonsplass
       *[flere] institusjonsplasser
    }
} i { $aar }, mot { $naa } i { $fra } ({ $avrunding ->
    [ned] rundet ned
    [naermeste] rundet til nærmeste
   *[opp] rundet opp
}).
behov-maal = Med målet om en dekning på { $dekning } per 100 innbyggere 80 år og over trengs det { $behov } { $base ->
    [i_bruk] institusjonsplasser i bruk
    [beboere] plasser til beboere i institusjon
    [heldoegn] { $form ->
        [en] plass
       *[flere] plasser
    } i institusjon eller bolig med heldøgns bemanning
   *[kapasitet] { $form ->
        [en] institusjonsplass
       *[flere] institusjonsplasser
    }
} i { $aar }, mot { $naa } i { $fra } ({ $avrunding ->
    [ned] rundet ned
    [naermeste] rundet til nærmeste
   *[opp] rundet opp
}).
base-kapasitet = institusjonsplasser
base-i_bruk = institusjonsplasser i bruk
base-beboere = beboere i institusjon
base-heldoegn = institusjonsplasser og heldøgns boliger
avrundet-opp = rundet opp
avrundet-naermeste = rundet til nærmeste
avrundet-ned = rundet ned

overskrift = Det som skil seg ut
ingen = Datagrunnlaget har ingen forholdstal for { $kommune } i { $aar } og ikkje nok om folketal og plassar. Difor er det ikkje noko å trekkje fram. Hent tala, eller vel eit anna år.
faa = { $form ->
    [en] Berre éi setning kan skrivast: datagrunnlaget har ikkje nok til fleire.
   *[flere] Berre { $antall } setningar kan skrivast: datagrunnlaget har ikkje nok til fleire.
}
tabell = Det setningane byggjer på, { $aar }
note = Setningane er valde etter faste reglar: størst klare skilnad frå samanlikninga, kostnaden lengst frå dei andre, størst klare endring over tid, nyaste brot, folketal og plassbehov. «Klart» tyder at 95 %-intervallet for skilnaden ikkje inneheld null.
hode-hva = Kva
hode-andre = Dei andre, eller før
hode-vurdering = Vurdering

avvik-1 = Mest skil { $kommune } seg ut på { $hva }: { $egen } mot { $snitt } i { $hvem }. Det er klart { $form ->
    [dobbel] høgare, meir enn det doble.
    [halv] lågare, mindre enn halvparten.
    [lavere] lågare.
   *[hoeyere] høgare.
}
avvik-2 = Deretter kjem { $hva }, der { $kommune } har { $egen } og { $hvem } { $snitt }: { $form ->
    [dobbel] klart høgare, meir enn det doble.
    [halv] klart lågare, mindre enn halvparten.
    [lavere] klart lågare.
   *[hoeyere] klart høgare.
}
avvik-3 = Også { $hva } skil seg klart ut, med { $egen } mot { $snitt }: { $form ->
    [dobbel] meir enn det doble av dei andre.
    [halv] mindre enn halvparten av dei andre.
    [lavere] lågare enn hos dei andre.
   *[hoeyere] høgare enn hos dei andre.
}
ingen-klare = { $form ->
    [en] På den eine prosentdelen som kan prøvast, er { $kommune } ikkje klart ulik { $hvem }: skilnaden er ikkje større enn det som kan vere tilfeldig.
    [to] På dei to prosentdelane som kan prøvast, er { $kommune } ikkje klart ulik { $hvem }: skilnadene er ikkje større enn det som kan vere tilfeldig.
   *[flere] På ingen av dei { $antall } prosentdelane som kan prøvast, er { $kommune } klart ulik { $hvem }: skilnadene er ikkje større enn det som kan vere tilfeldig.
}
ikke-proevd = Om { $kommune } er klart ulik { $hvem }, kan ikkje prøvast: kjelda oppgir forholdstala utan tala bak.
andeler = { $form ->
    [ingen] Ingen prosentdelar kan prøvast
    [en] { $antall } prosentdel som kan prøvast
   *[flere] { $antall } prosentdelar som kan prøvast
}
plass = Av { $antall } kommunar har { $kommune } { $retning ->
    [opp] høgast
   *[ned] lågast
} verdi på { $hva }, { $verdi }. Om skilnaden er klar, kan ikkje prøvast.

kostnad = { $hva } var { $verdi } i { $aar }: { $mot }.
kostnad-mot = { $retning ->
    [lik] like høgt som i { $hvem }
    [opp] { $prosent } høgare enn i { $hvem }
   *[ned] { $prosent } lågare enn i { $hvem }
}
prioritering = I { $aar } gjekk { $egen } av ressursane i { $kommune } til helse og omsorg, mot { $andre } i { $hvem }.

utvikling = Størst klare endring over tid er det i { $hva }, som har { $retning ->
    [opp] auka
   *[ned] gått ned
} frå { $fra } i { $aar } til { $til } i { $naa }.
ingen-endring = { $form ->
    [en] Den eine prosentdelen som kan prøvast over tid, har ikkje endra seg klart.
    [to] Dei to prosentdelane som kan prøvast over tid, har ikkje endra seg klart.
   *[flere] Ingen av dei { $antall } prosentdelane som kan prøvast over tid, har endra seg klart.
}
over-tid = { $form ->
    [en] { $antall } prosentdel over tid
   *[flere] { $antall } prosentdelar over tid
}
ikke-endret = ikkje klart endra
endret-opp = klart auka
endret-ned = klart gått ned

brudd = Tala for { $hva } er brotne i { $aar }, fordi { $grunn }. Tal før og etter kan ikkje samanliknast.
brutt = brot i { $aar }
grunn-iplos = IPLOS vart teken i bruk
grunn-iplos-barn = IPLOS vart teken i bruk, og barnebustader og avlasting er rekna med
grunn-iplos-2018 = IPLOS fekk ein ny versjon, og nokre tal er kopierte frå året før
grunn-avsluttet = tabellen vart avslutta, og seinare tal er rekna på ein annan måte
grunn-medfinansiering = medfinansieringa fall bort og døgnopphald for augeblikkeleg hjelp kom til
grunn-rom = dei er rekna av rom og ikkje lenger av plassar
grunn-aarsverk = årsverk blir rekna på ein ny måte
grunn-kopiert = talet er kopiert frå eit anna år
grunn-annen = tala blir laga på ein annan måte enn før

folk = { $retning ->
    [lik] Talet på innbyggjarar 80 år og over er det same i { $til } som i { $aar }: { $da }.
    [opp] Talet på innbyggjarar 80 år og over går opp frå { $naa } i { $aar } til { $da } i { $til }, { $prosent } fleire.
   *[ned] Talet på innbyggjarar 80 år og over går ned frå { $naa } i { $aar } til { $da } i { $til }, { $prosent } færre.
}
over-80 = Innbyggjarar 80 år og over, { $aar } og { $naa }

behov = Med same dekning som i dag trengst det { $behov } { $base ->
    [i_bruk] institusjonsplassar i bruk
    [beboere] plassar til bebuarar i institusjon
    [heldoegn] { $form ->
        [en] plass
       *[flere] plassar
    } i institusjon eller bustad med bemanning heile døgnet
   *[kapasitet] { $form ->
        [en] institusjonsplass
       *[flere] institusjonsplassar
    }
} i { $aar }, mot { $naa } i { $fra } ({ $avrunding ->
    [ned] runda ned
    [naermeste] runda til næraste
   *[opp] runda opp
}).
behov-maal = Med målet om ei dekning på { $dekning } per 100 innbyggjarar 80 år og over trengst det { $behov } { $base ->
    [i_bruk] institusjonsplassar i bruk
    [beboere] plassar til bebuarar i institusjon
    [heldoegn] { $form ->
        [en] plass
       *[flere] plassar
    } i institusjon eller bustad med bemanning heile døgnet
   *[kapasitet] { $form ->
        [en] institusjonsplass
       *[flere] institusjonsplassar
    }
} i { $aar }, mot { $naa } i { $fra } ({ $avrunding ->
    [ned] runda ned
    [naermeste] runda til næraste
   *[opp] runda opp
}).
base-kapasitet = institusjonsplassar
base-i_bruk = institusjonsplassar i bruk
base-beboere = bebuarar i institusjon
base-heldoegn = institusjonsplassar og bustader med bemanning heile døgnet
avrundet-opp = runda opp
avrundet-naermeste = runda til næraste
avrundet-ned = runda ned

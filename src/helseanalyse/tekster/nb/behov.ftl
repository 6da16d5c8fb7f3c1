overskrift = Hva trengs fram mot { $aar }?
mangler = Behovet for plasser kan ikke regnes ut for { $navn }: datagrunnlaget mangler { $hva }. Tallene hentes med «helseanalyse hent», eller oppgis under [plassbehov] i filen med egne ord.
mangler-antall = antall institusjonsplasser eller beboere
mangler-naa = innbyggere 80 år og over i dag
mangler-da = en framskriving av innbyggere 80 år og over
ikke-fram = Framskrivingen i datagrunnlaget går ikke lenger enn til { $aar }, som ikke er etter de nyeste tallene på innbyggere. Behovet for plasser er derfor ikke regnet ut.
grunnlag-kapasitet = plasser (kapasitet)
grunnlag-i_bruk = plasser i bruk
grunnlag-beboere = beboere
grunnlag-heldoegn = plasser og beboere i heldøgns bolig
enhet-kapasitet = { $form ->
    [en] plass
   *[flere] plasser
}
enhet-i_bruk = { $form ->
    [en] plass i bruk
   *[flere] plasser i bruk
}
enhet-beboere = { $form ->
    [en] institusjonsbeboer
   *[flere] institusjonsbeboere
}
enhet-heldoegn = { $form ->
    [en] plass eller heldøgns bolig
   *[flere] plasser og heldøgns boliger
}
i-aar = i { $aar }
i-dag = i dag
svar = Med dagens dekning gir befolkningen i { $navn } et behov for { $da } { $enhet } i { $aar }. { $endring ->
    [faerre] Det er { $antall } færre enn de { $naa } { $naar }.
    [flere] Det er { $antall } flere enn de { $naa } { $naar }.
    [mellom] Det er fra { $faerre } færre til { $flere } flere enn de { $naa } { $naar }.
   *[like] Det er like mange som { $naar }.
}
utregning = Grunnlaget er { $grunnlag }: { $naa } { $naar }, eller { $dekning } per 100 innbyggere 80 år og over. Innbyggerne i den alderen går fra { $folk_naa } { $folk_naar } til { $folk_da } i { $aar }. { $hele ->
    [ja] Behovet er regnet uten avrunding.
   *[nei] Behovet er { $behov } før det er rundet { $avrunding ->
        [opp] opp
        [ned] ned
       *[naermeste] til nærmeste hele tall
    }.
}
framskriving = Dette er en framskriving med uendret dekning, ikke et mål: helse, boliger og familieomsorg antas å være som i dag.
alternativer = Framskrivingens laveste og høyeste alternativ gir { $lav } og { $hoey }.
bare-hoved = Datagrunnlaget har bare framskrivingens hovedalternativ, så hvor mye befolkningen kan avvike, er ikke med.
intervall = Regnet ut fra antallet i dag alene går 95 %-intervallet for behovet i { $aar } fra { $lav } til { $hoey }.
figurtittel = { $navn } i { $aar }: { $da } { $enhet } med dagens dekning, mot { $naa } { $naar }
figurtittel-maal = { $navn } i { $aar }: { $da } { $enhet } med dagens dekning, { $maal } med målet
akse = Antall
serie-framskriving = Dagens dekning
serie-maal = Mål
serie-optimistisk = Behovet utsettes
undertittel = Hel linje: dagens dekning og framskrivingens hovedalternativ (MMMM). { $maal ->
    [ja] Stiplet linje: målet.
   *[nei] {""}
} { $baand ->
    [alternativer] Mørkt bånd: laveste til høyeste alternativ. Lyst bånd: i tillegg små tall i dag (95 %).
   *[bruk] Bånd: små tall i dag (95 %).
}
alt-figur = Linjer år for år. { $tittel }. { $liste }
alt-linje = { $serie }: { $verdier }.
alt-punkt = { $verdi } i { $aar }
aarstabell = { $navn }: behov år for år, rundet { $avrunding ->
    [opp] opp
    [ned] ned
   *[naermeste] til nærmeste
}
kolonne-aar = År
kolonne-folk = Innbyggere 80+
kolonne-behov = Behov med dagens dekning
kolonne-alternativ = Lavest–høyest alternativ
kolonne-maal = Med målet
aarsnote = Innbyggerne er talt 1. januar. Grunnlaget er { $grunnlag }.
svarene = Svaret avhenger av hva som telles i dag, og av hvordan det rundes av. Tabellen viser alle svar på det samme spørsmålet.
rutenett = Behov i { $aar } med { $folk } innbyggere 80 år og over
kolonne-grunnlag = Grunnlag
kolonne-antall = Antall i dag
kolonne-uavrundet = Behov
kolonne-endring = Endring
kolonne-opp = Rundet opp
kolonne-naermeste = Nærmeste
kolonne-ned = Rundet ned
trykt = Svar merket * står i rapporten fra 2013.
trykt-regel = Rapporten fra 2013 svarte { $kapasitet } og { $bruk } plasser. Det første følger av kapasiteten rundet opp, det andre av plassene i bruk rundet til nærmeste: samme avrunding gir ikke begge. Rapporten brukte innbyggertallet for { $aar_da } om { $aar }.
maal-overskrift = Målet
maal = Med målet på { $dekning } per 100 innbyggere 80 år og over er behovet { $antall } { $enhet } i { $aar }, { $mot ->
    [faerre] { $forskjell } færre enn med dagens dekning
    [flere] { $forskjell } flere enn med dagens dekning
    [mellom] fra { $faerre } færre til { $flere } flere enn med dagens dekning
   *[like] like mange som med dagens dekning
}. Målet er oppgitt av brukeren og er ingen prognose.
hjemme-overskrift = Hjemmetjenester
hjemme-mangler = Mottakere av hjemmetjenester etter alder, eller innbyggere etter alder, er ikke i datagrunnlaget for { $navn }. Behovet for hjemmetjenester er derfor ikke regnet ut.
hjemme = Med samme bruk i hver aldersgruppe som i { $aar_naa } får { $navn } { $da } brukere av hjemmetjenester i { $aar }, { $mot ->
    [faerre] { $forskjell } færre enn de { $naa } i { $aar_naa }
    [flere] { $forskjell } flere enn de { $naa } i { $aar_naa }
   *[like] like mange som i { $aar_naa }
}.
hjemme-spenn = Framskrivingens laveste og høyeste alternativ gir { $lav } og { $hoey } brukere.
hjemme-tabell = Brukere av hjemmetjenester etter alder, { $aar_naa } og { $aar }
kolonne-alder = Alder
kolonne-brukere = Brukere { $aar }
kolonne-rate = Per 1000 innbyggere
alder-0-66 = 0–66 år
alder-67-79 = 67–79 år
alder-80 = 80 år og over
alder-alle = I alt
hjemme-note = Brukere 31. desember { $aar_naa } er delt på innbyggerne dagen etter og ganget med innbyggerne 1. januar { $aar }. Gruppen 67–79 år er alle brukere uten de to andre.
innsats-overskrift = Årsverk og kroner
innsats = { $mill ->
    [ukjent] Prisen på en plass er ikke i datagrunnlaget, så endringen er ikke regnet i kroner.
    [ingen] Med like mange plasser er det ingen endring å regne om til kroner.
   *[kjent] { $retning ->
        [mindre] Endringen i plasser svarer til { $beloep } mindre i året i faste priser, om hele kostnaden følger plassene.
       *[mer] Endringen i plasser svarer til { $beloep } mer i året i faste priser, om hele kostnaden følger plassene.
    }
}
innsats-tabell = Hva endringen til { $aar } krever
kolonne-hva = Hva
kolonne-naa = I dag
kolonne-aarsverk = Årsverk
kolonne-mill = Mill. kr i året
linje-dagens = { $enhet }, dagens dekning
linje-maal = { $enhet }, målet
linje-hjemme = Brukere av hjemmetjenester
til = { $fra } til { $til }
uten-aarsverk = Årsverk per plass er ikke oppgitt, så årsverkene er ikke regnet ut; de kan oppgis under [plassbehov] i filen med egne ord.
aarsverk-eget = Årsverk: { $antall } per plass, brukerens eget tall.
pris-egen = { $hva }: { $mill } mill. kr, brukerens egen pris.
pris-ganget = { $hva }: { $mill } mill. kr, brukerens egne årsverk per plass ganger egen pris per årsverk.
pris-kostra = { $hva }: { $mill } mill. kr, kommunens utgifter per institusjonsplass i { $aar } (KOSTRA).
pris-planene = { $hva }: { $mill } mill. kr, et spenn fra tiltak i andre kommuners planer, i planenes egne priser.
pris-plass = Pris per plass
pris-verk = Pris per årsverk
faste-priser = Prisvekst er ikke med.

overskrift = Kva trengst fram mot { $aar }?
mangler = Behovet for plassar kan ikkje reknast ut for { $navn }: datagrunnlaget manglar { $hva }. Tala blir henta med «helseanalyse hent», eller oppgitt under [plassbehov] i fila med eigne ord.
mangler-antall = talet på institusjonsplassar eller bebuarar
mangler-naa = innbyggjarar 80 år og over i dag
mangler-da = ei framskriving av innbyggjarar 80 år og over
ikke-fram = Framskrivinga i datagrunnlaget går ikkje lenger enn til { $aar }, som ikkje er etter dei nyaste tala på innbyggjarar. Behovet for plassar er difor ikkje rekna ut.
grunnlag-kapasitet = plassar (kapasitet)
grunnlag-i_bruk = plassar i bruk
grunnlag-beboere = bebuarar
grunnlag-heldoegn = plassar og bebuarar i heildøgns bustad
enhet-kapasitet = { $form ->
    [en] plass
   *[flere] plassar
}
enhet-i_bruk = { $form ->
    [en] plass i bruk
   *[flere] plassar i bruk
}
enhet-beboere = { $form ->
    [en] institusjonsbebuar
   *[flere] institusjonsbebuarar
}
enhet-heldoegn = { $form ->
    [en] plass eller heildøgns bustad
   *[flere] plassar og heildøgns bustader
}
i-aar = i { $aar }
i-dag = i dag
svar = Med dekninga i dag gir folketalet i { $navn } eit behov for { $da } { $enhet } i { $aar }. { $endring ->
    [faerre] Det er { $antall } færre enn dei { $naa } { $naar }.
    [flere] Det er { $antall } fleire enn dei { $naa } { $naar }.
    [mellom] Det er frå { $faerre } færre til { $flere } fleire enn dei { $naa } { $naar }.
   *[like] Det er like mange som { $naar }.
}
utregning = Grunnlaget er { $grunnlag }: { $naa } { $naar }, eller { $dekning } per 100 innbyggjarar 80 år og over. Innbyggjarane i den alderen går frå { $folk_naa } { $folk_naar } til { $folk_da } i { $aar }. { $hele ->
    [ja] Behovet er rekna utan avrunding.
   *[nei] Behovet er { $behov } før det er runda { $avrunding ->
        [opp] opp
        [ned] ned
       *[naermeste] til næraste heile tal
    }.
}
framskriving = Dette er ei framskriving med uendra dekning, ikkje eit mål: helse, bustader og familieomsorg er venta å vere som i dag.
alternativer = Det lågaste og det høgaste alternativet i framskrivinga gir { $lav } og { $hoey }.
bare-hoved = Datagrunnlaget har berre hovudalternativet i framskrivinga, så kor mykje folketalet kan avvike, er ikkje med.
intervall = Rekna ut frå talet i dag åleine går 95 %-intervallet for behovet i { $aar } frå { $lav } til { $hoey }.
figurtittel = { $navn } i { $aar }: { $da } { $enhet } med dekninga i dag, mot { $naa } { $naar }
figurtittel-maal = { $navn } i { $aar }: { $da } { $enhet } med dekninga i dag, { $maal } med målet
akse = Tal
serie-framskriving = Dekninga i dag
serie-maal = Mål
serie-optimistisk = Behovet blir utsett
undertittel = Heil linje: dekninga i dag og hovudalternativet i framskrivinga (MMMM). { $maal ->
    [ja] Stipla linje: målet.
   *[nei] {""}
} { $baand ->
    [alternativer] Mørkt band: frå lågaste til høgaste alternativ. Lyst band: i tillegg små tal i dag (95 %).
   *[bruk] Band: små tal i dag (95 %).
}
alt-figur = Linjer år for år. { $tittel }. { $liste }
alt-linje = { $serie }: { $verdier }.
alt-punkt = { $verdi } i { $aar }
aarstabell = { $navn }: behov år for år, runda { $avrunding ->
    [opp] opp
    [ned] ned
   *[naermeste] til næraste
}
kolonne-aar = År
kolonne-folk = Innbyggjarar 80+
kolonne-behov = Behov med dekninga i dag
kolonne-alternativ = Lågaste–høgaste alternativ
kolonne-maal = Med målet
aarsnote = Innbyggjarane er talde 1. januar. Grunnlaget er { $grunnlag }.
svarene = Svaret kjem an på kva som blir talt i dag, og korleis det blir runda av. Tabellen viser alle svara på det same spørsmålet.
rutenett = Behov i { $aar } med { $folk } innbyggjarar 80 år og over
kolonne-grunnlag = Grunnlag
kolonne-antall = Tal i dag
kolonne-uavrundet = Behov
kolonne-endring = Endring
kolonne-opp = Runda opp
kolonne-naermeste = Næraste
kolonne-ned = Runda ned
trykt = Svar merkte * står i rapporten frå 2013.
trykt-regel = Rapporten frå 2013 svara { $kapasitet } og { $bruk } plassar. Det første følgjer av kapasiteten runda opp, det andre av plassane i bruk runda til næraste: same avrunding gir ikkje begge. Rapporten brukte folketalet for { $aar_da } om { $aar }.
maal-overskrift = Målet
maal = Med målet på { $dekning } per 100 innbyggjarar 80 år og over er behovet { $antall } { $enhet } i { $aar }, { $mot ->
    [faerre] { $forskjell } færre enn med dekninga i dag
    [flere] { $forskjell } fleire enn med dekninga i dag
    [mellom] frå { $faerre } færre til { $flere } fleire enn med dekninga i dag
   *[like] like mange som med dekninga i dag
}. Målet er oppgitt av brukaren og er ingen prognose.
hjemme-overskrift = Heimetenester
hjemme-mangler = Mottakarar av heimetenester etter alder, eller innbyggjarar etter alder, er ikkje i datagrunnlaget for { $navn }. Behovet for heimetenester er difor ikkje rekna ut.
hjemme = Med same bruk i kvar aldersgruppe som i { $aar_naa } får { $navn } { $da } brukarar av heimetenester i { $aar }, { $mot ->
    [faerre] { $forskjell } færre enn dei { $naa } i { $aar_naa }
    [flere] { $forskjell } fleire enn dei { $naa } i { $aar_naa }
   *[like] like mange som i { $aar_naa }
}.
hjemme-spenn = Det lågaste og det høgaste alternativet i framskrivinga gir { $lav } og { $hoey } brukarar.
hjemme-tabell = Brukarar av heimetenester etter alder, { $aar_naa } og { $aar }
kolonne-alder = Alder
kolonne-brukere = Brukarar { $aar }
kolonne-rate = Per 1000 innbyggjarar
alder-0-66 = 0–66 år
alder-67-79 = 67–79 år
alder-80 = 80 år og over
alder-alle = I alt
hjemme-note = Brukarar 31. desember { $aar_naa } er delte på innbyggjarane dagen etter og gonga med innbyggjarane 1. januar { $aar }. Gruppa 67–79 år er alle brukarar utan dei to andre.
innsats-overskrift = Årsverk og kroner
innsats = { $mill ->
    [ukjent] Prisen på ein plass er ikkje i datagrunnlaget, så endringa er ikkje rekna i kroner.
    [ingen] Med like mange plassar er det inga endring å rekne om til kroner.
   *[kjent] { $retning ->
        [mindre] Endringa i plassar svarar til { $beloep } mindre i året i faste prisar, om heile kostnaden følgjer plassane.
       *[mer] Endringa i plassar svarar til { $beloep } meir i året i faste prisar, om heile kostnaden følgjer plassane.
    }
}
innsats-tabell = Kva endringa til { $aar } krev
kolonne-hva = Kva
kolonne-naa = I dag
kolonne-aarsverk = Årsverk
kolonne-mill = Mill. kr i året
linje-dagens = { $enhet }, dekninga i dag
linje-maal = { $enhet }, målet
linje-hjemme = Brukarar av heimetenester
til = { $fra } til { $til }
uten-aarsverk = Årsverk per plass er ikkje oppgitt, så årsverka er ikkje rekna ut; dei kan oppgivast under [plassbehov] i fila med eigne ord.
aarsverk-eget = Årsverk: { $antall } per plass, eige tal frå brukaren.
pris-egen = { $hva }: { $mill } mill. kr, eigen pris frå brukaren.
pris-ganget = { $hva }: { $mill } mill. kr, eigne årsverk per plass gonga med eigen pris per årsverk.
pris-kostra = { $hva }: { $mill } mill. kr, utgiftene til kommunen per institusjonsplass i { $aar } (KOSTRA).
pris-planene = { $hva }: { $mill } mill. kr, eit spenn frå tiltak i planane til andre kommunar, i prisane frå planane.
pris-plass = Pris per plass
pris-verk = Pris per årsverk
faste-priser = Prisvekst er ikkje med.

overskrift = Kva tiltak er aktuelle?
ingen = Ingen tiltak er oppgitt for { $navn }, så kapitlet viser ingen. Dei kan oppgivast under [tiltak] i fila med eigne ord.
hvem-egne = Tiltaka er eigne tiltak frå brukaren.
hvem-nordre_follo_2026_2029 = Tiltaka er frå framlegget til kommunen for 2026–2029.
hvem-trondheim_2021_2024 = Tiltaka er frå planen til kommunen for 2021–2024.
hvem-baerum_hp_2015_2018 = Tiltaka er frå handlingsprogramma til kommunen.
hvem-romskog_handlingsplan_2014 = Tiltaka er frå handlingsplanen til kommunen for 2014.
sum = { $slag ->
    [styrking] Dei aukar utgiftene med { $liste }.
   *[innsparing] Dei gir { $liste }.
}
sum-ledd = { $beloep } i { $aar }
sum-ingen = Ingen av dei som er med, har beløp for eit år.
oppgitt = { $antall } av { $alle } tiltak har beløp; dei andre er ikkje i summane.
overlapp = Overlappar dei tiltaka som må sjåast saman, kan det bli { $lav } i { $aar }.
maal = { $naas ->
    [sikkert] Målet på { $maal } i { $aar } blir nådd om alle tiltaka gir heile beløpet, også med full overlapp.
    [kanskje] Målet på { $maal } i { $aar } blir nådd om alle tiltaka gir heile beløpet, men ikkje med full overlapp.
   *[ikke] Målet på { $maal } i { $aar } blir ikkje nådd; det manglar { $mangler }.
} Målet er oppgitt av brukaren.
realisert = Av { $vedtatt } i dei { $antall } tiltaka der begge tal er oppgitte, er { $realisert } realisert ({ $andel }). { $ikke } kan ikkje gjennomførast og må erstattast.
samlet = Gevinsten er oppgitt samla: { $beloep } i 2014 og { $aarsverk } årsverk i året frå 2015. Det er { $per } per årsverk; er det for lite for eit heilt år, gjeld beløpet ein del av 2014. Han er ikkje fordelt på tiltaka.
plasser = Til saman { $antall ->
    [faerre] tek dei bort { $plasser } plassar.
   *[flere] gir dei { $plasser } plassar til.
}
tabell = { $noen ->
    [ja] { $antall } av { $alle } tiltak har beløp, årsverk eller plassar (mill. kr)
   *[nei] { $antall } tiltak, mill. kr
}
kolonne-tiltak = Tiltak
kolonne-aarsverk = Årsverk
kolonne-plasser = Plassar
sum-rad = Sum
flere = Dei { $antall } første er viste.
strek = «–» er ikkje oppgitt.
ordlyd = Ordlyden er frå kjelda.
plan = Handlingsplan
kolonne-strategi = Strategi
kolonne-aktivitet = Aktivitet
kolonne-ansvar = Ansvar
kolonne-effekt = Effekt

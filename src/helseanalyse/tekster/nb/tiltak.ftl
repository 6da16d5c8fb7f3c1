overskrift = Hvilke tiltak er aktuelle?
ingen = Ingen tiltak er oppgitt for { $navn }, så kapitlet viser ingen. De kan oppgis under [tiltak] i filen med egne ord.
hvem-egne = Tiltakene er brukerens egne.
hvem-nordre_follo_2026_2029 = Tiltakene er fra kommunens forslag for 2026–2029.
hvem-trondheim_2021_2024 = Tiltakene er fra kommunens plan for 2021–2024.
hvem-baerum_hp_2015_2018 = Tiltakene er fra kommunens handlingsprogrammer.
hvem-romskog_handlingsplan_2014 = Tiltakene er fra kommunens handlingsplan for 2014.
sum = { $slag ->
    [styrking] De øker utgiftene med { $liste }.
   *[innsparing] De gir { $liste }.
}
sum-ledd = { $beloep } i { $aar }
sum-ingen = Ingen av dem som er med, har beløp for et år.
oppgitt = { $antall } av { $alle } tiltak har beløp; de andre er ikke i summene.
overlapp = Overlapper de tiltakene som må ses sammen, kan det bli { $lav } i { $aar }.
maal = { $naas ->
    [sikkert] Målet på { $maal } i { $aar } nås om alle tiltakene gir hele beløpet, også med full overlapp.
    [kanskje] Målet på { $maal } i { $aar } nås om alle tiltakene gir hele beløpet, men ikke med full overlapp.
   *[ikke] Målet på { $maal } i { $aar } nås ikke; det mangler { $mangler }.
} Målet er oppgitt av brukeren.
realisert = Av { $vedtatt } i de { $antall } tiltakene der begge tall er oppgitt, er { $realisert } realisert ({ $andel }). { $ikke } kan ikke gjennomføres og må erstattes.
samlet = Gevinsten er oppgitt samlet: { $beloep } i 2014 og { $aarsverk } årsverk i året fra 2015. Det er { $per } per årsverk; er det for lite for et helt år, gjelder beløpet en del av 2014. Den er ikke fordelt på tiltakene.
plasser = Til sammen { $antall ->
    [faerre] tar de bort { $plasser } plasser.
   *[flere] gir de { $plasser } plasser til.
}
tabell = { $noen ->
    [ja] { $antall } av { $alle } tiltak har beløp, årsverk eller plasser (mill. kr)
   *[nei] { $antall } tiltak, mill. kr
}
kolonne-tiltak = Tiltak
kolonne-aarsverk = Årsverk
kolonne-plasser = Plasser
sum-rad = Sum
flere = De { $antall } første er vist.
strek = «–» er ikke oppgitt.
ordlyd = Ordlyden er kildens egen.
plan = Handlingsplan
kolonne-strategi = Strategi
kolonne-aktivitet = Aktivitet
kolonne-ansvar = Ansvar
kolonne-effekt = Effekt

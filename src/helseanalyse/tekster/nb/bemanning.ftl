overskrift = Har kommunen folkene?
mangler = Datagrunnlaget har ingen tall om bemanning for { $navn } til og med { $aar }. KOSTRA-tall hentes med «helseanalyse hent»; egne tall kan oppgis under [bemanning] i filen med egne ord.
aar = De nyeste tallene om bemanning er fra { $aar }, { $antall } år før rapportens år; de sier lite om hvordan det er nå.
fagutdanning = { $andel } av de brukerrettede årsverkene hadde fagutdanning i { $aar } ({ $teller } av { $nevner }; 95 %-intervall { $lav }–{ $hoey } %){ $klart ->
    [uten] .
    [hoeyere] , klart mer enn hos { $hvem } ({ $snitt }).
    [lavere] , klart mindre enn hos { $hvem } ({ $snitt }).
   *[nei] , ikke klart forskjellig fra { $hvem } ({ $snitt }).
}
sykefravaer = Sykefraværet i pleie og omsorg var { $verdi } i { $aar }{ $maal ->
    [uten] .
    [naadd] , innenfor { $hvems ->
        [eget] målet
       *[kommunen] målet for hele kommunen
    } på { $maalet }.
   *[over] , { $avstand } prosentpoeng over { $hvems ->
        [eget] målet
       *[kommunen] målet for hele kommunen
    } på { $maalet }.
}
per-bruker = { $navn } hadde { $verdi } årsverk per bruker av omsorgstjenester i { $aar }{ $hvem ->
    [ingen] .
   *[noen] , { $mot } { $hvem }. Mange årsverk per bruker kan være god bemanning, brukere som trenger mye, eller få som får hjelp; kilden oppgir forholdet uten antallene, så det har ikke noe intervall.
}
mot-opp = { $prosent } flere enn
mot-ned = { $prosent } færre enn
mot-likt = like mange som
tabell = Bemanningen i { $navn }
kolonne-hva = Nøkkeltall
kolonne-aar = År
kolonne-andre = De andre samme år
folk-overskrift = Hvem kan rekrutteres?
folk = I { $aar_naa } er det { $naa } innbyggere på 20–66 år for hver innbygger over 80 år; i { $aar } blir det { $da }{ $spenn ->
    [nei] .
   *[ja] , fra { $lav } til { $hoey } i framskrivingens laveste og høyeste alternativ.
} { $yngre } Det er et forhold mellom aldre, ikke et tall på dem som arbeider eller vil søke.
folk-yngre = { $endring ->
    [likt] Innbyggere på 20–66 år er like mange som nå, { $naa }.
   *[annet] Innbyggere på 20–66 år går fra { $naa } til { $da }.
}
folk-mangler = Innbyggere etter alder, med framskriving, er ikke i datagrunnlaget for { $navn }; hvor mange som kan rekrutteres, er derfor ikke vist.
eget = eget tall

overskrift = Har kommunen folka?
mangler = Datagrunnlaget har ingen tal om bemanning for { $navn } til og med { $aar }. KOSTRA-tal blir henta med «helseanalyse hent»; eigne tal kan oppgivast under [bemanning] i fila med eigne ord.
aar = Dei nyaste tala om bemanning er frå { $aar }, { $antall } år før året i rapporten; dei seier lite om korleis det er no.
fagutdanning = { $andel } av dei brukarretta årsverka hadde fagutdanning i { $aar } ({ $teller } av { $nevner }; 95 %-intervall { $lav }–{ $hoey } %){ $klart ->
    [uten] .
    [hoeyere] , klart meir enn hos { $hvem } ({ $snitt }).
    [lavere] , klart mindre enn hos { $hvem } ({ $snitt }).
   *[nei] , ikkje klart ulikt { $hvem } ({ $snitt }).
}
sykefravaer = Sjukefråværet i pleie og omsorg var { $verdi } i { $aar }{ $maal ->
    [uten] .
    [naadd] , innanfor { $hvems ->
        [eget] målet
       *[kommunen] målet for heile kommunen
    } på { $maalet }.
   *[over] , { $avstand } prosentpoeng over { $hvems ->
        [eget] målet
       *[kommunen] målet for heile kommunen
    } på { $maalet }.
}
per-bruker = { $navn } hadde { $verdi } årsverk per brukar av omsorgstenester i { $aar }{ $hvem ->
    [ingen] .
   *[noen] , { $mot } { $hvem }. Mange årsverk per brukar kan vere god bemanning, brukarar som treng mykje, eller få som får hjelp; kjelda oppgir forholdet utan tala bak, så det har ikkje noko intervall.
}
mot-opp = { $prosent } fleire enn
mot-ned = { $prosent } færre enn
mot-likt = like mange som
tabell = Bemanninga i { $navn }
kolonne-hva = Nøkkeltal
kolonne-aar = År
kolonne-andre = Dei andre same år
folk-overskrift = Kven kan rekrutterast?
folk = I { $aar_naa } er det { $naa } innbyggjarar på 20–66 år for kvar innbyggjar over 80 år; i { $aar } blir det { $da }{ $spenn ->
    [nei] .
   *[ja] , frå { $lav } til { $hoey } i det lågaste og det høgaste alternativet i framskrivinga.
} { $yngre } Det er eit forhold mellom aldrar, ikkje eit tal på dei som arbeider eller vil søkje.
folk-yngre = { $endring ->
    [likt] Innbyggjarar på 20–66 år er like mange som no, { $naa }.
   *[annet] Innbyggjarar på 20–66 år går frå { $naa } til { $da }.
}
folk-mangler = Innbyggjarar etter alder, med framskriving, er ikkje i datagrunnlaget for { $navn }; kor mange som kan rekrutterast, er difor ikkje vist.
eget = eige tal

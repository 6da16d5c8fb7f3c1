overskrift = Hva om { $navn } hadde en annens profil?
mangler = Uten plasser og innbyggere 80 år og over kan ikke andres profil prøves i { $navn }; kapitlet om behovet sier hva som mangler.
uten-andre = Ingen kommune er valgt å sammenligne med, så ingen annens profil er prøvd.
mangler-hos = Dekningen til { $hvem } kan ikke regnes ut: plasser eller innbyggere 80 år og over mangler der.
mangler-hos-mange = Dekningen til { $antall } av de { $alle } det sammenlignes med, kan ikke regnes ut: plasser eller innbyggere 80 år og over mangler der.
svar = Med dekningen til { $hvem } ville { $navn } hatt { $naa } { $enhet } med befolkningen { $naar }, og { $da } med befolkningen i { $aar }, mot { $egen } { $enhet_egen } { $naar_egen }.
forbehold = Bare dekningen er byttet. Skal den nås, må de som ikke får plass, få hjelp på en annen måte, og hva det koster, er ikke med her.
implisert = Dekningen til { $hvem } er ikke oppgitt i rapporten fra 2013. Den er regnet bakover fra svaret som står der, og er ikke målt.
fra-aar = Dekningen til { $hvem } er fra { $aar }.
i-dag = i dag
i-aar = i { $aar }
tabell = { $navn } med andres dekning
kolonne-hvem = Dekningen til
kolonne-dekning = Per 100 over 80 år
kolonne-naa = Med { $folk } over 80 år ({ $aar })
kolonne-endring = Endring fra { $antall }
egen-rad = { $navn } selv
figurtittel = Med dekningen til { $hvem } trenger { $navn } { $antall } { $enhet } i { $aar }
undertittel = { $folk_da } innbyggere 80 år og over, mot { $folk_naa } { $naar }, og { $deres } per 100, mot { $egen }.
alt = Fossefall. { $tittel }. { $liste }.
ende-naa = { $navn } { $naar }
ende-da = Med dekningen til { $hvem } i { $aar }
trinn-behov = { $endring ->
    [opp] Flere over 80 år
    [ned] Færre over 80 år
   *[likt] Like mange over 80 år
}
trinn-dekning = Dekning som { $hvem }
orden = { $orden ->
    [behov_foerst] Trinnene er regnet med befolkningen først.
    [behov_sist] Trinnene er regnet med befolkningen sist.
   *[snitt] Hvert trinn er snittet av alle rekkefølger (Shapley).
}
summen = { $spenn ->
    [ja] Søylene står midt i hvert spenn; spennene kan ikke legges sammen.
   *[nei] Trinnene summerer seg til hele endringen.
}
til = { $fra } til { $til }
kroner-overskrift = I kroner
kroner = Med profilen til { $hvem } i institusjon og hjemmetjenester ville tjenestene i { $navn } kostet { $retning ->
    [mer] { $beloep } mer i { $aar } enn i { $aar_naa }
    [mindre] { $beloep } mindre i { $aar } enn i { $aar_naa }
   *[like] like mye i { $aar } som i { $aar_naa }
}, i { $aar_naa }-kroner.
kroner-undertittel = Institusjon (funksjon 253 og 261) og hjemmetjenester (254), netto driftsutgifter i { $aar_naa }-kroner
kroner-akse = Netto driftsutgifter, mill. kr
trinn-bruk = Brukere per innbygger som { $hvem }
trinn-mix = Fordeling mellom institusjon og hjemme som { $hvem }
trinn-pris = Kostnad per plass og mottaker som { $hvem }
kroner-ende-da = Med profilen til { $hvem } i { $aar }
kroner-mangler = Regnskapet for institusjon og hjemmetjenester mangler i datagrunnlaget for { $navn } eller dem det sammenlignes med, så forskjellen er ikke regnet i kroner.
kroner-ulike-aar = Tallene for { $hvem } er fra { $aar } og er ikke prisjustert.
kroner-note = Timer per bruker er ikke kjent og følger kostnaden per mottaker.

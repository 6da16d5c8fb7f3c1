overskrift = Kva om { $navn } hadde profilen til ein annan?
mangler = Utan plassar og innbyggjarar 80 år og over kan ikkje profilen til andre prøvast i { $navn }; kapitlet om behovet seier kva som manglar.
uten-andre = Ingen kommune er vald å samanlikne med, så ingen annan profil er prøvd.
mangler-hos = Dekninga til { $hvem } kan ikkje reknast ut: plassar eller innbyggjarar 80 år og over manglar der.
mangler-hos-mange = Dekninga til { $antall } av dei { $alle } det blir samanlikna med, kan ikkje reknast ut: plassar eller innbyggjarar 80 år og over manglar der.
svar = Med dekninga til { $hvem } ville { $navn } hatt { $naa } { $enhet } med folketalet { $naar }, og { $da } med folketalet i { $aar }, mot { $egen } { $enhet_egen } { $naar_egen }.
forbehold = Berre dekninga er bytt. Skal ho nåast, må dei som ikkje får plass, få hjelp på ein annan måte, og kva det kostar, er ikkje med her.
implisert = Dekninga til { $hvem } er ikkje oppgitt i rapporten frå 2013. Ho er rekna bakover frå svaret som står der, og er ikkje målt.
fra-aar = Dekninga til { $hvem } er frå { $aar }.
i-dag = i dag
i-aar = i { $aar }
tabell = { $navn } med dekninga til andre
kolonne-hvem = Dekninga til
kolonne-dekning = Per 100 over 80 år
kolonne-naa = Med { $folk } over 80 år ({ $aar })
kolonne-endring = Endring frå { $antall }
egen-rad = { $navn } sjølv
figurtittel = Med dekninga til { $hvem } treng { $navn } { $antall } { $enhet } i { $aar }
undertittel = { $folk_da } innbyggjarar 80 år og over, mot { $folk_naa } { $naar }, og { $deres } per 100, mot { $egen }.
alt = Fossefall. { $tittel }. { $liste }.
ende-naa = { $navn } { $naar }
ende-da = Med dekninga til { $hvem } i { $aar }
trinn-behov = { $endring ->
    [opp] Fleire over 80 år
    [ned] Færre over 80 år
   *[likt] Like mange over 80 år
}
trinn-dekning = Dekning som { $hvem }
orden = { $orden ->
    [behov_foerst] Stega er rekna med folketalet først.
    [behov_sist] Stega er rekna med folketalet sist.
   *[snitt] Kvart steg er snittet av alle rekkjefølgjer (Shapley).
}
summen = { $spenn ->
    [ja] Søylene står midt i kvart spenn; spenna kan ikkje leggjast saman.
   *[nei] Stega summerer seg til heile endringa.
}
til = { $fra } til { $til }
kroner-overskrift = I kroner
kroner = Med profilen til { $hvem } i institusjon og heimetenester ville tenestene i { $navn } kosta { $retning ->
    [mer] { $beloep } meir i { $aar } enn i { $aar_naa }
    [mindre] { $beloep } mindre i { $aar } enn i { $aar_naa }
   *[like] like mykje i { $aar } som i { $aar_naa }
}, i { $aar_naa }-kroner.
kroner-undertittel = Institusjon (funksjon 253 og 261) og heimetenester (254), netto driftsutgifter i { $aar_naa }-kroner
kroner-akse = Netto driftsutgifter, mill. kr
trinn-bruk = Brukarar per innbyggjar som { $hvem }
trinn-mix = Fordeling mellom institusjon og heime som { $hvem }
trinn-pris = Kostnad per plass og mottakar som { $hvem }
kroner-ende-da = Med profilen til { $hvem } i { $aar }
kroner-mangler = Rekneskapen for institusjon og heimetenester manglar i datagrunnlaget for { $navn } eller dei det blir samanlikna med, så skilnaden er ikkje rekna i kroner.
kroner-ulike-aar = Tala for { $hvem } er frå { $aar } og er ikkje prisjusterte.
kroner-note = Timar per brukar er ikkje kjende og følgjer kostnaden per mottakar.

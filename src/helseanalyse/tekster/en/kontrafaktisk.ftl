overskrift = What if { $navn } had another’s profile?
mangler = Without places and inhabitants aged 80 and over no other profile can be tried in { $navn }; the chapter on the need says what is missing.
uten-andre = No municipality has been chosen for comparison, so no other profile has been tried.
mangler-hos = The coverage of { $hvem } cannot be calculated: places or inhabitants aged 80 and over are missing there.
mangler-hos-mange = The coverage of { $antall } of the { $alle } it is compared with cannot be calculated: places or inhabitants aged 80 and over are missing there.
svar = With the coverage of { $hvem }, { $navn } would have { $naa } { $enhet } with the population { $naar }, and { $da } with the population in { $aar }, against { $egen } { $enhet_egen } { $naar_egen }.
forbehold = Only the coverage has been exchanged. To reach it, those who are not given a place must be helped in another way, and what that costs is not included here.
implisert = The coverage of { $hvem } is not given in the report of 2013. It has been calculated backwards from the answer printed there, and has not been measured.
fra-aar = The coverage of { $hvem } is from { $aar }.
i-dag = today
i-aar = in { $aar }
tabell = { $navn } with the coverage of others
kolonne-hvem = The coverage of
kolonne-dekning = Per 100 aged 80+
kolonne-naa = With { $folk } aged 80+ ({ $aar })
kolonne-endring = Change from { $antall }
egen-rad = { $navn } itself
figurtittel = With the coverage of { $hvem }, { $navn } needs { $antall } { $enhet } in { $aar }
undertittel = { $folk_da } inhabitants aged 80 and over, against { $folk_naa } { $naar }, and { $deres } per 100, against { $egen }.
alt = Waterfall. { $tittel }. { $liste }.
ende-naa = { $navn } { $naar }
ende-da = With the coverage of { $hvem } in { $aar }
trinn-behov = { $endring ->
    [opp] More people aged 80+
    [ned] Fewer people aged 80+
   *[likt] As many people aged 80+
}
trinn-dekning = Coverage as in { $hvem }
orden = { $orden ->
    [behov_foerst] The steps are calculated with the population first.
    [behov_sist] The steps are calculated with the population last.
   *[snitt] Each step is the mean over all orders (Shapley).
}
summen = { $spenn ->
    [ja] The bars stand in the middle of each span; the spans cannot be added.
   *[nei] The steps add up to the whole change.
}
til = { $fra } to { $til }
kroner-overskrift = In money
kroner = With the profile of { $hvem } in institutions and home care, the services in { $navn } would cost { $retning ->
    [mer] { $beloep } more in { $aar } than in { $aar_naa }
    [mindre] { $beloep } less in { $aar } than in { $aar_naa }
   *[like] as much in { $aar } as in { $aar_naa }
}, in { $aar_naa } prices.
kroner-undertittel = Institutions (functions 253 and 261) and home care services (254), net operating expenditure in { $aar_naa } prices
kroner-akse = Net operating expenditure, NOK million
trinn-bruk = Users per inhabitant as in { $hvem }
trinn-mix = Split between institutions and home as in { $hvem }
trinn-pris = Cost per place and recipient as in { $hvem }
kroner-ende-da = With the profile of { $hvem } in { $aar }
kroner-mangler = The accounts for institutions and home care services are missing from the data for { $navn } or for those it is compared with, so the difference is not given in money.
kroner-ulike-aar = The figures for { $hvem } are from { $aar } and are not adjusted for prices.
kroner-note = Hours per user are not known and follow the cost per recipient.

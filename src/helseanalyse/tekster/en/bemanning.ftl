overskrift = Does the municipality have the staff?
mangler = The data hold no staffing figures for { $navn } up to { $aar }. KOSTRA figures are fetched with “helseanalyse hent”; your own figures can be given under [bemanning] in the file with the consultant’s own words.
aar = The newest staffing figures are from { $aar }, { $antall } years before the year of the report; they say little of how things are now.
fagutdanning = { $andel } of the user-oriented man-years were worked by staff with health or social care education in { $aar } ({ $teller } of { $nevner }; 95% interval { $lav }–{ $hoey }%){ $klart ->
    [uten] .
    [hoeyere] , clearly more than in { $hvem } ({ $snitt }).
    [lavere] , clearly less than in { $hvem } ({ $snitt }).
   *[nei] , not clearly different from { $hvem } ({ $snitt }).
}
sykefravaer = Sickness absence in nursing and care was { $verdi } in { $aar }{ $maal ->
    [uten] .
    [naadd] , within { $hvems ->
        [eget] the target
       *[kommunen] the whole municipality’s target
    } of { $maalet }.
   *[over] , { $avstand } percentage points above { $hvems ->
        [eget] the target
       *[kommunen] the whole municipality’s target
    } of { $maalet }.
}
per-bruker = { $navn } had { $verdi } man-years per user of care services in { $aar }{ $hvem ->
    [ingen] .
   *[noen] , { $mot } { $hvem }. Many man-years per user can mean good staffing, users who need a great deal, or few who receive help; the source gives the ratio without the numbers behind it, so it has no interval.
}
mot-opp = { $prosent } more than
mot-ned = { $prosent } fewer than
mot-likt = as many as
tabell = Staffing in { $navn }
kolonne-hva = Key figure
kolonne-aar = Year
kolonne-andre = The others in the same year
folk-overskrift = Who can be recruited?
folk = In { $aar_naa } there are { $naa } inhabitants aged 20–66 for each inhabitant aged 80 and over; in { $aar } there will be { $da }{ $spenn ->
    [nei] .
   *[ja] , from { $lav } to { $hoey } in the projection’s lowest and highest alternatives.
} { $yngre } This is a ratio between ages, not a count of those who work or will apply.
folk-yngre = { $endring ->
    [likt] The number of inhabitants aged 20–66 is the same as now, { $naa }.
   *[annet] Inhabitants aged 20–66 go from { $naa } to { $da }.
}
folk-mangler = Inhabitants by age, with a projection, are not in the data for { $navn }; how many can be recruited is therefore not shown.
eget = own figure

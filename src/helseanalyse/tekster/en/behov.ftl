overskrift = What is needed by { $aar }?
mangler = The need for places cannot be calculated for { $navn }: the data lack { $hva }. The figures are fetched with “helseanalyse hent”, or given under [plassbehov] in the file with the consultant’s own words.
mangler-antall = the number of institutional places or residents
mangler-naa = inhabitants aged 80 and over today
mangler-da = a projection of inhabitants aged 80 and over
ikke-fram = The projection in the data goes no further than { $aar }, which is not later than the newest population figures. The need for places has therefore not been calculated.
grunnlag-kapasitet = places (capacity)
grunnlag-i_bruk = places in use
grunnlag-beboere = residents
grunnlag-heldoegn = places and residents of homes staffed round the clock
enhet-kapasitet = { $form ->
    [en] place
   *[flere] places
}
enhet-i_bruk = { $form ->
    [en] place in use
   *[flere] places in use
}
enhet-beboere = { $form ->
    [en] resident in an institution
   *[flere] residents in institutions
}
enhet-heldoegn = { $form ->
    [en] place or home staffed round the clock
   *[flere] places and homes staffed round the clock
}
i-aar = in { $aar }
i-dag = today
svar = At today’s coverage the population of { $navn } means a need for { $da } { $enhet } in { $aar }. { $endring ->
    [faerre] That is { $antall } fewer than the { $naa } { $naar }.
    [flere] That is { $antall } more than the { $naa } { $naar }.
    [mellom] That is from { $faerre } fewer to { $flere } more than the { $naa } { $naar }.
   *[like] That is the same number as { $naar }.
}
utregning = The base is { $grunnlag }: { $naa } { $naar }, or { $dekning } per 100 inhabitants aged 80 and over. Inhabitants of that age go from { $folk_naa } { $folk_naar } to { $folk_da } in { $aar }. { $hele ->
    [ja] The need is calculated without rounding.
   *[nei] The need is { $behov } before it is rounded { $avrunding ->
        [opp] up
        [ned] down
       *[naermeste] to the nearest whole number
    }.
}
framskriving = This is a projection at unchanged coverage, not a goal: health, housing and family care are assumed to be as today.
alternativer = The projection’s lowest and highest alternatives give { $lav } and { $hoey }.
bare-hoved = The data hold only the main alternative of the projection, so how far the population may deviate is not included.
intervall = Judged by today’s number alone, the 95% interval for the need in { $aar } runs from { $lav } to { $hoey }.
figurtittel = { $navn } in { $aar }: { $da } { $enhet } at today’s coverage, against { $naa } { $naar }
figurtittel-maal = { $navn } in { $aar }: { $da } { $enhet } at today’s coverage, { $maal } with the goal
akse = Number
serie-framskriving = Today’s coverage
serie-maal = Goal
serie-optimistisk = Need postponed
undertittel = Solid line: today’s coverage and the projection’s main alternative (MMMM). { $maal ->
    [ja] Dashed line: the goal.
   *[nei] {""}
} { $baand ->
    [alternativer] Dark band: lowest to highest alternative. Light band: small numbers today as well (95%).
   *[bruk] Band: small numbers today (95%).
}
alt-figur = Lines year by year. { $tittel }. { $liste }
alt-linje = { $serie }: { $verdier }.
alt-punkt = { $verdi } in { $aar }
aarstabell = { $navn }: need year by year, rounded { $avrunding ->
    [opp] up
    [ned] down
   *[naermeste] to the nearest
}
kolonne-aar = Year
kolonne-folk = Inhabitants 80+
kolonne-behov = Need at today’s coverage
kolonne-alternativ = Lowest–highest alternative
kolonne-maal = With the goal
aarsnote = Inhabitants are counted on 1 January. The base is { $grunnlag }.
svarene = The answer depends on what is counted today and on how it is rounded. The table shows every answer to the same question.
rutenett = Need in { $aar } with { $folk } inhabitants aged 80 and over
kolonne-grunnlag = Base
kolonne-antall = Number today
kolonne-uavrundet = Need
kolonne-endring = Change
kolonne-opp = Rounded up
kolonne-naermeste = Nearest
kolonne-ned = Rounded down
trykt = Answers marked * are printed in the report of 2013.
trykt-regel = The report of 2013 answered { $kapasitet } and { $bruk } places. The first follows from the capacity rounded up, the second from the places in use rounded to the nearest: the same rounding does not give both. The report used the population of { $aar_da } for { $aar }.
maal-overskrift = The goal
maal = With the goal of { $dekning } per 100 inhabitants aged 80 and over the need is { $antall } { $enhet } in { $aar }, { $mot ->
    [faerre] { $forskjell } fewer than at today’s coverage
    [flere] { $forskjell } more than at today’s coverage
    [mellom] from { $faerre } fewer to { $flere } more than at today’s coverage
   *[like] the same number as at today’s coverage
}. The goal is stated by the user and is not a forecast.
hjemme-overskrift = Home care services
hjemme-mangler = Recipients of home care services by age, or inhabitants by age, are not in the data for { $navn }. The need for home care services has therefore not been calculated.
hjemme = With the same use in each age group as in { $aar_naa }, { $navn } will have { $da } users of home care services in { $aar }, { $mot ->
    [faerre] { $forskjell } fewer than the { $naa } in { $aar_naa }
    [flere] { $forskjell } more than the { $naa } in { $aar_naa }
   *[like] the same number as in { $aar_naa }
}.
hjemme-spenn = The projection’s lowest and highest alternatives give { $lav } and { $hoey } users.
hjemme-tabell = Users of home care services by age, { $aar_naa } and { $aar }
kolonne-alder = Age
kolonne-brukere = Users { $aar }
kolonne-rate = Per 1,000 inhabitants
alder-0-66 = 0–66 years
alder-67-79 = 67–79 years
alder-80 = 80 years and over
alder-alle = Total
hjemme-note = Users on 31 December { $aar_naa } are divided by the inhabitants of the day after and multiplied by the inhabitants on 1 January { $aar }. The group aged 67–79 is all users less the two others.
innsats-overskrift = Man-years and money
innsats = { $mill ->
    [ukjent] The price of a place is not in the data, so the change is not given in money.
    [ingen] With the same number of places there is no change to turn into money.
   *[kjent] { $retning ->
        [mindre] The change in places corresponds to { $beloep } less a year at constant prices, if the whole cost follows the places.
       *[mer] The change in places corresponds to { $beloep } more a year at constant prices, if the whole cost follows the places.
    }
}
innsats-tabell = What the change to { $aar } takes
kolonne-hva = What
kolonne-naa = Today
kolonne-aarsverk = Man-years
kolonne-mill = NOK million a year
linje-dagens = { $enhet }, today’s coverage
linje-maal = { $enhet }, the goal
linje-hjemme = Users of home care services
til = { $fra } to { $til }
uten-aarsverk = Man-years per place are not given, so the man-years have not been calculated; they can be given under [plassbehov] in the file with the consultant’s own words.
aarsverk-eget = Man-years: { $antall } per place, the user’s own figure.
pris-egen = { $hva }: NOK { $mill } million, the user’s own price.
pris-ganget = { $hva }: NOK { $mill } million, own man-years per place times own price per man-year.
pris-kostra = { $hva }: NOK { $mill } million, the municipality’s expenditure per institutional place in { $aar } (KOSTRA).
pris-planene = { $hva }: NOK { $mill } million, a span from measures in other municipalities’ plans, at the plans’ own prices.
pris-plass = Price per place
pris-verk = Price per man-year
faste-priser = Price growth is not included.

overskrift = Which measures are in question?
ingen = No measures are given for { $navn }, so this chapter shows none. They can be given under [tiltak] in the file with the consultant’s own words.
hvem-egne = The measures are the user’s own.
hvem-nordre_follo_2026_2029 = The measures are from the municipality’s proposal for 2026–2029.
hvem-trondheim_2021_2024 = The measures are from the municipality’s plan for 2021–2024.
hvem-baerum_hp_2015_2018 = The measures are from the municipality’s action programmes.
hvem-romskog_handlingsplan_2014 = The measures are from the municipality’s action plan for 2014.
sum = { $slag ->
    [styrking] They increase expenditure by { $liste }.
   *[innsparing] They save { $liste }.
}
sum-ledd = { $beloep } in { $aar }
sum-ingen = None of those included has an amount for a year.
oppgitt = { $antall } of { $alle } measures have an amount; the others are not in the sums.
overlapp = If the measures that must be seen together overlap, it may be { $lav } in { $aar }.
maal = { $naas ->
    [sikkert] The goal of { $maal } in { $aar } is reached if all the measures give their whole amount, even with full overlap.
    [kanskje] The goal of { $maal } in { $aar } is reached if all the measures give their whole amount, but not with full overlap.
   *[ikke] The goal of { $maal } in { $aar } is not reached; { $mangler } is missing.
} The goal is stated by the user.
realisert = Of { $vedtatt } in the { $antall } measures for which both figures are given, { $realisert } has been realised ({ $andel }). { $ikke } cannot be carried out and must be replaced.
samlet = The gain is given for all together: { $beloep } in 2014 and { $aarsverk } man-years a year from 2015. That is { $per } per man-year; if that is too little for a whole year, the amount is for part of 2014. It is not divided between the measures.
plasser = Together they { $antall ->
    [faerre] take away { $plasser } places.
   *[flere] add { $plasser } places.
}
tabell = { $noen ->
    [ja] { $antall } of { $alle } measures have an amount, man-years or places (NOK million)
   *[nei] { $antall } measures, NOK million
}
kolonne-tiltak = Measure
kolonne-aarsverk = Man-years
kolonne-plasser = Places
sum-rad = Sum
flere = The first { $antall } are shown.
strek = “–” means not given.
ordlyd = The wording is the source’s own, in Norwegian.
plan = Action plan
kolonne-strategi = Strategy
kolonne-aktivitet = Activity
kolonne-ansvar = Responsible
kolonne-effekt = Effect

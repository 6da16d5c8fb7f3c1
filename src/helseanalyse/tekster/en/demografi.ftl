overskrift = The population ahead
ingen = The data hold no population by age for { $kommune }. The chapter is therefore short: fetch table 07459 and a projection, or enter your own figures for inhabitants aged 80 and over.
uten-framskriving = { $kommune } had { $antall } inhabitants aged 80 and over in { $aar }. The data hold no projection after this, so the chapter stops here.
over-80 = { $retning ->
    [lik] { $kommune } has the same number of inhabitants aged 80 and over in { $til } as in { $aar }: { $da }.
    [opp] { $kommune } will have more older people: inhabitants aged 80 and over go from { $naa } in { $aar } to { $da } in { $til }, that is { $antall } more ({ $prosent }).
   *[ned] { $kommune } will have fewer older people: inhabitants aged 80 and over go from { $naa } in { $aar } to { $da } in { $til }, that is { $antall } fewer ({ $prosent }).
}
andre-aldre = Over the same period there will be { $ledd }.
ledd-g-67-79 = { $retning ->
    [lik] just as many aged 67–79
    [opp] { $antall } more aged 67–79 ({ $prosent })
   *[ned] { $antall } fewer aged 67–79 ({ $prosent })
}
ledd-g-0-66 = { $retning ->
    [lik] just as many under 67
    [opp] { $antall } more under 67 ({ $prosent })
   *[ned] { $antall } fewer under 67 ({ $prosent })
}
kapasitet = For each inhabitant over 80 there were { $fra } inhabitants aged 20–66 in { $aar }; in { $til } there will be { $tall }.
alternativer = By the alternatives of the projection, the number of inhabitants aged 80 and over lies between { $lav } and { $hoey } in { $til }.
bare-80 = For both years the data hold inhabitants aged 80 and over only. Other age groups are therefore not shown.
figur-tittel = { $kommune }: { $naa } inhabitants aged 80 and over in { $aar }, { $da } in { $til }
figur-under = { $baand ->
    [ja] Points: actual figures. Line: main alternative of the projection. Band: lowest to highest alternative.
   *[nei] Points: actual figures. Line: main alternative of the projection.
}
figur-alt = { $tittel }. Year by year: { $punkter }.
figur-note = The alternatives have no probability; the band says how far apart they lie.
soeyler-under = Inhabitants aged 80 and over. Figures for the years between are not in the data.
soeyle-naa = { $aar }, actual
soeyle-da = { $aar }, projected
akse = Inhabitants aged 80 and over
faktisk = Actual
framskrevet = Projected
tabell = { $kommune }: inhabitants by age
tabell-note = Aged 20–66 per inhabitant over 80 is a ratio of age groups, not the number who give care.
hode-gruppe = Age group
hode-endring = Change
hode-prosent = In per cent
prosentpoeng = { $antall } percentage points
g-0-66 = 0–66 years
g-67-79 = 67–79 years
g-80-89 = 80–89 years
g-90 = 90 years and over
g-80 = 80 years and over
g-andel = Share aged 80 and over
g-kapasitet = Aged 20–66 per inhabitant over 80

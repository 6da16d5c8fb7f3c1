overskrift = What stands out
ingen = The data hold no ratios for { $kommune } in { $aar }, and too little on population and places. There is therefore nothing to bring forward. Fetch the figures, or choose another year.
faa = { $form ->
    [en] Only one sentence can be written: the data do not carry more.
   *[flere] Only { $antall } sentences can be written: the data do not carry more.
}
tabell = What the sentences rest on, { $aar }
note = The sentences are chosen by fixed rules: the largest clear difference from the comparison, the cost farthest from that of the others, the largest clear change over time, the newest break, population and the need for places. “Clear” means that the 95% interval of the difference does not contain zero.
hode-hva = What
hode-andre = The others, or before
hode-vurdering = Assessment

avvik-1 = { $kommune } stands out most on { $hva }: { $egen } against { $snitt } in { $hvem }. That is clearly { $form ->
    [dobbel] higher, more than double.
    [halv] lower, less than half.
    [lavere] lower.
   *[hoeyere] higher.
}
avvik-2 = Next comes { $hva }, where { $kommune } has { $egen } and { $hvem } { $snitt }: { $form ->
    [dobbel] clearly higher, more than double.
    [halv] clearly lower, less than half.
    [lavere] clearly lower.
   *[hoeyere] clearly higher.
}
avvik-3 = There is also a clear difference in { $hva }, with { $egen } against { $snitt }: { $form ->
    [dobbel] more than double that of the others.
    [halv] less than half that of the others.
    [lavere] lower than in the others.
   *[hoeyere] higher than in the others.
}
ingen-klare = { $form ->
    [en] On the one share that can be tested, { $kommune } is not clearly different from { $hvem }: the difference is no larger than chance can give.
    [to] On the two shares that can be tested, { $kommune } is not clearly different from { $hvem }: the differences are no larger than chance can give.
   *[flere] On none of the { $antall } shares that can be tested is { $kommune } clearly different from { $hvem }: the differences are no larger than chance can give.
}
ikke-proevd = Whether { $kommune } is clearly different from { $hvem } cannot be tested: the source states the ratios without the counts behind them.
andeler = { $form ->
    [ingen] No shares can be tested
    [en] { $antall } share that can be tested
   *[flere] { $antall } shares that can be tested
}
plass = Of { $antall } municipalities, { $kommune } has the { $retning ->
    [opp] highest
   *[ned] lowest
} value of { $hva }, { $verdi }. Whether the difference is clear cannot be tested.

kostnad = { $hva } was { $verdi } in { $aar }: { $mot }.
kostnad-mot = { $retning ->
    [lik] as high as in { $hvem }
    [opp] { $prosent } higher than in { $hvem }
   *[ned] { $prosent } lower than in { $hvem }
}
prioritering = In { $aar }, { $egen } of the resources in { $kommune } went to health and care, against { $andre } in { $hvem }.

utvikling = The largest clear change over time is in { $hva }, which has { $retning ->
    [opp] risen
   *[ned] fallen
} from { $fra } in { $aar } to { $til } in { $naa }.
ingen-endring = { $form ->
    [en] The one share that can be tested over time has not changed clearly.
    [to] The two shares that can be tested over time have not changed clearly.
   *[flere] None of the { $antall } shares that can be tested over time has changed clearly.
}
over-tid = { $form ->
    [en] { $antall } share over time
   *[flere] { $antall } shares over time
}
ikke-endret = not clearly changed
endret-opp = clearly risen
endret-ned = clearly fallen

brudd = There is a break in the figures for { $hva } in { $aar }, because { $grunn }. Figures before and after cannot be compared.
brutt = break in { $aar }
grunn-iplos = IPLOS was introduced
grunn-iplos-barn = IPLOS was introduced, and children’s homes and respite care are included
grunn-iplos-2018 = IPLOS came in a new version, and some figures are copied from the year before
grunn-avsluttet = the table was closed, and later figures are computed in another way
grunn-medfinansiering = co-financing of hospital stays ended and emergency beds were added
grunn-rom = they are computed from rooms and no longer from places
grunn-aarsverk = man-years are computed in a new way
grunn-kopiert = the figure is copied from another year
grunn-annen = the figures are made in another way than before

folk = { $retning ->
    [lik] The number of inhabitants aged 80 and over is the same in { $til } as in { $aar }: { $da }.
    [opp] The number of inhabitants aged 80 and over rises from { $naa } in { $aar } to { $da } in { $til }, { $prosent } more.
   *[ned] The number of inhabitants aged 80 and over falls from { $naa } in { $aar } to { $da } in { $til }, { $prosent } fewer.
}
over-80 = Inhabitants aged 80 and over, { $aar } and { $naa }

behov = At today’s coverage, { $behov } { $base ->
    [i_bruk] institutional places in use
    [beboere] places for residents of institutions
    [heldoegn] { $form ->
        [en] place in an institution or a dwelling with 24-hour staffing
       *[flere] places in institutions or dwellings with 24-hour staffing
    }
   *[kapasitet] { $form ->
        [en] institutional place
       *[flere] institutional places
    }
} { $form ->
    [en] is
   *[flere] are
} needed in { $aar }, against { $naa } in { $fra } ({ $avrunding ->
    [ned] rounded down
    [naermeste] rounded to the nearest
   *[opp] rounded up
}).
behov-maal = With the goal of a coverage of { $dekning } per 100 inhabitants aged 80 and over, { $behov } { $base ->
    [i_bruk] institutional places in use
    [beboere] places for residents of institutions
    [heldoegn] { $form ->
        [en] place in an institution or a dwelling with 24-hour staffing
       *[flere] places in institutions or dwellings with 24-hour staffing
    }
   *[kapasitet] { $form ->
        [en] institutional place
       *[flere] institutional places
    }
} { $form ->
    [en] is
   *[flere] are
} needed in { $aar }, against { $naa } in { $fra } ({ $avrunding ->
    [ned] rounded down
    [naermeste] rounded to the nearest
   *[opp] rounded up
}).
base-kapasitet = institutional places
base-i_bruk = institutional places in use
base-beboere = residents of institutions
base-heldoegn = institutional places and dwellings with 24-hour staffing
avrundet-opp = rounded up
avrundet-naermeste = rounded to the nearest
avrundet-ned = rounded down

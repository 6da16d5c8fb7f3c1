overskrift = Service profile
ingen = The data hold no ratios for { $kommune } in { $aar }, so the profile cannot be shown. Fetch the figures, or choose another year.
ingen-andre = { $kommune } is not compared with anyone. Choose at least one municipality to see what is high and low.
oppsummert = { $form ->
    [en] The profile has { $alle } ratio.
   *[flere] The profile has { $alle } ratios.
} { $proevdform ->
    [ingen] For none of them does the source state the counts needed to test whether a difference is clear.
    [en] For { $proevd } of them it can be tested whether the difference is clear.
   *[flere] For { $proevd } of them it can be tested whether the difference is clear.
}
ingen-klare = None of these is clearly different in { $kommune } and in { $hvem }.
hoeyere = Clearly higher than in { $hvem }: { $hva }.
lavere = Clearly lower than in { $hvem }: { $hva }.
flere = { $antall } more
tabell = The service profile of { $kommune }, { $aar }
tabell-gruppe = { $gruppe }: { $kommune }, { $aar }
hode-intervall = 95% interval
hode-andre = The others
hode-referanse = Reference
hode-vurdering = Assessment
note-snitt = The mean of the others is the sum of the numerators divided by the sum of the denominators.
note-spenn = Where the source states no counts, the lowest and highest value of the others are given.
note-wilson = The interval is Wilson’s, and is given for shares of counts only.
note-klart = “Clearly”: the 95% interval of the difference (Newcombe) does not contain zero.
note-ikke = “Cannot be tested”: the source does not state the counts behind, or the figure is not a share of a count.
mot = { $egen } against { $andre }
akse = Per cent above or below the comparison
figur-tittel = { $klart ->
    [nei] No clear difference between { $kommune } and { $hvem }; farthest apart on { $hva }
   *[annet] { $retning ->
        [lik] { $kommune } is level with { $hvem } on { $hva }
        [opp] { $kommune } is { $prosent } above { $hvem } on { $hva }
       *[ned] { $kommune } is { $prosent } below { $hvem } on { $hva }
    }{ $klart ->
        [ikke] {"; whether that is clear cannot be tested"}
       *[ja] {""}
    }
}
figur-under = Distance from { $hvem } in per cent, { $aar }. Filled mark: clearly different. Open mark: not clearly different, or cannot be tested.
figur-alt = { $retning ->
    [lik] { $kommune } is level with { $hvem } on { $hva }.
    [opp] { $kommune } is { $prosent } above { $hvem } on { $hva }{ $klart ->
    [nei] {", but not clearly"}
    [ikke] {"; whether that is clear cannot be tested"}
   *[ja] {""}
}.
   *[ned] { $kommune } is { $prosent } below { $hvem } on { $hva }{ $klart ->
    [nei] {", but not clearly"}
    [ikke] {"; whether that is clear cannot be tested"}
   *[ja] {""}
}.
} { $linjer }.
figur-note = Ratios not in the figure: { $antall }. The source gives no mean to measure against, or they lie closer. They are in the table.

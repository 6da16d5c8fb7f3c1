overskrift = Method
innledning = The figures are computed in full precision and rounded (halves away from zero) only when printed. What is missing is never zero.
forskjell-navn = Difference in per cent
forskjell = 100 · (own value / the other’s value − 1).
snitt-navn = The mean of the others
snitt = factor · the sum of the numerators / the sum of the denominators, for those that have both. Ratios are never added up.
wilson-navn = 95% interval
wilson = Wilson’s interval of a share. It is given for shares of counts only.
klart-navn = Clearly different
klart = the 95% interval of the difference between two shares (Newcombe) does not contain zero. Otherwise the verdict is “not clearly different”.
utvikling-navn = Change over time
utvikling = the first against the last year of the newest unbroken part of the series, tested in the same way. No years are compared across a break.
dekning-navn = Coverage
dekning = 100 · number / inhabitants aged 80 and over. The number is places, places in use, residents, or places together with dwellings with 24-hour staffing; each base by itself.
behov-navn = Need at the same coverage
behov = today’s number · inhabitants aged 80 and over then / inhabitants aged 80 and over now.
avrunding-navn = Whole places
avrunding = the need is rounded up, down or to the nearest, as stated beside the figure.
forholdstall = The ratios in this report
oppgitt = { $navn }: stated by the source, without the counts behind.
forhold = { $navn }: { $ganger ->
    [ja] { $faktor } · {""}
   *[nei] {""}
}{ $teller } / { $nevner }.

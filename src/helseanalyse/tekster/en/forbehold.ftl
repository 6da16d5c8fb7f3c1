overskrift = What the figures cannot say
faa = { $kommune } had { $antall } inhabitants aged 80 and over in { $aar }. One place or one resident more moves the coverage by { $flytter } per 100, so small changes can make large swings from year to year.
ikke-proevd = { $form ->
    [ett] The one ratio cannot be tested statistically. That it is higher or lower than that of the others does therefore not mean that the difference is clear.
    [alle] None of the { $alle } ratios can be tested statistically. That a figure is higher or lower than that of the others does therefore not mean that the difference is clear.
   *[noen] { $antall } of { $alle } ratios cannot be tested statistically. That such a figure is higher or lower than that of the others does not mean that the difference is clear.
}
egne-mangler = { $kommune } lacks figures in { $aar } for { $hva }.{ $skjermet ->
    [ja] {" Some of them are confidential because they concern few persons."}
   *[nei] {""}
}
andre-mangler = The data hold none of the figures for { $hvem } in { $aar }.
andre-delvis = { $form ->
    [en] For { $antall } of { $alle } ratios some of the others lack figures. They are not part of that comparison.
   *[flere] For { $antall } of { $alle } ratios some of the others lack figures. They are not part of those comparisons.
}
til = { $antall } more
foreloepig = { $form ->
    [ett] The one ratio for { $aar } is provisional and may be changed.
    [alle] All { $alle } ratios for { $aar } are provisional and may be changed.
   *[noen] { $antall } of { $alle } ratios for { $aar } are provisional and may be changed.
}
brudd = Series are broken, the last time in { $aar }. No years are compared across a break.
plasser-beboere = Places, places in use and residents are different measures. A coverage computed from one cannot be compared with a coverage computed from another.
framskriving = A projection is a calculation, not a prediction. The need that follows from it assumes that health, housing and family care are as today.
kostnad = The cost figures do not say what the users receive, nor whether the service is good. A few new users with extensive needs can move them a great deal.
aarsak = A difference between municipalities is not a cause. Why the figures are what they are must be judged by those who know the service.

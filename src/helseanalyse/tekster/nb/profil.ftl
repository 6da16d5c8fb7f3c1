overskrift = Tjenesteprofil
ingen = Datagrunnlaget har ingen forholdstall for { $kommune } i { $aar }, så profilen kan ikke vises. Hent tallene, eller velg et annet år.
ingen-andre = { $kommune } er ikke sammenlignet med noen. Velg minst én kommune for å se hva som er høyt og lavt.
oppsummert = { $form ->
    [en] Profilen har { $alle } forholdstall.
   *[flere] Profilen har { $alle } forholdstall.
} { $proevdform ->
    [ingen] For ingen av dem oppgir kilden antallene som trengs for å prøve om en forskjell er klar.
    [en] For { $proevd } av dem kan det prøves om forskjellen er klar.
   *[flere] For { $proevd } av dem kan det prøves om forskjellen er klar.
}
ingen-klare = Ingen av disse er klart forskjellige i { $kommune } og i { $hvem }.
hoeyere = Klart høyere enn i { $hvem }: { $hva }.
lavere = Klart lavere enn i { $hvem }: { $hva }.
flere = { $antall } til
tabell = Tjenesteprofilen til { $kommune }, { $aar }
tabell-gruppe = { $gruppe }: { $kommune }, { $aar }
hode-intervall = 95 %-intervall
hode-andre = De andre
hode-referanse = Referanse
hode-vurdering = Vurdering
note-snitt = Snittet av de andre er summen av tellerne delt på summen av nevnerne.
note-spenn = Der kilden ikke oppgir antall, står laveste og høyeste verdi hos de andre.
note-wilson = Intervallet er Wilsons og gis bare for andeler av antall.
note-klart = «Klart»: 95 %-intervallet for forskjellen (Newcombe) inneholder ikke null.
note-ikke = «Kan ikke prøves»: kilden oppgir ikke antallene bak, eller tallet er ikke en andel av antall.
mot = { $egen } mot { $andre }
akse = Prosent over eller under sammenligningen
figur-tittel = { $klart ->
    [nei] Ingen klar forskjell mellom { $kommune } og { $hvem }; lengst fra hverandre på { $hva }
   *[annet] { $retning ->
        [lik] { $kommune } ligger likt med { $hvem } på { $hva }
        [opp] { $kommune } ligger { $prosent } over { $hvem } på { $hva }
       *[ned] { $kommune } ligger { $prosent } under { $hvem } på { $hva }
    }{ $klart ->
        [ikke] {"; om det er klart, kan ikke prøves"}
       *[ja] {""}
    }
}
figur-under = Avstand fra { $hvem } i prosent, { $aar }. Fylt merke: klart forskjellig. Åpent merke: ikke klart forskjellig, eller kan ikke prøves.
figur-alt = { $retning ->
    [lik] { $kommune } ligger likt med { $hvem } på { $hva }.
    [opp] { $kommune } ligger { $prosent } over { $hvem } på { $hva }{ $klart ->
    [nei] {", men ikke klart"}
    [ikke] {"; om det er klart, kan ikke prøves"}
   *[ja] {""}
}.
   *[ned] { $kommune } ligger { $prosent } under { $hvem } på { $hva }{ $klart ->
    [nei] {", men ikke klart"}
    [ikke] {"; om det er klart, kan ikke prøves"}
   *[ja] {""}
}.
} { $linjer }.
figur-note = { $antall } forholdstall er ikke i figuren: kilden gir ikke noe snitt å måle mot, eller de ligger nærmere. De står i tabellen.

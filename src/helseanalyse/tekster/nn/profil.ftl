overskrift = Tenesteprofil
ingen = Datagrunnlaget har ingen forholdstal for { $kommune } i { $aar }, så profilen kan ikkje visast. Hent tala, eller vel eit anna år.
ingen-andre = { $kommune } er ikkje samanlikna med nokon. Vel minst éin kommune for å sjå kva som er høgt og lågt.
oppsummert = { $form ->
    [en] Profilen har { $alle } forholdstal.
   *[flere] Profilen har { $alle } forholdstal.
} { $proevdform ->
    [ingen] For ingen av dei oppgir kjelda tala som trengst for å prøve om ein skilnad er klar.
    [en] For { $proevd } av dei kan det prøvast om skilnaden er klar.
   *[flere] For { $proevd } av dei kan det prøvast om skilnaden er klar.
}
ingen-klare = Ingen av desse er klart ulike i { $kommune } og i { $hvem }.
hoeyere = Klart høgare enn i { $hvem }: { $hva }.
lavere = Klart lågare enn i { $hvem }: { $hva }.
flere = { $antall } til
tabell = Tenesteprofilen til { $kommune }, { $aar }
tabell-gruppe = { $gruppe }: { $kommune }, { $aar }
hode-intervall = 95 %-intervall
hode-andre = Dei andre
hode-referanse = Referanse
hode-vurdering = Vurdering
note-snitt = Snittet av dei andre er summen av teljarane delt på summen av nemnarane.
note-spenn = Der kjelda ikkje oppgir tala bak, står lågaste og høgaste verdi hos dei andre.
note-wilson = Intervallet er Wilsons og er berre gitt for delar av tal på personar, plassar eller årsverk.
note-klart = «Klart»: 95 %-intervallet for skilnaden (Newcombe) inneheld ikkje null.
note-ikke = «Kan ikkje prøvast»: kjelda oppgir ikkje tala bak, eller talet er ikkje ein prosentdel.
mot = { $egen } mot { $andre }
akse = Prosent over eller under samanlikninga
figur-tittel = { $klart ->
    [nei] Ingen klar skilnad mellom { $kommune } og { $hvem }; lengst frå kvarandre på { $hva }
   *[annet] { $retning ->
        [lik] { $kommune } ligg likt med { $hvem } på { $hva }
        [opp] { $kommune } ligg { $prosent } over { $hvem } på { $hva }
       *[ned] { $kommune } ligg { $prosent } under { $hvem } på { $hva }
    }{ $klart ->
        [ikke] {"; om det er klart, kan ikkje prøvast"}
       *[ja] {""}
    }
}
figur-under = Avstand frå { $hvem } i prosent, { $aar }. Fylt merke: klart ulik. Ope merke: ikkje klart ulik, eller kan ikkje prøvast.
figur-alt = { $retning ->
    [lik] { $kommune } ligg likt med { $hvem } på { $hva }.
    [opp] { $kommune } ligg { $prosent } over { $hvem } på { $hva }{ $klart ->
    [nei] {", men ikkje klart"}
    [ikke] {"; om det er klart, kan ikkje prøvast"}
   *[ja] {""}
}.
   *[ned] { $kommune } ligg { $prosent } under { $hvem } på { $hva }{ $klart ->
    [nei] {", men ikkje klart"}
    [ikke] {"; om det er klart, kan ikkje prøvast"}
   *[ja] {""}
}.
} { $linjer }.
figur-note = { $antall } forholdstal er ikkje i figuren: kjelda gir ikkje noko snitt å måle mot, eller dei ligg nærare. Dei står i tabellen.

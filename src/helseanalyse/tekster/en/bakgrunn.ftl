overskrift = Background and data
hva = The report shows where { $kommune } stands in health and care in { $aar }{ $mot ->
    [ja] {", compared with "}{ $hvem }
   *[nei] {""}
}{ $fram ->
    [ja] {", and what the population is expected to mean up to "}{ $til }
   *[nei] {""}
}.
regel = The sentences are written from the figures by fixed rules. The consultant’s own words are marked as such.
valgt-egne = { $form ->
    [en] The municipality compared with has been chosen by whoever made the report.
   *[flere] The municipalities compared with have been chosen by whoever made the report.
}
valgt-jevnkommuner = The comparison is with the { $antall } municipalities that are most alike.
valgt-kostragruppe = The comparison is with the other municipalities in the same KOSTRA group, { $antall } in all.
valgt-fylke = The comparison is with the other municipalities in the county, { $antall } in all.
valgt-landet = The comparison is with the other municipalities in the country, { $antall } in all.
valgt-landet_uten_oslo = The comparison is with the other municipalities in the country excluding Oslo, { $antall } in all.
likhet = Similarity is computed from population{ $form ->
    [inntekt] {", age and revenue"}
   *[uten] {" and age"}
} for { $antall } municipalities, with population on 1 January { $aar }.
hvem = They are { $hvem }.
til = { $antall } more
uten-tall = Without figures for { $aar } in the data: { $hvem }.
ingen-tall = The data hold no ratios for { $kommune } in { $aar }. The chapters that need them are therefore short and say what is missing.
tabell = Ratios for { $kommune }, { $aar }
tabell-note = A ratio can be tested when the source states the counts behind it and it is a share.
hode-del = Part of the service
hode-antall = Ratios
hode-andre = With figures for others
hode-proeves = Can be tested

overskrift = What do the services cost?
mangler = The data hold no cost per recipient, place or inhabitant for { $navn } in { $aar }, so this chapter shows none. KOSTRA figures are fetched with “helseanalyse hent”.
brukte = { $navn } spent { $beloep } { $per } in { $aar }.
mot = { $retning ->
    [mer] { $prosent } more than { $hvem }
    [mindre] { $prosent } less than { $hvem }
   *[like] as much as { $hvem }
}
mot-setning = That is { $liste }.
mot-spenn = The { $antall } it is compared with spent from { $lavest } to { $hoeyest }: { $plass ->
    [over] { $navn } is above them all.
    [under] { $navn } is below them all.
   *[mellom] { $navn } is within that range, with { $over } above it.
}
uten-andre = None of those it is compared with has this figure for { $aar }, so the level cannot be assessed.
uten-intervall = The source gives the amount without the number it is divided by, so it cannot be given an interval, and the difference cannot be tested against chance variation.
blandet = The figure is high both when the service is expensive and when the users need a great deal of help.
delt-paa = The amount is divided by { $antall }; it is an accounting figure and has no interval.
dokument = A document on the municipality states that expenditure rose by { $beloep } in { $aar } because the users with extensive needs became more numerous or changed. How many they are is not stated.
endret = From { $fra } to { $til } the amount { $per } { $retning ->
    [opp] rose by { $prosent }
    [ned] fell by { $prosent }
   *[likt] was unchanged
} in current prices, which include price growth.
figurtittel = { $navn } spent { $mot } { $per }
figurtittel-plass = { $navn } spent { $beloep } { $per }, number { $nr } of { $antall } from the highest
figurtittel-alene = { $navn } spent { $beloep } { $per }
undertittel = { $indikator }, { $aar }
alt = Horizontal bars. { $tittel }. From highest to lowest: { $liste }.
ikke-oppgitt = not given
ytterst = Of the { $antall } with a figure, the highest and the lowest are shown.
tabell = { $navn }: unit costs and share of resources in { $aar }
kolonne-hva = Key figure
kolonne-lavest-hoeyest = Lowest–highest of the others
kolonne-plass = Rank from highest
plass = { $nr } of { $antall }
tabellnote = The figures are as the source gives them. “–” means not given; it is not zero.

overskrift = What do the users pay themselves?
uten-satser = The data do not hold all the rates of user payment for any year, so the payment has not been calculated.
langtid = With a yearly income of { $inntekt }, a resident in long-term care pays { $betaler } a year at the rates for { $aar }, { $andel } of the income, before deductions for tax, interest and maintenance. The income is an example.
langtid-egne = The { $antall } residents together pay { $betaler } a year at the rates for { $aar }, before deductions for tax, interest and maintenance.
langtid-udekket = With a cost price of { $kostpris } per place, { $udekket } is not covered.
satsaar = The rates are from { $aar }, the newest year for which the data hold them all; the report is for { $rapportaar }.
kostra = A place cost { $kostnad } in { $aar } (KOSTRA). The payment in the example covers { $andel } of it; { $udekket } is not covered.
uten-kostpris = What a place or an hour costs the municipality, and what the users pay in all, are not in the data. The gap between cost price and user payment has therefore not been calculated; the amounts can be given under [okonomi] in the file with the consultant’s own words.
uten-bistand = For households above 2 G the municipality itself sets the rates for practical help. They are not in the data, so the level cannot be compared with that of others.
bistand = { $antall } households pay { $betaler } a year for practical help at the municipality’s own rates{ $udekket ->
    [ingen] .
   *[noe] ; { $udekket } is not covered.
}
refusjon = Of the expenditure on resource-intensive services in { $aar }, { $utgift }, the state covers { $refusjon } ({ $andel }); the municipality pays { $netto }.
tabell = User payments: the rate that held in { $aar }, or the nearest that the data hold
kolonne-sats = User payment
kolonne-aar = Rate from
kolonne-beloep = Amount
sats-korttid_per_doegn = Short stay, per day
sats-dag_eller_nattopphold = Day or night stay, per stay
sats-praktisk_bistand_under_2_G = Practical help below 2 G, highest rate per month
sats-fribeloep_langtid = Exempt amount in long-term care, per year
note = Respite care, acute round-the-clock stays and home nursing are free of charge. The short-stay rate holds for the first { $doegn } days of the calendar year; after that the payment is as for long-term care.

overskrift = Metode
innledning = Tallene regnes med full presisjon og rundes av (halve bort fra null) først når de trykkes. Det som mangler, er aldri null.
forskjell-navn = Forskjell i prosent
forskjell = 100 · (egen verdi / den andres verdi − 1).
snitt-navn = Snittet av de andre
snitt = faktor · summen av tellerne / summen av nevnerne, for dem som har begge. Forholdstall legges aldri sammen.
wilson-navn = 95 %-intervall
wilson = Wilsons intervall for en andel. Det gis bare for andeler av antall.
klart-navn = Klart forskjellig
klart = 95 %-intervallet for forskjellen mellom to andeler (Newcombe) inneholder ikke null. Ellers står det «ikke klart forskjellig».
utvikling-navn = Endring over tid
utvikling = første mot siste år i den nyeste sammenhengende delen av serien, prøvd på samme måte. Over et brudd sammenlignes ingen år.
dekning-navn = Dekning
dekning = 100 · antall / innbyggere 80 år og over. Antallet er plasser, plasser i bruk, beboere, eller plasser sammen med boliger som har heldøgns bemanning; hvert grunnlag for seg.
behov-navn = Behov ved samme dekning
behov = dagens antall · innbyggere 80 år og over da / innbyggere 80 år og over nå.
avrunding-navn = Hele plasser
avrunding = behovet rundes opp, ned eller til nærmeste, slik det står ved tallet.
forholdstall = Forholdstallene i rapporten
oppgitt = { $navn }: oppgitt av kilden, uten antallene bak.
forhold = { $navn }: { $ganger ->
    [ja] { $faktor } · {""}
   *[nei] {""}
}{ $teller } / { $nevner }.

overskrift = Metode
innledning = Tala er rekna med full presisjon og blir runda av (halve bort frå null) først når dei blir trykte. Det som manglar, er aldri null.
forskjell-navn = Skilnad i prosent
forskjell = 100 · (eigen verdi / verdien til den andre − 1).
snitt-navn = Snittet av dei andre
snitt = faktor · summen av teljarane / summen av nemnarane, for dei som har begge. Forholdstal blir aldri lagde saman.
wilson-navn = 95 %-intervall
wilson = Wilsons intervall for ein prosentdel. Det er berre gitt for prosentdelar av eit tal.
klart-navn = Klart ulik
klart = 95 %-intervallet for skilnaden mellom to prosentdelar (Newcombe) inneheld ikkje null. Elles står det «ikkje klart ulik».
utvikling-navn = Endring over tid
utvikling = første mot siste år i den nyaste samanhengande delen av serien, prøvd på same måten. Over eit brot er ingen år samanlikna.
dekning-navn = Dekning
dekning = 100 · tal / innbyggjarar 80 år og over. Talet er plassar, plassar i bruk, bebuarar, eller plassar saman med bustader som har bemanning heile døgnet; kvart grunnlag for seg.
behov-navn = Behov ved same dekning
behov = talet i dag · innbyggjarar 80 år og over då / innbyggjarar 80 år og over no.
avrunding-navn = Heile plassar
avrunding = behovet blir runda opp, ned eller til næraste, slik det står ved talet.
forholdstall = Forholdstala i rapporten
oppgitt = { $navn }: oppgitt av kjelda, utan tala bak.
forhold = { $navn }: { $ganger ->
    [ja] { $faktor } · {""}
   *[nei] {""}
}{ $teller } / { $nevner }.

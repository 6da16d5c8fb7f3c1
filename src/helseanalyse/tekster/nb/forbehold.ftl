overskrift = Hva tallene ikke kan si
faa = { $kommune } hadde { $antall } innbyggere 80 år og over i { $aar }. Én plass eller én beboer mer flytter dekningen med { $flytter } per 100, så små endringer kan gi store utslag fra år til år.
ikke-proevd = { $form ->
    [ett] Det ene forholdstallet kan ikke prøves statistisk. At det er høyere eller lavere enn de andres, sier derfor ikke at forskjellen er klar.
    [alle] Ingen av de { $alle } forholdstallene kan prøves statistisk. At et tall er høyere eller lavere enn de andres, sier derfor ikke at forskjellen er klar.
   *[noen] { $antall } av { $alle } forholdstall kan ikke prøves statistisk. At et slikt tall er høyere eller lavere enn de andres, sier ikke at forskjellen er klar.
}
egne-mangler = { $kommune } mangler tall i { $aar } for { $hva }.{ $skjermet ->
    [ja] {" Noen av dem er skjermet fordi de gjelder få personer."}
   *[nei] {""}
}
andre-mangler = Datagrunnlaget har ingen av tallene for { $hvem } i { $aar }.
andre-delvis = { $form ->
    [en] For { $antall } av { $alle } forholdstall mangler noen av de andre tall. De er ikke med i den sammenligningen.
   *[flere] For { $antall } av { $alle } forholdstall mangler noen av de andre tall. De er ikke med i de sammenligningene.
}
til = { $antall } til
foreloepig = { $form ->
    [ett] Det ene forholdstallet for { $aar } er foreløpig og kan bli endret.
    [alle] Alle de { $alle } forholdstallene for { $aar } er foreløpige og kan bli endret.
   *[noen] { $antall } av { $alle } forholdstall for { $aar } er foreløpige og kan bli endret.
}
brudd = Serier er brutt, sist i { $aar }. Over et brudd sammenlignes ingen år.
plasser-beboere = Plasser, plasser i bruk og beboere er ulike mål. En dekning regnet av det ene kan ikke sammenlignes med en regnet av det andre.
framskriving = En framskriving er et regnestykke, ikke en spådom. Behovet som følger av den, forutsetter at helse, bolig og familieomsorg er som i dag.
kostnad = Kostnadstallene sier ikke hva brukerne får, og ikke om tjenesten er god. Noen få nye brukere med store behov kan flytte dem mye.
aarsak = En forskjell mellom kommuner er ikke en årsak. Hvorfor tallene er som de er, må vurderes av dem som kjenner tjenesten.

# Words about a source: what stands around the source’s own.
i = i
lag-eksempel = eksempeldata
lag-ssb = henta { $dato }
lag-egne = eiga fil, lesen inn { $dato }
foran = går framfor { $hva }
foran-eksempel = eksempeldata
foran-ssb = tal frå SSB
foran-egne = eigne filer
skjermet = skjerma: tal på personar under { $under }
egne-tall = Eigne tal frå brukaren

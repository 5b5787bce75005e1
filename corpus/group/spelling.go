package group

import "strings"

// transliterations gives each spelling of a word that is transliterated in several ways
// the one form under which it is compared. It is never changed.
var transliterations = spellings(`
	abdallah: abdullah abdulla
	al: el ul ud ur il ad
	alqaida: alqaeda alqaidah
	azzam: azam
	baloch: baluch
	balochistan: baluchistan
	daesh: daish daech
	haqqani: haqani haqqanni
	hekmatyar: hekmatiar hikmetyar hekmetyar hekmartyar khekmatiyar hikmatyar
	hizb: hezb
	hizbul: hezbul hisbul
	hizballah: hezbollah hizbollah hizbullah hezballah hezbullah
	islamiya: islamiyya islamiyyah islamiyah islamia islamiah
	jaish: jaysh jeish jeysh
	jamaat: jamat jamaah jamaa jemaah jemaa jemmah djamaat jammat
	jhangvi: jhangvie jhangwi jangvi jhanvi jahangvi jhanghvi
	khorasan: khurasan khorassan khurassan
	laden: ladin
	lashkar: laskar lashkare
	mohammed: mohammad muhammad muhammed mohamed mohamad mahammed muhamad
	mujahidin: mujahideen mujahedeen mujahedin mujahiden mudjahidin mujaheddin
	muslimin: muslimeen mouslimin
	nusra: nusrah nosra
	nusrat: nosrat
	organization: organisation
	osama: usama
	qaida: qaeda qaidah qaedah quaida kaida caida
	shabaab: shabab chabab
	sharia: shariah charia
	taliban: taleban talibaan
	tayyiba: toiba taiba tayyaba tayba taibyya tayibah tayyibah
	tehrik: tehreek tahrik tahreek
	wilayat: wilayah wilaya waliyat
`)

// spellings reads lines of "form: spelling spelling ..." into a map from spelling to form.
func spellings(lines string) map[string]string {
	forms := map[string]string{}
	for line := range strings.Lines(lines) {
		form, variants, found := strings.Cut(strings.TrimSpace(line), ":")
		if !found {
			continue
		}
		for _, variant := range strings.Fields(variants) {
			if variant != form {
				forms[variant] = form
			}
		}
	}
	return forms
}

package group_test

import (
	"testing"

	"pgregory.net/rapid"

	"sitrep/corpus/group"
)

func TestFoldNameJoinsSpellings(t *testing.T) {
	for _, spellings := range [][]string{
		{"Mohammed", "Muhammad", "Mohamed", "Mohammad", "Muhammed", "MOHAMMED"},
		{"Zabihullah Mujahid", "Zabiullah Mujahid", "Zabih Ullah Mujahid", "Zabihollah Mojahid"},
		{"Sirajuddin Haqqani", "Siraj ud-Din Haqani", "Siraj al-Din Haqqani", "Sirajeddin Haqqani"},
		{"Ayman al-Zawahiri", "Aiman el-Zawahri", "Ayman Al Zawahiri"},
		{"Osama bin Laden", "Usama bin Laden", "Usāma bin Laden"},
		{"Hibatullah Akhundzada", "Hibatullah Akhunzada"},
		{"Gulbuddin Hekmatyar", "Gulbudin Hikmatyar"},
		{"Abdul Rahman", "Abdur-Rahman", "Abdulrahman", "Abd al-Rahman", "Abdel Rahman"},
		{"Khalid Sheikh Mohammed", "Khaled Shaykh Muhammad"},
		{"Hussein", "Hussain", "Husayn", "Hossein"},
		{"Baitullah Mehsud", "Baitullah Mahsud"},
		{"Saleh", "Salih"},
		{"Nasrallah", "Nasrullah"},
		{"Yusuf", "Youssef", "Yousef"},
	} {
		want := group.FoldName(spellings[0])
		for _, other := range spellings[1:] {
			if got := group.FoldName(other); got != want {
				t.Errorf("FoldName(%q) = %q, FoldName(%q) = %q: want one", other, got, spellings[0], want)
			}
		}
	}
}

func TestFoldNameKeepsNamesApart(t *testing.T) {
	names := []string{
		"Hassan", "Hussein", "Mahmud", "Muhammad", "Ahmad", "Khalid", "Khalil", "Nasir",
		"Jalaluddin Haqqani", "Sirajuddin Haqqani", "Anas Haqqani", "Baitullah Mehsud", "Hakimullah Mehsud",
	}
	seen := map[string]string{}
	for _, name := range names {
		folded := group.FoldName(name)
		if other, taken := seen[folded]; taken {
			t.Errorf("%q and %q both fold to %q", name, other, folded)
		}
		seen[folded] = name
	}
}

func TestFoldNameIsIdempotent(t *testing.T) {
	syllables := rapid.SampledFrom([]string{
		"a", "e", "o", "ou", "ee", "ay", "mo", "ham", "med", "ullah", "uddin", "abdul", "kh", "q", "y", "h",
		"al-", "ed-", " ", "-", "'", "é", "x", "dj", "din", "bin ", "th", "ck",
	})
	rapid.Check(t, func(t *rapid.T) {
		var name string
		for _, s := range rapid.SliceOfN(syllables, 0, 12).Draw(t, "syllables") {
			name += s
		}
		once := group.FoldName(name)
		if twice := group.FoldName(once); twice != once {
			t.Fatalf("FoldName(%q) = %q, folded again %q", name, once, twice)
		}
	})
}

func FuzzFoldName(f *testing.F) {
	f.Add("Zabihullah Mujahid")
	f.Add("Siraj ud-Din Ḥaqqānī")
	f.Fuzz(func(t *testing.T, name string) {
		once := group.FoldName(name)
		if twice := group.FoldName(once); twice != once {
			t.Errorf("FoldName(%q) = %q, folded again %q", name, once, twice)
		}
	})
}

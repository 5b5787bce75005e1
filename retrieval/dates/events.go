package dates

import (
	"regexp"
	"time"
)

// event is something that questions count from by its name alone. Only events whose dates
// are public and undisputed are listed; the comment of each says what its dates are, and
// names a public record of them.
type event struct {
	name        *regexp.Regexp
	first, last string // days; one that goes on for a day has last empty
}

// events are looked for in this order.
func events() []event {
	named := func(pattern string) *regexp.Regexp { return regexp.MustCompile(`(?i)\b(?:` + pattern + `)\b`) }
	return []event{
		// The day on which al-Qaeda's four aeroplanes crashed in the United States.
		// Record: The 9/11 Commission Report, chapter 1.
		{named(`9/11|september 11 attacks|11 september attacks`), "2001-09-11", ""},
		// The day on which the coalition led by the United States went into Iraq.
		// Record: letters of the United States and the United Kingdom to the Security Council,
		// S/2003/351 and S/2003/350.
		{named(`(?:the )?invasion of iraq`), "2003-03-20", ""},
		// The day on which Mosul was taken by the Islamic State.
		// Record: statement of the Secretary-General's spokesman on Iraq, 10 June 2014.
		{named(`(?:the )?fall of mosul`), "2014-06-10", ""},
		// The day on which the Taliban entered Kabul.
		// Record: report of the Secretary-General on Afghanistan, A/76/328-S/2021/759, paragraph 3.
		{named(`(?:the )?(?:fall of kabul|taliban(?:'s|’s)? (?:takeover|return to power|seizure of (?:power|kabul)))`), "2021-08-15", ""},
		// The day on which the last American aeroplane left Kabul.
		// Record: press briefing of United States Central Command, 30 August 2021.
		{named(`(?:the )?(?:(?:us|u\.s\.|american|nato) )?withdrawal(?: from afghanistan)?`), "2021-08-30", ""},
		// From the World Health Organization's naming COVID-19 a pandemic to the end of the
		// emergency of international concern that it had declared.
		// Record: remarks of WHO's Director-General, 11 March 2020 and 5 May 2023.
		{named(`(?:the )?(?:covid(?:-19)? |coronavirus )?pandemic`), "2020-03-11", "2023-05-05"},
		// The day on which Russia's full-scale invasion began.
		// Record: General Assembly resolution ES-11/1, which dates it.
		{named(`(?:the )?(?:full-scale )?(?:russian )?invasion of ukraine`), "2022-02-24", ""},
		// The day of the attack on Israel led by Hamas, where no other year is named.
		// Record: report of the Human Rights Council's Commission of Inquiry, A/HRC/56/26.
		{named(`(?:the )?(?:7 october|october 7(?:th)?|7th of october)(?: (?:attacks?|massacre))?`), "2023-10-07", ""},
		// The day on which Bashar al-Assad left Damascus.
		// Record: statement of the Secretary-General on Syria, 8 December 2024.
		{named(`(?:the )?fall of (?:assad|damascus)`), "2024-12-08", ""},
	}
}

// days is the days of an event.
func (e event) days() Range {
	first, err := time.Parse(time.DateOnly, e.first)
	if err != nil {
		panic("dates: the day of an event cannot be read: " + err.Error())
	}
	days := Range{DayOf(first), DayOf(first)}
	if e.last != "" {
		last, err := time.Parse(time.DateOnly, e.last)
		if err != nil {
			panic("dates: the day of an event cannot be read: " + err.Error())
		}
		days.Last = DayOf(last)
	}
	return days
}

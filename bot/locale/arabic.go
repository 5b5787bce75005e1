package locale

import "golang.org/x/text/language"

// arabic writes numbers with the digits 0 to 9, as the marks of quotes and Discord itself do.
func arabic() *catalogue {
	return &catalogue{
		code: "ar", name: "العربية", tag: language.MustParse("ar-u-nu-latn"), discord: []string{"ar"}, rtl: true,
		months: [12]string{
			"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
		},
		day:   "%[1]d %[2]s %[3]d",
		clock: "15:04",
		texts: arabicTexts(), counted: arabicCounted(), commands: arabicCommands(),
	}
}

func arabicTexts() map[Text]string {
	return map[Text]string{
		SingleSource: "مصدر واحد", SourcesDisagree: "المصادر مختلفة",
		NewestEvidence: "أحدث دليل %s", CorpusUntil: "المقالات حتى %s", IndexGeneration: "الفهرس %s",
		ModelWritten:    "صاغه نموذج لغوي وقورن بالاقتباسات",
		ReadAs:          "فُهم السؤال هكذا: %s",
		NoteUnsupported: "لم يجتز ما كتبه النموذج التحقق من المقالات؛ هذه هي الاقتباسات التي كان ينبغي أن يستند إليها.",
		NoteUnavailable: "تعذرت كتابة إجابة الآن؛ هذه هي الاقتباسات وحدها.",
		NoteOverBudget:  "نفدت ميزانية الإجابات المكتوبة لهذا اليوم؛ هذه هي الاقتباسات وحدها.",
		NoteUnanswered:  "لم يجد النموذج إجابة مباشرة في المقالات؛ هذه أقرب الاقتباسات.",
		NoteLanguage:    "السؤال بلغة غير لغة المقالات، لذا يعتمد البحث على الأسماء والأرقام المشتركة: اسأل بلغة المقالات لتعرف المزيد.",
		PageOf:          "صفحة %[1]d من %[2]d", PartOf: "جزء %[1]d من %[2]d من اقتباس واحد",
		NatureClaim: "عن أفعاله هو", NatureBlame: "عن الفاعلين", NatureDenial: "نفي",
		ReadThere: "اقرأه في موضعه", OpenArticle: "افتح المقالة",
		DisagreeOn: "المصادر مختلفة: %s", NearestArticles: "أقرب المقالات",
		MoreQuotes:   "اقتباسات أخرى",
		NoMoreQuotes: "لا تحوي المقالات اقتباسات أخرى في هذا الشأن.",
		InContext:    "في السياق", AnswerSources: "مصادر هذا الجواب",
		FromTo: "من %[1]s إلى %[2]s", Untitled: "بلا عنوان", NoAnswer: "لا جواب",
		RefuseEvidence:   "لا تقول أي مقالة ما يكفي للإجابة عن هذا.",
		RefuseScope:      "هذا ليس مما تجيب عنه مقالات عن التهديدات.",
		RefusePremise:    "يفترض السؤال أمرًا لا تؤيده المقالات.",
		RefuseDates:      "لا تقع أي مقالة في المدة المطلوبة.",
		RefuseNotAllowed: "ما قد يجيب عن هذا لا يجوز عرضه في هذه القناة.",
		RefuseEmpty:      "لا توجد مقالات بعد. يمكن لأحد المشرفين قراءتها بالأمر {/corpus reindex} أو إضافة واحدة بالأمر {/corpus add}.",

		ButtonPrevious: "السابق", ButtonNext: "التالي",
		ButtonMore: "اقتباسات أخرى", ButtonContext: "في السياق", ButtonSources: "المصادر",
		ButtonFollowUp: "سؤال تابع", ButtonHelpful: "مفيد", ButtonWrong: "خطأ",
		ButtonCancel: "إلغاء", ButtonRemove: "إزالة", ButtonKeep: "إبقاء",
		ChooseQuote: "أي اقتباس؟", ChooseSentence: "أي جزء هو الخطأ؟", WholeAnswer: "الجواب كله",
		FollowUpTitle: "سؤال تابع", FollowUpLabel: "سؤالك",
		FollowUpHint: "يؤخذ السؤال السابق وأدلته في الحسبان.",

		Writing: "تجري كتابة الجواب…", Checking: "تجري مقارنة كل اقتباس بمقالته…",
		Thanks: "شكرًا، تم تسجيل ذلك.", ThanksFix: "شكرًا، تم تسجيل ذلك. سيرى أحد المشرفين أي جزء هو الخطأ.",

		AlsoKnownAs: "أسماء أخرى", Disputed: "مختلف عليه", AttestedBy: "مذكور في %s",
		LastMentioned: "آخر مرة في %s", MostRecent: "الأحدث",
		NotMentioned: "لا تذكر أي مقالة يجوز عرضها هنا %s.",
		GroupUnknown: "لا تُعرف جماعة باسم %s.", DidYouMean: "هل تقصد %s؟",
		GroupsTitle: "الجماعات في المقالات", NoGroups: "لا تذكر أي مقالة يجوز عرضها هنا جماعة معروفة.",
		ThemeAttacks: "الهجمات", ThemeClaims: "إعلانات المسؤولية", ThemeLeaders: "القادة والأعضاء",
		ThemeRecruits: "التجنيد والدعاية", ThemeMoney: "المال والإمداد", ThemeTerritory: "المناطق والحضور",
		ThemeResponse: "الاعتقالات والضربات وغيرها من ردود الفعل", ThemeTactics: "الأدوات والأساليب", ThemeOther: "وقيل أيضًا",

		NoPublisher:  "ناشر غير معروف",
		SourcesTitle: "الناشرون في المجموعة", StatusTitle: "مجموعة المقالات",
		StatusIndex: "الفهرس %[1]s، بُني في %[2]s", StatusNewest: "أحدث مقالة: %s", StatusEmbedder: "نموذج المتجهات: %s",
		StatusRemoved: "أزالها المشرفون: %s",
		StatusPlaces:  "تُقرأ من: %s", StatusRunning: "تجري الآن إعادة الفهرسة.",
		StatusEmpty: "لم يُفهرس شيء بعد. ابدأ {/corpus reindex} أو أضف مقالة بالأمر {/corpus add}.",
		Collections: "المجموعات: %s", ReindexTitle: "إعادة الفهرسة",
		ReindexFetching: "جلب المستند",
		ReindexReading:  "قراءة المقالات", ReindexEmbed: "حساب متجهات المقاطع", ReindexWriting: "كتابة الفهرس الجديد",
		ReindexMeantime: "يُجاب عن الأسئلة في هذه الأثناء من الفهرس القديم.",
		ReindexDone:     "الفهرس %s قيد العمل.", ReindexSame: "لم يتغير شيء: يبقى الفهرس %s قيد العمل.",
		ReindexStopped: "أُلغيت. يبقى الفهرس القديم قيد العمل.", ReindexFailed: "فشلت، ويبقى الفهرس القديم قيد العمل: %s",
		Took: "المدة %s", DocumentAdded: "أُضيفت: %s", DocumentRemoved: "أُزيلت: %s",
		DocumentRestored: "عادت: %s", ChangeWaits: "حُفظ التغيير، ويسري مع {/corpus reindex} التالي. وحتى ذلك الحين يجيب الفهرس القديم.",
		ConfirmRemoval: "هل تُزال %s؟ لن يجيب شيء منها بعد ذلك.",
		NothingRemoved: "لم يُزل شيء.",
		HistoryTitle:   "ما فعله المشرفون", HistoryEmpty: "لم يغيّر أحد شيئًا بعد.",

		SettingsTitle: "إعدادات هذا الخادم", SettingsSaved: "تم الحفظ.",
		SettingChannels: "يجيب في", SettingEverywhere: "كل قناة",
		SettingRoles: "أدوار المشرفين", SettingManagers: "من يحق لهم إدارة الخادم فقط",
		SettingScope: "المسموح برؤيته", SettingElsewhere: "في غيرها", SettingAll: "كل المجموعات", SettingUpTo: "حتى %s",
		SettingLanguage: "اللغة", SettingAsker: "لغة السائل",
		SettingPrivacy: "يرى الأجوبة", SettingPrivate: "السائل وحده", SettingPublic: "كل من في القناة",
		SettingPerUser: "الحد للشخص الواحد", SettingPerChannel: "الحد للقناة", SettingBotLimit: "كما أُعد البوت",

		CheckTitle: "مقارنة بالمقالات", CheckSaid: "قيل في المقالات", CheckDenied: "نُفي في المقالات",
		CheckNotFound: "لا يوجد في المقالات", CheckNearest: "أقرب ما وُجد:",
		CheckNoClaims: "لا تدّعي هذه الرسالة شيئًا يمكن التحقق منه.",

		AboutTitle: "عن sitrep",
		AboutWhat: "يجيب sitrep عن أسئلة حول التهديدات التي أوردتها التقارير باقتباسات حرفية من مقالاته. " +
			"يُقتطع كل اقتباس من المقالة المحفوظة ويُتحقق منه بايتًا بايتًا قبل عرضه. وما لا تقوله المقالات لا يقوله.",
		AboutFigures:     "بالأرقام",
		AboutBadges:      "كيف تُقرأ العلامات",
		BadgeSingle:      "كل ما اقتُبس يرجع إلى أصل واحد؛ وإعادة نشر تقرير تُحسب مرة واحدة.",
		BadgeIndependent: "هذا العدد من الأصول يقول ذلك كل على حدة.",
		BadgeDisagree:    "تختلف الاقتباسات في عدد أو تاريخ أو في هوية الفاعل؛ ويُعرض الجانبان.",
		BadgeNewest:      "تاريخ أحدث مقالة مقتبسة. ربما تغيّر الأمر منذ ذلك الحين.",
		BadgeIndex:       "أي حالة من مجموعة المقالات أجابت؛ يزيد الرقم مع كل تحديث.",
		AdmiraltyTitle:   "موثوقية الناشرين (مقياس Admiralty)",
		AdmiraltyIntro:   "إذا قيّم أحد المشرفين ناشرًا فإن حرفه يظهر بين قوسين بعد اسمه:",
		AdmiraltyA:       "موثوق تمامًا", AdmiraltyB: "موثوق عادة", AdmiraltyC: "موثوق إلى حد ما",
		AdmiraltyD: "غير موثوق عادة", AdmiraltyE: "غير موثوق", AdmiraltyF: "لا يمكن الحكم على موثوقيته",
		AdmiraltyEvidence: "أما الشق الثاني من المقياس، وهو رقم من 1 إلى 6 لمصداقية كل قول، فمتروك لك: تُظهر العلامات عدد الأصول المستقلة التي تؤيده.",
		PrivacyTitle:      "الخصوصية",
		PrivacyReads:      "لا يقرأ البوت إلا ما وُجّه إليه: الأوامر والإشارات والرسالة التي تختارها من القائمة.",
		PrivacyKeeps:      "ويحفظ الأسئلة والاقتباسات التي أجابت عنها والتقييمات وما فعله المشرفون مع معرّفات المستخدمين، كي تعمل الأزرار وتُتتبع الأخطاء.",
		PrivacyLocal:      "لا يُرسل شيء إلى أي خدمة خارجية: البحث والإجابة يجريان على هذا الجهاز.",
		PrivacyModel:      "لصياغة الأجوبة تُرسل الأسئلة ومقاطع المقالات إلى النموذج اللغوي في %s.",
		HelpTitle:         "كيف تسأل",
		HelpAsk:           "اكتب {/ask} ثم سؤالك بكلماتك. ولك أن تحصره بجماعة أو تواريخ أو ناشر.",
		HelpMention:       "أو أشر إليّ مع سؤال. وتحت أي جواب اضغط «سؤال تابع»، أو رُدّ عليه مع الإشارة إليّ.",
		HelpMenu:          "على أي رسالة: التطبيقات › «%[1]s» يطرح سؤالها؛ التطبيقات › «%[2]s» يتحقق من كل ادعاء فيها.",
		HelpButtons:       "تحت الجواب: اقتباسات أخرى، واقتباس في فقرته، وكل المصادر، وهل كان مفيدًا.",
		HelpCommands:      "الأوامر",
		HelpAdmins:        "للمشرفين",
		HelpAbout:         "معنى العلامات وما يُحفظ: {/about}",

		SorryBusy:          "تجري الآن الإجابة عن أسئلة كثيرة. حاول مرة أخرى بعد لحظات من فضلك.",
		SorryInternal:      "حدث خطأ من جهتي. حاول مرة أخرى من فضلك. (%s)",
		SorryTimeout:       "استغرق هذا وقتًا طويلًا فتوقفت. ربما يفيد سؤال أضيق.",
		SorryStopping:      "تجري إعادة تشغيلي. اسأل مرة أخرى بعد دقيقة من فضلك.",
		SorryNotYours:      "هذه الأزرار لمن طرح السؤال. اطرحه بالأمر {/ask} لتكون لك أزرارك.",
		SorryOldIndex:      "حُدّثت المقالات منذ ذلك الحين. اسأل مرة أخرى ليكون الجواب من المقالات الحالية.",
		SorryGone:          "لم يعد هذا الجواب عندي. اسأل مرة أخرى من فضلك.",
		SorryForged:        "لا أعرف هذا الزر. استعمل زرًا تحت جواب حديث من فضلك.",
		SorryNotAdmin:      "هذا للمشرفين على هذا الخادم فقط.",
		SorryChannel:       "لا يجوز لي أن أجيب في هذه القناة. اسأل في قناة اختارها المشرفون من فضلك.",
		SorryServerOnly:    "لا يعمل هذا إلا على خادم.",
		SorryNoQuestion:    "لم أرَ سؤالًا. أشر إليّ مع سؤال، أو استعمل {/ask}.",
		SorryDate:          "لا أستطيع قراءة %s تاريخًا. اكتبه هكذا: 2025-02-11 أو «last month».",
		SorryDateOrder:     "التاريخ الأول بعد الأخير. بدّل بينهما من فضلك.",
		SorryFileType:      "لا أستطيع قراءة هذا النوع من الملفات. أقرأ: %s.",
		SorryFileSize:      "هذا الملف كبير جدًا. الحد الأقصى %s.",
		SorryFileEmpty:     "هذا الملف فارغ.",
		SorryFileFetch:     "لم أستطع جلب الملف من Discord. أرفقه مرة أخرى من فضلك.",
		SorryAddress:       "هذا ليس عنوان صفحة على الويب. يجب أن يبدأ بـ https:// أو http://.",
		SorryAddressInside: "هذا العنوان يقود إلى شبكة خاصة. لا أجلب إلا الصفحات العامة.",
		SorryAddressFetch:  "لم أستطع جلب هذه الصفحة: %s.",
		SorryContent:       "لم أستطع قراءة هذا: %s.",
		SorryNoText:        "لم أجد هناك نص مقالة.",
		SorryOneSource:     "أعطني ملفًا أو عنوانًا، لا كليهما ولا لا شيء.",
		SorryNoDocument:    "لا توجد مقالة %s.",
		SorryReindexing:    "تجري إعادة فهرسة بالفعل. تابعها أو ألغها هناك.",
		SorryNoReindex:     "لا تجري الآن إعادة فهرسة.",
		SorryNoIndex:       "لا يوجد فهرس بعد. يمكن لأحد المشرفين بناؤه بالأمر {/corpus reindex}.",
		SorryDiskFull:      "القرص ممتلئ، فلم يتغير شيء. أخبر من يشغّل البوت من فضلك.",
		SorryModel:         "لا يمكن الوصول إلى النموذج اللغوي، فإليك الاقتباسات وحدها.",
		SorryPermission:    "تنقصني صلاحية في هذه القناة. أخبر أحد مشرفي الخادم من فضلك.",
		SorrySetting:       "لا يصلح %s إعدادًا.",
	}
}

func arabicCounted() map[Text]forms {
	articles := forms{
		zero: "لا مقالات", one: "مقالة واحدة", two: "مقالتان", few: "%d مقالات", many: "%d مقالة", other: "%d مقالة",
	}
	wait := func(who string) forms {
		return forms{
			zero: who + " أسرع مما يجوز لي أن أجيب. حاول الآن من فضلك.",
			one:  who + " أسرع مما يجوز لي أن أجيب. انتظر ثانية واحدة من فضلك.",
			two:  who + " أسرع مما يجوز لي أن أجيب. انتظر ثانيتين من فضلك.",
			few:  who + " أسرع مما يجوز لي أن أجيب. انتظر %d ثوانٍ من فضلك.",
			many: who + " أسرع مما يجوز لي أن أجيب. انتظر %d ثانية من فضلك.", other: who + " أسرع مما يجوز لي أن أجيب. انتظر %d ثانية من فضلك.",
		}
	}
	return map[Text]forms{
		Independent: {
			zero: "لا مصادر مستقلة", one: "مصدر مستقل واحد", two: "مصدران مستقلان",
			few: "%d مصادر مستقلة", many: "%d مصدرًا مستقلًا", other: "%d مصدر مستقل",
		},
		LeftOut: {
			zero: "لم يُحذف أي قول", one: "حُذف قول واحد لعدم ثبوته", two: "حُذف قولان لعدم ثبوتهما",
			few: "حُذفت %d أقوال لعدم ثبوتها", many: "حُذف %d قولًا لعدم ثبوته", other: "حُذف %d قول لعدم ثبوته",
		},
		Articles: articles,
		Queued: {
			zero: "لا أسئلة قبل سؤالك…", one: "قبل سؤالك سؤال واحد…", two: "قبل سؤالك سؤالان…",
			few: "قبل سؤالك %d أسئلة…", many: "قبل سؤالك %d سؤالًا…", other: "قبل سؤالك %d سؤال…",
		},
		Written: {zero: "تُكتب الإجابة…", one: "تُكتب الإجابة… تم التحقق من جملة واحدة", two: "تُكتب الإجابة… تم التحقق من جملتين", few: "تُكتب الإجابة… تم التحقق من %d جمل", many: "تُكتب الإجابة… تم التحقق من %d جملة", other: "تُكتب الإجابة… تم التحقق من %d جملة"},
		Searching: {
			zero: "لا مقالات للبحث فيها…", one: "يجري البحث في مقالة واحدة…", two: "يجري البحث في مقالتين…",
			few: "يجري البحث في %d مقالات…", many: "يجري البحث في %d مقالة…", other: "يجري البحث في %d مقالة…",
		},
		Reading: {
			zero: "لا مقاطع للقراءة…", one: "تجري قراءة مقطع واحد…", two: "تجري قراءة مقطعين…",
			few: "تجري قراءة %d مقاطع…", many: "تجري قراءة %d مقطعًا…", other: "تجري قراءة %d مقطع…",
		},
		MentionedIn: {
			zero: "لا تذكرها أي مقالة", one: "مذكورة في مقالة واحدة", two: "مذكورة في مقالتين",
			few: "مذكورة في %d مقالات", many: "مذكورة في %d مقالة", other: "مذكورة في %d مقالة",
		},
		AndMore: {
			zero: "لا غير", one: "وواحد آخر", two: "واثنان آخران", few: "و%d أخرى", many: "و%d أخرى", other: "و%d أخرى",
		},
		Passages: {
			zero: "لا مقاطع", one: "مقطع واحد", two: "مقطعان", few: "%d مقاطع", many: "%d مقطعًا", other: "%d مقطع",
		},
		Publishers: {
			zero: "لا ناشرين", one: "ناشر واحد", two: "ناشران", few: "%d ناشرين", many: "%d ناشرًا", other: "%d ناشر",
		},
		KnownGroups: {
			zero: "لا جماعات معروفة", one: "جماعة معروفة واحدة", two: "جماعتان معروفتان",
			few: "%d جماعات معروفة", many: "%d جماعة معروفة", other: "%d جماعة معروفة",
		},
		Added:   {other: "أُضيف %d"},
		Changed: {other: "تغيّر %d"},
		Removed: {other: "أُزيل %d"},
		Kept:    {other: "بقي %d"},
		Skipped: {other: "تُخطّي %d"},
		SettingRate: {
			zero: "لا أسئلة", one: "سؤال واحد في الدقيقة", two: "سؤالان في الدقيقة",
			few: "%d أسئلة في الدقيقة", many: "%d سؤالًا في الدقيقة", other: "%d سؤال في الدقيقة",
		},
		SorryUserRate:    wait("أنت تسأل"),
		SorryChannelRate: wait("هذه القناة تسأل"),
		SorryLongQuestion: {
			zero: "اسأل سؤالًا أقصر من فضلك.", one: "اسأل في حرف واحد على الأكثر من فضلك.", two: "اسأل في حرفين على الأكثر من فضلك.",
			few: "اسأل في %d أحرف على الأكثر من فضلك.", many: "اسأل في %d حرفًا على الأكثر من فضلك.", other: "اسأل في %d حرف على الأكثر من فضلك.",
		},
	}
}

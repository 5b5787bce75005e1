// Package message lays out what the bot says as Discord messages: pure functions from
// answers and figures to [Page] values of plain structs, without any of Discord's types.
//
//	r := message.Renderer{Locale: languages.For(interaction.Locale)}
//	pages := r.Answer(answer) // bot.Answer -> []Page, at least one
//	pages[0].Content          // the message's content
//	pages[0].Rows             // buttons and menus: Action, Label, Style, Disabled
//
// Around an answer there are MoreQuotes, InContext, SourcesOf, ChooseQuote and ChooseSentence;
// Stage, StageOf, Notice and NoticeOf for one line; Group, Groups and Unknown; Publishers,
// Status, Reindexing, Reindexed, ConfirmRemoval and History for the corpus; Settings, Check,
// About and Help.
//
// A page is one message. It uses plain content, 2000 characters at most, and neither embeds
// nor Components V2: content is what every client shows (a user can switch embeds off, a
// channel can forbid them), what search and notifications read, and what an edit of a
// deferred reply may always hold. A longer answer turns pages by buttons. Send pages with the
// flag SUPPRESS_EMBEDS, so that links do not unfold, and with allowed_mentions parse [].
//
// Quotes are never cut: one that does not fit moves to the next page. Only a quote that is
// longer than a page by itself continues on further pages, each part marked, which joined
// give the quote again. What comes from outside (articles, questions, names, addresses) is
// escaped so that a reader sees the same characters and Discord finds nothing in them to act
// on: no formatting, mention, emoji, timestamp or link.
package message

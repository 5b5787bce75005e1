// Package discord is the bot on Discord: it connects the desk, where commands are handled, to
// Discord's gateway and REST API.
//
// Run registers the commands that differ from what Discord has, receives events over
// bot/discord/gateway, turns each into a desk.Request, and lets the desk answer through
// bot/discord/rest. Commands stay registered when the bot stops: deleting and creating them
// anew would use up the 200 creations that Discord allows a day.
//
// The bot asks for no privileged intent. Discord shows it what is written in mentions of it,
// in direct messages, and in the messages that people choose from the context menu, and that
// is all it reads.
package discord

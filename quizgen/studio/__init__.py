"""The studio: a local page on which an author sees the questions while writing the template.

The `server` answers the page and nobody else (`guard`); it reads and saves `files`, and renders nothing itself. What
strangers may have written is read and rendered by a `worker`, a process of its own that holds the project in memory
(`workspace`) and can be ended at any time. Nothing else imports the studio but its command.
"""

"""The studio as its page meets it: a real server, asked over a real socket."""
